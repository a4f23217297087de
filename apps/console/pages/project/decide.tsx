/** A decision about a project: its outcomes are the programme's; where it departs from what the audit suggests, a reason is asked for. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { Act, type ActField } from '../../parts/act.js';
import { bilingual } from '../../words/locale.js';
import { say, sayState } from '../../words/say.js';
import { borderlineDecisions, borderlineFields } from './borderline.js';

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
    ...borderlineFields(doubtful),
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
          ...(doubtful.length === 0 ? {} : { borderline: borderlineDecisions(doubtful, entered) }),
        };
        await answer(api.POST('/api/v1/projects/{id}/decisions', { params: { path: { id: project.id }, header: keyed(key) }, body }));
        await refresh();
      }}
    />
  );
}
