/** What opens a round where its programme publishes a call, suggests societies or commends them; shown while it is due. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Section } from '../../parts/page.js';
import { bilingual } from '../../words/locale.js';
import { inBrackets, say } from '../../words/say.js';

export function CallActs({ round }: { round: Schemas['Round'] }) {
  const may = useMay();
  const refresh = useRefresh();
  const open = round.stages.filter(({ status }) => status === 'open');
  const is = (type: string): boolean => open.some((stage) => stage.type === type);
  const path = { id: round.id };
  return (
    <>
      {is('callNotice') && may('call.publish') && (
        <Act
          name={say('call.publish')} primary fields={[{ key: 'number', label: say('call.number'), required: true }, { key: 'places', label: say('call.places'), kind: 'number', required: true }]}
          act={async ({ number = '', places = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/call', { params: { path, header: keyed(key) }, body: { number, places: Number(places) } })); await refresh(); }}
        />
      )}
      {is('commendation') && may('round.commend') && (
        <Act
          name={say('call.commend')} primary fields={[{ key: 'circular', label: say('call.circular'), required: true }]}
          act={async ({ circular = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/commendation', { params: { path, header: keyed(key) }, body: { circular } })); await refresh(); }}
        />
      )}
      {is('suggestedList') && may('suggestedList.manage') && <Suggested id={round.id} />}
    </>
  );
}

function Suggested({ id }: { id: string }) {
  const refresh = useRefresh();
  const list = useQuery({ queryKey: ['suggested', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/suggested-list', { params: { path: { id } } })) });
  const societies = useQuery({ queryKey: ['societies', 'all'], queryFn: () => answer(api.GET('/api/v1/societies', { params: { query: { limit: 200 } } })) });
  return (
    <Section title={say('suggested.title')}>
      <Loaded query={list}>{({ items, sources, status }) => (
        <>
          <ul className="lines">{items.map((item) => (
            <li className="line" key={item.societyId}><span>{item.name}{inBrackets(item.code)}<span className="quiet"> {item.sources.map(({ document }) => document).join(say('mark.series'))}{item.reason}</span></span>
              {item.route === 'suggested' && status === 'open' && <Act name={say('suggested.remove')} size="small" fields={[{ key: 'reason', label: say('common.reason'), required: true }]} act={async ({ reason = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/suggested-list/{society}/removal', { params: { path: { id, society: item.societyId }, header: keyed(key) }, body: { reason } })); await refresh(); }} />}
            </li>
          ))}</ul>
          {status === 'open' && (
            <div className="acts">
              <Act
                name={say('suggested.add')}
                fields={[
                  { key: 'societies', label: say('common.society'), kind: 'multiple', required: true, options: (societies.data?.items ?? []).filter((one) => !items.some(({ societyId }) => societyId === one.id)).map(({ id: value, name, code }) => ({ value, label: `${name}${inBrackets(code)}` })) },
                  { key: 'source', label: say('suggested.source'), kind: 'choice', required: true, options: sources.map(({ key, name }) => ({ value: key, label: bilingual(name) })) },
                  { key: 'document', label: say('profile.evidence'), required: true }, { key: 'asOf', label: say('suggested.asOf'), kind: 'date', required: true },
                ]}
                act={async (entered, key) => {
                  const entries = (entered['societies'] ?? '').split(',').map((societyId) => ({ societyId, sources: [{ source: entered['source'] ?? '', document: entered['document'] ?? '', asOf: entered['asOf'] ?? '', note: '' }] }));
                  await answer(api.POST('/api/v1/rounds/{id}/suggested-list', { params: { path: { id }, header: keyed(key) }, body: { entries } }));
                  await refresh();
                }}
              />
              <Act name={say('suggested.publish', { count: items.length })} primary consequence={say('suggested.publishHint')} act={async (_, key) => { await answer(api.POST('/api/v1/rounds/{id}/suggested-list/publication', { params: { path: { id }, header: keyed(key) } })); await refresh(); }} />
            </div>
          )}
        </>
      )}</Loaded>
    </Section>
  );
}
