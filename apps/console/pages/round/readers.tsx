/** Who reads which application; the office takes a reader off, or goes on with fewer reviews where nobody is free. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useGroups } from '../../app/names.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { type Column, Rows } from '../../parts/table.js';
import { inBrackets, say } from '../../words/say.js';

type Shown = Schemas['Readers'];
type Row = Shown['items'][number];

export function Readers({ id }: { id: string }) {
  const may = useMay();
  const groups = useGroups();
  const readers = useQuery({ queryKey: ['readers', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/readers', { params: { path: { id } } })) });
  return (
    <Loaded query={readers}>{(data) => {
      if (data.items.every((row) => row.readers.length === 0)) return null;
      const deciding = data.scoring === 'open' && may('review.decide');
      const short = data.items.filter((row) => row.short > 0);
      const columns: Column<Row>[] = [
        { key: 'society', title: say('common.society'), show: (row) => <Link to="/w/applications/$id" params={{ id: row.applicationId }}>{row.society.name}</Link> },
        { key: 'group', title: say('common.group'), show: (row) => groups.name(row.society.disciplineGroup) },
        { key: 'progress', title: say('panel.progress'), show: (row) => <Progress row={row} wanted={data.wanted} />, by: (row) => row.scored - row.short * 1000 },
        { key: 'readers', title: say('panel.readers'), show: (row) => row.readers.map((one) => <span className="reader" key={one.id}>{one.name} <StatusTag group="review" state={one.state} /></span>) },
        ...(deciding ? [{ key: 'act', title: say('panel.acts'), show: (row: Row) => <span className="acts"><Recuse id={id} row={row} />{row.short > 0 && <Fewer id={id} row={row} data={data} />}</span> }] : []),
      ];
      return (
        <Section title={say('panel.reading')}>
          {short.length > 0 && <p className="notice">{say('panel.shortOf', { names: short.map(({ society }) => society.name).join(say('mark.list')), count: short.reduce((sum, row) => sum + row.short, 0) })}</p>}
          <Rows label={say('panel.reading')} rows={data.items} columns={columns} rowKey={(row) => row.applicationId} />
        </Section>
      );
    }}</Loaded>
  );
}

function Progress({ row, wanted }: { row: Row; wanted: number }) {
  return (
    <>
      {say('panel.scoredOf', { scored: row.scored, wanted: row.goesOnWith?.reviews ?? wanted })}
      {row.short > 0 && <> <StatusTag group="review" state="short" tone="bad" /> {row.short}</>}
      {row.goesOnWith !== null && <p className="quiet">{say('panel.settled', { reviews: row.goesOnWith.reviews, reason: row.goesOnWith.reason })}</p>}
    </>
  );
}

function Recuse({ id, row }: { id: string; row: Row }) {
  const refresh = useRefresh();
  const reading = row.readers.filter(({ state }) => state === 'assigned' || state === 'scored');
  if (reading.length === 0) return null;
  return (
    <Act
      name={say('panel.recuse')} title={`${say('panel.recuse')} · ${row.society.name}`} size="small" consequence={say('panel.recuseHint')}
      fields={[{ key: 'expert', label: say('common.expert'), kind: 'choice', required: true, options: reading.map((one) => ({ value: one.id, label: `${one.name}${inBrackets(one.code)}` })) }, { key: 'reason', label: say('common.reason'), hint: say('panel.recuseReason'), kind: 'lines', required: true }]}
      act={async ({ expert = '', reason = '' }, key) => {
        await answer(api.POST('/api/v1/rounds/{id}/reviews/recusal', { params: { path: { id }, header: keyed(key) }, body: { applicationId: row.applicationId, expertId: expert, reason } }));
        await refresh();
      }}
    />
  );
}

/** Never with fewer than the least number: the button says so instead of being refused. */
function Fewer({ id, row, data: { wanted, least } }: { id: string; row: Row; data: Shown }) {
  const refresh = useRefresh();
  if (row.scored < least) return <span className="quiet">{say('panel.tooFew', { least })}</span>;
  return (
    <Act
      name={say('panel.fewer', { count: row.scored })} title={`${say('panel.fewer', { count: row.scored })} · ${row.society.name}`} size="small" consequence={say('panel.fewerHint', { wanted, scored: row.scored, assigned: row.assigned })}
      fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
      act={async ({ reason = '' }, key) => {
        await answer(api.POST('/api/v1/rounds/{id}/reviews/fewer', { params: { path: { id }, header: keyed(key) }, body: { applicationId: row.applicationId, reason } }));
        await refresh();
      }}
    />
  );
}
