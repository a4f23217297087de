/** A decision about a project: its outcomes are the programme's; where it departs from what the audit suggests, a reason is asked for. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { Act, type ActField } from '../../parts/act.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';

type Project = Schemas['Project'];
type Task = Project['steps'][number]['tasks'][number];

export function DecideTask({ project, task }: { project: Project; task: Task }) {
  const refresh = useRefresh();
  const money = useQuery({ queryKey: ['money', project.id], queryFn: () => answer(api.GET('/api/v1/projects/{id}/money', { params: { path: { id: project.id } } })) });
  // Borderline lines of the budget are the office's to decide, one by one, when it signs.
  const doubtful = task.role === 'staff' ? (money.data?.doubtful ?? []) : [];
  // A countersignature has no outcomes of the programme's: it is signed, or sent back.
  const outcomes = task.outcomes.length > 0 ? task.outcomes : ['sign', 'return'];
  const fields: ActField[] = [
    { key: 'outcome', label: say('decide.outcome'), kind: 'choice', required: true, options: outcomes.map((value) => ({ value, label: sayState('outcome', value) })) },
    ...doubtful.flatMap(({ line, text }) => [
      { key: `allowed.${line}`, label: say('decide.borderline', { line }), hint: text, kind: 'choice' as const, required: true, options: [{ value: 'yes', label: say('decide.allowed') }, { value: 'no', label: say('decide.refused') }] },
      { key: `reason.${line}`, label: say('common.reason'), required: true },
    ]),
    ...(task.outcomes.includes('adjust') ? [{ key: 'percent', label: say('decide.percent'), hint: say('decide.percentHint'), kind: 'number' as const }] : []),
    { key: 'reason', label: say('common.reason'), hint: say('decide.reasonHint'), kind: 'lines' },
    { key: 'minutes', label: say('common.minutes') },
  ];
  return (
    <Act
      name={say('decide.name', { what: bilingual(task.name) })} primary fields={fields}
      act={async (entered, key) => {
        const given = (field: string): string | undefined => ((entered[field] ?? '').trim() === '' ? undefined : entered[field]);
        const percent = given('percent');
        const body: Schemas['ProjectDecision'] = {
          task: task.kind, outcome: given('outcome'), reason: given('reason'), minutes: given('minutes'), ...(percent === undefined ? {} : { percent: Number(percent) }),
          ...(doubtful.length === 0 ? {} : { borderline: doubtful.map(({ line }) => ({ line, allowed: entered[`allowed.${line}`] === 'yes', reason: entered[`reason.${line}`] ?? '' })) }),
        };
        await answer(api.POST('/api/v1/projects/{id}/decisions', { params: { path: { id: project.id }, header: keyed(key) }, body }));
        await refresh();
      }}
    />
  );
}
