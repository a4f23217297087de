/** Two records of one society: the one that stays is chosen, the server says what goes over and what stands in the way, then it is decided. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Facts, Loaded, Page, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant } from '../../words/dates.js';
import { inBrackets, say, sayState } from '../../words/say.js';

type Society = Schemas['Society'];
type Preview = Schemas['MergePreview'];

export function MergePage() {
  const { id } = useParams({ from: '/w/societies/$id/merge' });
  const { into } = useSearch({ from: '/w/societies/$id/merge' });
  const society = useQuery({ queryKey: ['society', id], queryFn: () => answer(api.GET('/api/v1/societies/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={society}>{(data) => (
      <Page title={say('merge.title')} crumbs={[{ title: say('nav.societies'), to: '/w/societies' }, { title: data.name, to: `/w/societies/${id}` }, { title: say('merge.title') }]} lead={<p>{say('merge.lead', { name: data.name, code: data.code })}</p>}>
        {data.mergedInto !== null ? <p className="notice">{say('merge.isDuplicate')} <Link to="/w/societies/$id" params={{ id: data.mergedInto.id }}>{data.mergedInto.name}</Link></p>
          : into === undefined ? <Choose duplicate={data} /> : <Decide duplicate={data} into={into} />}
      </Page>
    )}</Loaded>
  );
}

function Choose({ duplicate }: { duplicate: Society }) {
  const { search } = useSearch({ from: '/w/societies/$id/merge' });
  const navigate = useNavigate();
  const go = (next: { search?: string; into?: string }) => void navigate({ to: '/w/societies/$id/merge', params: { id: duplicate.id }, search: next });
  const found = useQuery({ queryKey: ['societies', 'merge', search], queryFn: () => answer(api.GET('/api/v1/societies', { params: { query: { search, status: 'active', limit: 50 } } })) });
  return (
    <Section title={say('merge.choose')}>
      <div className="filters no-print"><label>{say('common.search')} <Input.Search defaultValue={search} onSearch={(value) => go({ search: value.trim() === '' ? undefined : value.trim() })} /></label></div>
      <Loaded query={found}>{({ items }) => {
        const others = items.filter(({ id }) => id !== duplicate.id);
        if (others.length === 0) return <p role="status">{say('merge.noOther')}</p>;
        return (
          <ul className="lines">{others.map((one) => (
            <li className="line" key={one.id}>
              <div><strong>{one.name}</strong><p className="quiet">{one.code} · {one.email}</p></div>
              <Button aria-label={`${say('merge.keepThis')}${say('mark.colon')}${one.name}`} onClick={() => go({ search, into: one.id })}>{say('merge.keepThis')}</Button>
            </li>
          ))}</ul>
        );
      }}</Loaded>
    </Section>
  );
}

function Decide({ duplicate, into }: { duplicate: Society; into: string }) {
  const { search } = useSearch({ from: '/w/societies/$id/merge' });
  const navigate = useNavigate();
  const refresh = useRefresh();
  const may = useMay();
  const path = { id: duplicate.id };
  const preview = useQuery({ queryKey: ['merge', duplicate.id, into], enabled: may('society.merge'), queryFn: () => answer(api.POST('/api/v1/societies/{id}/merge/preview', { params: { path }, body: { into } })) });
  return (
    <Loaded query={preview}>{(data) => (
      <>
        <Section
          title={say('merge.chosen')}
          acts={<>
            <Button onClick={() => void navigate({ to: '/w/societies/$id/merge', params: { id: duplicate.id }, search: { search } })}>{say('merge.another')}</Button>
            <Button onClick={() => void navigate({ to: '/w/societies/$id/merge', params: { id: into }, search: { search, into: duplicate.id } })}>{say('merge.swap', { name: duplicate.name })}</Button>
          </>}
        >
          <Facts items={[[say('common.name'), <Link key="stays" to="/w/societies/$id" params={{ id: into }}>{data.stays.name}</Link>], [say('common.code'), data.stays.code]]} />
        </Section>
        {data.obstacles.length > 0 && (
          <Section title={say('merge.obstacles')}>
            <div className="notice" role="alert"><ul>{data.obstacles.map((one) => <li key={`${one.code} ${one.roundId ?? ''}`}>{one.message}{one.roundId !== null && <> <Link to="/w/rounds/$id" params={{ id: one.roundId }}>{say('common.open')}</Link></>}</li>)}</ul></div>
          </Section>
        )}
        <Section title={say('merge.preview')}>
          <Shown of={data} />
        </Section>
        {data.possible && (
          <p className="acts no-print">
            <Act
              name={say('merge.act', { duplicate: data.duplicate.name, stays: data.stays.name })} danger
              consequence={<p>{say('merge.consequence', { duplicate: data.duplicate.name, duplicateCode: data.duplicate.code, stays: data.stays.name, staysCode: data.stays.code })}</p>}
              fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
              preview={async () => <Shown of={await answer(api.POST('/api/v1/societies/{id}/merge/preview', { params: { path }, body: { into } }))} />}
              act={async ({ reason = '' }, key) => {
                await answer(api.POST('/api/v1/societies/{id}/merge', { params: { path, header: keyed(key) }, body: { into, reason } }));
                await refresh();
                await navigate({ to: '/w/societies/$id', params: { id: into } });
              }}
            />
          </p>
        )}
      </>
    )}</Loaded>
  );
}

function Shown({ of }: { of: Preview }) {
  return (
    <>
      {of.lines.length === 0 ? <p>{say('merge.nothing')}</p> : (
        <table className="list-table">
          <caption className="sr-only">{say('merge.preview')}</caption>
          <thead><tr><th scope="col">{say('merge.what')}</th><th scope="col" className="num">{say('merge.moves')}</th><th scope="col" className="num">{say('merge.stays')}</th></tr></thead>
          <tbody>{of.lines.map(({ what, moves, stays }) => <tr key={what}><td>{sayState('mergeWhat', what)}</td><td className="num">{moves}</td><td className="num">{stays}</td></tr>)}</tbody>
        </table>
      )}
      <p>{say('merge.letters', { count: of.letters.length, addresses: of.letters.join(say('mark.list')) })}</p>
      <p><strong>{say('merge.people')}</strong></p>
      {of.people.length === 0 ? <p>{say('merge.noPeople')}</p> : <ul>{of.people.map(({ name, email }) => <li key={email}>{name} <span className="quiet">{email}</span></li>)}</ul>}
    </>
  );
}

/** On either side: into which it was merged, or which were merged into it. */
export function Merges({ society }: { society: string }) {
  const merges = useQuery({ queryKey: ['merges', society], queryFn: () => answer(api.GET('/api/v1/societies/{id}/merges', { params: { path: { id: society } } })) });
  const items = merges.data?.items ?? [];
  if (items.length === 0) return null;
  const told = (counts: { what: string; count: number }[]): string => counts.map(({ what, count }) => `${sayState('mergeWhat', what)} ${count}`).join(say('mark.list'));
  return (
    <Section title={say('merge.history')}>
      <ul className="lines">{items.map((one) => {
        const other = one.duplicate.id === society ? one.stays : one.duplicate;
        return (
          <li className="line" key={one.duplicate.id}>
            <div>
              <p><StatusTag group="society" state="merged" /> {say('merge.line', { duplicate: `${one.duplicate.name}${inBrackets(one.duplicate.code)}`, stays: `${one.stays.name}${inBrackets(one.stays.code)}` })}</p>
              <p className="quiet">{sayInstant(one.decidedAt)} · {one.decidedBy ?? ''} · {one.reason}</p>
              {one.moved.length > 0 && <p className="quiet">{say('merge.went', { what: told(one.moved) })}</p>}
              {one.kept.length > 0 && <p className="quiet">{say('merge.kept', { what: told(one.kept) })}</p>}
            </div>
            <Link to="/w/societies/$id" params={{ id: other.id }} aria-label={`${say('common.open')}${say('mark.colon')}${other.name}`}>{say('common.open')}</Link>
          </li>
        );
      })}</ul>
    </Section>
  );
}
