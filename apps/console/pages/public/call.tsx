/** One call: who may apply, when, and the application form to prepare with; it prints. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, type Schemas } from '../../app/api.js';
import { Loaded, Page, Section } from '../../parts/page.js';
import { sayClause } from '../../words/clauses.js';
import { sayDay, sayDeadline, sayInstant } from '../../words/dates.js';
import { bilingual } from '../../words/locale.js';
import { say } from '../../words/say.js';

export function CallPage() {
  const { id } = useParams({ from: '/calls/$id' });
  const call = useQuery({ queryKey: ['call', id], queryFn: () => answer(api.GET('/api/v1/calls/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={call}>{(data) => (
      <Page title={data.roundName} crumbs={[{ title: say('public.calls'), to: '/' }, { title: data.roundName }]} lead={<CallFacts call={data} />} acts={<Link to="/s/rounds/$id" params={{ id: data.roundId }}>{say('home.eligibility')}</Link>}>
        <Section title={say('public.eligibility')}><ul>{data.eligibility.map(({ name, clause }) => <li key={name.zh}>{bilingual(name)} <span className="quiet">{sayClause(clause)}</span></li>)}</ul></Section>
        <Section title={say('public.form')}><p>{say('public.formHow')}</p><BlankForm form={data.form} /></Section>
      </Page>
    )}</Loaded>
  );
}

export function CallFacts({ call }: { call: Schemas['Call'] }) {
  return (
    <>
      <p className="quiet">
        {[call.authority, call.number === null ? '' : say('public.notice', { number: call.number }), call.publishedOn === null ? '' : sayDay(call.publishedOn), call.places === null ? '' : say('public.awards', { places: call.places }), say(`public.who.${call.whoMayApply}`)].filter((part) => part !== '').join(' · ')}
      </p>
      {call.opensAt !== null && call.dueAt !== null && <p>{say('public.window', { opens: sayInstant(call.opensAt), due: sayDeadline(call.dueAt) })}</p>}
      <p className="quiet">{say('public.office')} {bilingual(call.contacts.office)} · {say('public.hotline')} {call.contacts.hotline} · {say('public.mailbox')} {call.contacts.mailbox}</p>
    </>
  );
}

/** The template of an application: what is asked, how long it may be, and by which clause. */
function BlankForm({ form }: { form: Schemas['TaskForm'] }) {
  return form.sections.map((section) => (
    <section key={section.key}>
      <h3>{bilingual(section.name)}</h3>
      <ol>{section.fields.map((field) => (
        <li key={field.key}>
          {bilingual(field.name)}{field.required && ` ${say('field.required')}`}
          {field.maxLength !== undefined && <span className="quiet"> {say('public.most', { count: field.maxLength })}</span>}
          {field.columns !== undefined && <span className="quiet"> {field.columns.map(({ name }) => bilingual(name)).join(say('mark.list'))}</span>}
          {field.clause !== undefined && <span className="quiet"> {sayClause(field.clause)}</span>}
        </li>
      ))}</ol>
    </section>
  ));
}
