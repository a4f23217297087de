/** What has come in besides objections: anonymous, late, by telephone; registered, looked into, handed over, closed. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant } from '../../words/dates.js';
import { inBrackets, say, sayState } from '../../words/say.js';

type Lead = Schemas['Lead'];
const STATES = ['registered', 'transferred', 'verified', 'answered', 'closed'] as const;
const RESULTS = ['founded', 'unfounded', 'notVerifiable'] as const;

export function Leads({ round }: { round: string }) {
  const may = useMay();
  const leads = useQuery({ queryKey: ['leads', round], enabled: may('lead.read'), queryFn: () => answer(api.GET('/api/v1/rounds/{id}/leads', { params: { path: { id: round } } })) });
  if (!may('lead.read')) return null;
  return (
    <Section title={say('leads.title')} acts={may('lead.triage') && <NewLead round={round} />}>
      <Loaded query={leads}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('leads.none')}</p> : <ul className="lines">{items.map((lead) => <Line key={lead.id} lead={lead} />)}</ul>)}</Loaded>
    </Section>
  );
}

function Line({ lead }: { lead: Lead }) {
  const may = useMay();
  const refresh = useRefresh();
  return (
    <li className="line">
      <div>
        <p><StatusTag group="lead" state={lead.state} /> <strong>{lead.society.name}</strong> · {sayState('leadSource', lead.source)} · {sayInstant(lead.registeredAt)}</p>
        <p>{lead.grounds}</p>
        {lead.note !== '' && <p className="quiet">{lead.result !== null && `${sayState('leadResult', lead.result)} · `}{lead.note}{lead.transferredTo !== '' && ` · ${lead.transferredTo}`}</p>}
      </div>
      {may('lead.triage') && lead.state !== 'closed' && (
        <Act
          name={say('leads.move')}
          fields={[
            { key: 'to', label: say('leads.to'), kind: 'choice', required: true, options: STATES.filter((one) => one !== lead.state && one !== 'registered').map((value) => ({ value, label: sayState('lead', value) })) },
            { key: 'note', label: say('leads.note'), kind: 'lines', required: true }, { key: 'transferredTo', label: say('leads.transferredTo') },
            { key: 'result', label: say('leads.result'), kind: 'choice', options: RESULTS.map((value) => ({ value, label: sayState('leadResult', value) })) },
          ]}
          act={async ({ to = '', note = '', transferredTo = '', result = '' }, key) => {
            await answer(api.POST('/api/v1/leads/{id}/moves', {
              params: { path: { id: lead.id }, header: keyed(key) },
              body: { to: to as Lead['state'], note, ...(transferredTo.trim() === '' ? {} : { transferredTo }), ...(result === '' ? {} : { result: result as NonNullable<Lead['result']> }) },
            }));
            await refresh();
          }}
        />
      )}
    </li>
  );
}

function NewLead({ round }: { round: string }) {
  const refresh = useRefresh();
  const societies = useQuery({ queryKey: ['societies', 'all'], queryFn: () => answer(api.GET('/api/v1/societies', { params: { query: { limit: 200 } } })) });
  return (
    <Act
      name={say('leads.new')}
      fields={[
        { key: 'society', label: say('common.society'), kind: 'choice', required: true, options: (societies.data?.items ?? []).map(({ id: value, name, code }) => ({ value, label: `${name}${inBrackets(code)}` })) },
        { key: 'source', label: say('leads.source'), kind: 'choice', required: true, options: (['hotline', 'mailbox', 'inspection'] as const).map((value) => ({ value, label: sayState('leadSource', value) })) },
        { key: 'grounds', label: say('leads.grounds'), kind: 'lines', required: true },
      ]}
      act={async ({ society = '', source = '', grounds = '' }, key) => { await answer(api.POST('/api/v1/rounds/{id}/leads', { params: { path: { id: round }, header: keyed(key) }, body: { societyId: society, source: source as 'hotline', grounds } })); await refresh(); }}
    />
  );
}
