/** Lists that are public or about to be: the check before posting, objections with their deadlines, replacements. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay, useNow } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { Loaded, Nothing, Section } from '../../parts/page.js';
import { StatusTag } from '../../parts/status-tag.js';
import { dayOf, sayDeadline, sayInstant, sayLeft } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';
import { Leads } from './leads.js';
import { RoundPage } from './round-tabs.js';

type Period = Schemas['PublicityPeriod'];
type Objection = Schemas['Objection'];

export function RoundPublicityPage() {
  const { id } = useParams({ from: '/w/rounds/$id/publicity' });
  const periods = useQuery({ queryKey: ['publicity', 'round', id], queryFn: () => answer(api.GET('/api/v1/publicity', { params: { query: { roundId: id } } })) });
  const objections = useQuery({ queryKey: ['objections', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/objections', { params: { path: { id } } })) });
  const ranking = useQuery({ queryKey: ['ranking', id], retry: false, queryFn: () => answer(api.GET('/api/v1/rounds/{id}/ranking', { params: { path: { id } } })) });
  return (
    <RoundPage id={id} word="round.publicity">{() => (
      <>
        <Loaded query={periods}>{({ items }) => <Section title={say('public.periods')}>{items.length === 0 ? <Nothing text={say('roundPublicity.none')} /> : <ul className="lines">{items.map((period) => <PeriodLine key={period.stageId} period={period} places={ranking.data?.places ?? []} />)}</ul>}</Section>}</Loaded>
        <Section title={say('roundPublicity.objections')}>
          <Loaded query={objections}>{({ items }) => (items.length === 0 ? <p className="quiet">{say('roundPublicity.noObjections')}</p> : <ul className="lines">{items.map((one) => <ObjectionLine key={one.id} objection={one} />)}</ul>)}</Loaded>
        </Section>
        <Leads round={id} />
      </>
    )}</RoundPage>
  );
}

function PeriodLine({ period, places }: { period: Period; places: Schemas['Place'][] }) {
  const may = useMay();
  const refresh = useRefresh();
  const removed = places.filter(({ status }) => status === 'removed');
  const reserve = places.filter(({ status }) => status === 'reserve');
  const named = (rows: typeof places) => rows.map(({ society, rank }) => ({ value: society.id, label: `${rank} · ${society.name}` }));
  const path = { stageId: period.stageId };
  return (
    <li className="line">
      <div>
        <p><StatusTag group="publicity" state={period.state} /> {period.n > 1 && say('publicity.replacement', { n: period.n })} {say('public.listed', { count: period.listed })}</p>
        <p>{say('public.until', { due: sayDeadline(period.dueAt) })}</p>
        <Link to="/publicity/$id" params={{ id: period.stageId }}>{say('public.see')}</Link>
      </div>
      <span className="acts">
        {may('publicity.post') && period.state === 'coming' && <Post stageId={period.stageId} media={period.plannedMedia} />}
        {may('publicity.post') && period.state === 'open' && (
          <Act
            name={say('roundPublicity.correct')} fields={[{ key: 'text', label: say('roundPublicity.text'), kind: 'lines', required: true }, { key: 'restarts', label: say('roundPublicity.restarts'), kind: 'choice', required: true, options: [{ value: 'no', label: say('common.no') }, { value: 'yes', label: say('common.yes') }] }]}
            act={async ({ text = '', restarts }, key) => { await answer(api.POST('/api/v1/publicity/{stageId}/correction-notice', { params: { path, header: keyed(key) }, body: { text, restarts: restarts === 'yes' } })); await refresh(); }}
          />
        )}
        {may('publicity.replace') && removed.length > 0 && (
          <Act
            name={say('roundPublicity.replace')} consequence={say('roundPublicity.replaceHint')}
            fields={[{ key: 'removed', label: say('roundPublicity.removed'), kind: 'choice', required: true, options: named(removed) }, { key: 'replacement', label: say('roundPublicity.replacement'), kind: 'choice', required: true, options: named(reserve) }, { key: 'minutes', label: say('common.minutes'), required: true }, { key: 'reason', label: say('roundPublicity.notNext') }]}
            act={async ({ removed: gone = '', replacement = '', minutes = '', reason = '' }, key) => { await answer(api.POST('/api/v1/publicity/{stageId}/replacement', { params: { path, header: keyed(key) }, body: { removed: gone, replacement, minutes, ...(reason.trim() === '' ? {} : { reason }) } })); await refresh(); }}
          />
        )}
      </span>
    </li>
  );
}

/** The office has looked for classified and personal data, and names where else the list stands. */
function Post({ stageId, media }: { stageId: string; media: string[] }) {
  const refresh = useRefresh();
  const today = dayOf(useNow());
  return (
    <Act
      name={say('roundPublicity.post')} primary consequence={say('roundPublicity.postHint')}
      fields={[{ key: 'checked', label: say('roundPublicity.checked'), kind: 'choice', required: true, options: [{ value: 'yes', label: say('roundPublicity.isChecked') }] }, ...media.map((medium) => ({ key: `on.${medium}`, label: say('roundPublicity.medium', { medium: sayState('medium', medium) }), kind: 'date' as const, required: true, value: today }))]}
      act={async (entered, key) => {
        const body = { checked: true as const, media: media.map((medium) => ({ medium, on: entered[`on.${medium}`] ?? today, reference: '' })) };
        await answer(api.POST('/api/v1/publicity/{stageId}/posting', { params: { path: { stageId }, header: keyed(key) }, body }));
        await refresh();
      }}
    />
  );
}

