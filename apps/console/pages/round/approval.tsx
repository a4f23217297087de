/** Everything that led to the list, before the leadership: approve with the number of the minutes, or return with what is to be answered. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useNames } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { ExportRows } from '../../parts/export-rows.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, Rows } from '../../parts/table.js';
import { sayDeadline, sayInstant, sayNumber } from '../../words/dates.js';
import { inBrackets, say, sayState } from '../../words/say.js';
import { useRound } from './round-tabs.js';

type Place = Schemas['Place'];

export function ApprovalPage() {
  const { id } = useParams({ from: '/approvals/$id' });
  const may = useMay();
  const refresh = useRefresh();
  const path = { id };
  const round = useRound(id);
  const names = useNames(round.data?.programme.versionId);
  const dossier = useQuery({ queryKey: ['dossier', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/dossier', { params: { path } })) });
  const columns: Column<Place>[] = [
    { key: 'rank', title: say('common.rank'), number: true }, { key: 'society', title: say('common.society'), show: ({ society }) => `${society.name}${inBrackets(society.code)}` },
    { key: 'group', title: say('common.group'), show: ({ society }) => names.group(society.disciplineGroup) }, { key: 'tier', title: say('publicity.tier'), show: ({ tier }) => names.tier(tier) },
    { key: 'score', title: say('ranking.score'), number: true, show: ({ score }) => sayNumber(score) }, { key: 'spread', title: say('ranking.spread'), number: true, show: ({ spread }) => sayNumber(spread) },
  ];
  return (
    <Loaded query={dossier}>{(data) => (
      <Page
        title={say('approval.title', { round: data.roundName })} crumbs={[{ title: say('nav.rounds'), to: '/w/rounds' }, { title: data.roundName, to: `/w/rounds/${id}` }]}
        lead={<p className="sentence"><StatusTag group="dossier" state={data.status} /> {say('approval.sentence', { count: data.list.length, reserve: data.reserve.length })}{data.dueAt !== null && ` · ${say('home.due', { due: sayDeadline(data.dueAt) })}`}</p>}
        acts={
          <>
            {data.status === 'before' && may('approval.decide') && (
              <>
                <Act name={say('approval.approve', { count: data.list.length })} primary consequence={say('approval.approveHint', { count: data.list.length })} fields={[{ key: 'minutes', label: say('common.minutes'), required: true }]} act={async ({ minutes = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/approval', { params: { path, header: keyed(key) }, body: { minutes } })); await refresh(); }} />
                <Act name={say('approval.return')} fields={[{ key: 'reason', label: say('approval.returnWhat'), kind: 'lines', required: true }]} act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/approval/return', { params: { path, header: keyed(key) }, body: { reason } })); await refresh(); }} />
              </>
            )}
            {data.status === 'returned' && may('approval.resubmit') && <Act name={say('approval.resubmit')} primary fields={[{ key: 'reason', label: say('approval.answer'), kind: 'lines', required: true }]} act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/approval/resubmission', { params: { path, header: keyed(key) }, body: { reason } })); await refresh(); }} />}
          </>
        }
      >
        <p>{data.variance.map(({ tier, planned, actual }) => say('ranking.variance', { tier: names.tier(tier), planned, actual })).join(say('mark.series'))}</p>
        <Section title={say('approval.list')} acts={<ExportRows name="approval" rows={data.list.map(({ rank, society, tier, score }) => ({ rank, code: society.code, name: society.name, tier, score }))} />}>
          <Rows label={say('approval.list')} rows={data.list} columns={columns} rowKey={({ applicationId }) => applicationId} />
          <div className="sign"><span>{say('ranking.signLeader')}</span><span>{say('ranking.signDate')}</span></div>
        </Section>
        <Section title={say('approval.reserve')}><Rows label={say('approval.reserve')} rows={data.reserve} columns={columns} rowKey={({ applicationId }) => applicationId} /></Section>
        <Section title={say('roundPublicity.objections')}>{data.objections.length === 0 ? <p className="quiet">{say('roundPublicity.noObjections')}</p> : <ul className="lines">{data.objections.map((one) => <li className="line" key={one.id}><span><StatusTag group="objection" state={one.state} /> {one.society.name}{say('mark.colon')}{one.grounds}</span><span>{one.answer}</span></li>)}</ul>}</Section>
        <Section title={say('approval.decisions')}><ul className="lines">{data.decisions.map((one, n) => <li className="line" key={n}><span>{sayInstant(one.at)} · {sayState('command', one.kind)}</span><span>{one.minutes.join(say('mark.list'))} {one.reason}</span></li>)}</ul></Section>
      </Page>
    )}</Loaded>
  );
}
