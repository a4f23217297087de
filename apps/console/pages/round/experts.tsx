/** The panel: draw, invitation, conflicts, assignment, and how far the scoring is. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useNames } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Nothing, Section } from '../../parts/page.js';
import { type Column, Rows } from '../../parts/table.js';
import { sayInstant, sayNumber } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say, sayState } from '../../words/say.js';
import { Readers } from './readers.js';
import { RoundPage, useRound } from './round-tabs.js';

type Member = Schemas['Panel']['items'][number];

export function PanelPage() {
  const { id } = useParams({ from: '/w/rounds/$id/experts' });
  const path = { id };
  const panel = useQuery({ queryKey: ['panel', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/panel', { params: { path } })) });
  const conflicts = useQuery({ queryKey: ['conflicts', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/conflicts', { params: { path } })) });
  const runs = useQuery({ queryKey: ['assignments', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/assignments', { params: { path } })) });
  const round = useRound(id);
  const names = useNames(round.data?.programme.versionId);
  const columns: Column<Member>[] = [
    { key: 'name', title: say('common.expert'), show: ({ expert }) => `${expert.name}${inBrackets(expert.code)}` },
    { key: 'group', title: say('common.group'), show: ({ expert }) => names.group(expert.disciplineGroup) },
    { key: 'employer', title: say('experts.employer'), show: ({ expert }) => expert.employer },
    { key: 'declared', title: say('panel.declared'), show: ({ declaredAt }) => (declaredAt === null ? say('panel.notYet') : sayInstant(declaredAt)) },
    { key: 'conflicts', title: say('panel.conflicts'), number: true },
    { key: 'assigned', title: say('panel.toScore'), number: true },
    { key: 'scored', title: say('panel.scored'), number: true },
  ];
  return (
    <RoundPage id={id} word="round.experts">{(round) => (
      <>
        <Section title={say('panel.title')} acts={round.stages.some(({ type, status }) => type === 'expertReview' && status === 'open') && <PanelActs id={id} programme={round.programme.versionId} />}>
          <Loaded query={panel}>{({ items }) => <Rows label={say('panel.title')} rows={items} columns={columns} rowKey={({ expert }) => expert.id} empty={<Nothing text={say('panel.none')} />} />}</Loaded>
        </Section>
        <Readers id={id} />
        <Draws id={id} />
        <Section title={say('panel.conflicts')}>
          <Loaded query={conflicts}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('panel.noConflicts')}</p> : (
            <ul className="lines">{items.map((one) => <li className="line" key={`${one.applicationId}-${one.expert.id}-${one.source}`}><span>{one.expert.name} × {one.society.name} · {sayState('conflictSource', one.source)}</span><span>{one.reason}</span></li>)}</ul>
          ))}</Loaded>
        </Section>
        <Section title={say('panel.assignment')}>
          <Loaded query={runs}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('panel.noAssignment')}</p> : (
            <ul className="lines">{items.map((run) => <li className="line" key={run.n}><span>{sayInstant(run.at)} · {say(run.kind === 'whole' ? 'panel.whole' : 'panel.gap')}</span><span>{say('panel.optimal', { readings: run.readings, affinity: sayNumber(run.affinity), bound: sayNumber(run.bound) })}</span></li>)}</ul>
          ))}</Loaded>
        </Section>
      </>
    )}</RoundPage>
  );
}

function PanelActs({ id, programme }: { id: string; programme: string }) {
  const may = useMay();
  const refresh = useRefresh();
  const experts = useQuery({ queryKey: ['experts', 'active'], queryFn: () => answer(api.GET('/api/v1/experts', { params: { query: { active: 'true', limit: 500 } } })) });
  const names = useNames(programme);
  const draws = useDraws(id);
  if (!may('panel.invite')) return null;
  const options = (experts.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name}${inBrackets(names.group(one.disciplineGroup))}` }));
  const drawn = draws.data?.items.findLast(({ result }) => result !== null)?.result?.flatMap((group) => group.drawn);
  const chosen = (experts.data?.items ?? []).filter(({ code }) => drawn?.includes(code) ?? true).map(({ id: expert }) => expert);
  // Who has been drawn is chosen beforehand: nobody is invited before that has been read.
  const unread = experts.data === undefined || draws.data === undefined;
  return (
    <>
      <Act
        name={say('panel.invite')} primary disabled={unread} consequence={say('panel.inviteHint')}
        fields={[{ key: 'experts', label: say('panel.whom'), kind: 'multiple', required: true, options, value: chosen.join(',') }, { key: 'reason', label: say('panel.reason') }]}
        act={async ({ experts: chosen = '', reason = '' }, key) => {
          await answer(api.POST('/api/v1/rounds/{id}/panel', { params: { path: { id }, header: keyed(key) }, body: { expertIds: chosen.split(','), ...(reason.trim() === '' ? {} : { reason }) } }));
          await refresh();
        }}
      />
      <Act
        name={say('panel.draw')} consequence={say('panel.drawHint')}
        fields={[{ key: 'seed', label: say('panel.seed'), hint: say('panel.seedHint'), required: true }, { key: 'witness', label: say('panel.witness'), required: true }, ...names.groups.map(({ key, name }) => ({ key: `wanted.${key}`, label: say('panel.wanted', { group: bilingual(name) }), kind: 'number' as const }))]}
        act={async (entered, key) => {
          const wanted = Object.fromEntries(names.groups.map(({ key: group }) => [group, Number(entered[`wanted.${group}`] ?? 0)] as const).filter(([, count]) => count > 0));
          await answer(api.POST('/api/v1/rounds/{id}/panel/draws', { params: { path: { id }, header: keyed(key) }, body: { seed: entered['seed'] ?? '', witness: entered['witness'] ?? '', wanted } }));
          await refresh();
        }}
      />
      <Act
        name={say('panel.leader')} disabled={unread} fields={[{ key: 'group', label: say('common.group'), kind: 'choice', required: true, options: names.groups.map(({ key, name }) => ({ value: key, label: bilingual(name) })) }, { key: 'expert', label: say('common.expert'), kind: 'choice', required: true, options }]}
        act={async ({ group = '', expert = '' }, key) => {
          await answer(api.POST('/api/v1/rounds/{id}/panel/leaders', { params: { path: { id }, header: keyed(key) }, body: { group, expertId: expert } }));
          await refresh();
        }}
      />
    </>
  );
}

const useDraws = (id: string) => useQuery({ queryKey: ['draws', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/panel/draws', { params: { path: { id } } })) });

function Draws({ id }: { id: string }) {
  const may = useMay();
  const refresh = useRefresh();
  const draws = useDraws(id);
  if (draws.data?.items.length === 0) return null;
  return (
    <Section title={say('panel.draws')}>
      <Loaded query={draws}>{({ items }) => items.map((draw) => (
        <div className="consequence" key={draw.n}>
          <p>{say('panel.drawn', { n: draw.n, seed: draw.seed, witness: draw.witness, at: sayInstant(draw.recordedAt) })}</p>
          {draw.result === null ? may('panel.invite') && <Act name={say('panel.doDraw')} primary act={async (_, key) => { await answer(api.POST('/api/v1/rounds/{id}/panel/draws/{n}/result', { params: { path: { id, n: draw.n }, header: keyed(key) } })); await refresh(); }} /> : <pre>{draw.record}</pre>}
        </div>
      ))}</Loaded>
    </Section>
  );
}