function ObjectionLine({ objection }: { objection: Objection }) {
  const may = useMay();
  const now = useNow();
  const refresh = useRefresh();
  const [who, setWho] = useState<string>();
  const { state, reexamination } = objection;
  const path = { id: objection.id };
  return (
    <li className="line">
      <div>
        <p><StatusTag group="objection" state={state} /> <strong>{objection.society.name}</strong> · {sayInstant(objection.receivedAt)} · {objection.receipt}</p>
        <p>{objection.grounds}</p>
        {objection.standing !== null && <p className="quiet">{objection.standing.message}</p>}
        {state === 'open' && objection.answerDueAt !== null && <p>{say('roundPublicity.answerBy', { due: sayDeadline(objection.answerDueAt) })} · {sayLeft(objection.answerDueAt, now)}</p>}
        {objection.answer !== null && <p>{say('profile.answer')}{say('mark.colon')}{objection.answer}</p>}
        {reexamination !== null && <p><StatusTag group="reexamination" state={reexamination.state} /> {reexamination.grounds}</p>}
        {who !== undefined && <p className="notice">{who}</p>}
      </div>
      <span className="acts no-print">
        {state === 'open' && may('objection.answer') && (
          <>
            <Act
              name={say('roundPublicity.answer')} primary consequence={say('roundPublicity.answerHint')}
              fields={[{ key: 'decision', label: say('roundPublicity.decision'), kind: 'choice', required: true, options: (['upheld', 'rejected'] as const).map((value) => ({ value, label: sayState('objection', value) })) }, { key: 'answer', label: say('roundPublicity.reasoned'), kind: 'lines', required: true }]}
              act={async ({ decision = '', answer: text = '' }, key) => { await answer(api.POST('/api/v1/objections/{id}/answer', { params: { path, header: keyed(key) }, body: { decision: decision as 'upheld' | 'rejected', answer: text } })); await refresh(); }}
            />
            <Act
              name={say('roundPublicity.standing')} fields={[{ key: 'standing', label: say('roundPublicity.standing'), kind: 'choice', required: true, options: (['inadmissible', 'lead'] as const).map((value) => ({ value, label: sayState('objection', value) })) }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
              act={async ({ standing = '', reason = '' }, key) => { await answer(api.POST('/api/v1/objections/{id}/standing', { params: { path, header: keyed(key) }, body: { standing: standing as 'inadmissible' | 'lead', reason } })); await refresh(); }}
            />
          </>
        )}
        {reexamination?.state === 'open' && may('objection.reexamine') && (
          <Act
            name={say('roundPublicity.reexamine')} fields={[{ key: 'decision', label: say('roundPublicity.decision'), kind: 'choice', required: true, options: (['confirmed', 'changed'] as const).map((value) => ({ value, label: sayState('reexamination', value) })) }, { key: 'answer', label: say('roundPublicity.reasoned'), kind: 'lines', required: true }]}
            act={async ({ decision = '', answer: text = '' }, key) => { await answer(api.POST('/api/v1/objections/{id}/re-examination', { params: { path, header: keyed(key) }, body: { decision: decision as 'confirmed' | 'changed', answer: text } })); await refresh(); }}
          />
        )}
        {objection.named && may('objection.identity') && who === undefined && (
          <Act name={say('roundPublicity.who')} consequence={say('roundPublicity.whoHint')} act={async () => { const { name, contact } = await answer(api.GET('/api/v1/objections/{id}/objector', { params: { path } })); setWho(`${name} · ${contact}`); }} />
        )}
        {objection.answeredAt !== null && <Link to="/why/$kind/$id" params={{ kind: 'objection', id: objection.id }}>{say('common.why')}</Link>}
      </span>
    </li>
  );
}
