/** Who decided what and when; a correction shows first what would follow from it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay, useMe } from '../../app/session.js';
import { Act, type ActField } from '../../parts/act.js';
import { Loaded, Nothing } from '../../parts/page.js';
import { sayDeadline, sayInstant, sayMoney } from '../../words/dates.js';
import { inBrackets, say, sayState } from '../../words/say.js';
import { RoundPage } from './round-tabs.js';

type Decision = Schemas['TakenDecision'];

export function DecisionsPage() {
  const { id } = useParams({ from: '/w/rounds/$id/decisions' });
  const decisions = useQuery({ queryKey: ['decisions', id], queryFn: () => answer(api.GET('/api/v1/rounds/{id}/decisions', { params: { path: { id } } })) });
  return <RoundPage id={id} word="round.decisions">{() => <Loaded query={decisions}>{({ items }) => <DecisionList items={items} />}</Loaded>}</RoundPage>;
}

export function DecisionList({ items }: { items: Decision[] }) {
  if (items.length === 0) return <Nothing text={say('decisions.none')} />;
  return <ul className="lines">{items.map((one) => <Line key={one.id} decision={one} />)}</ul>;
}

function Line({ decision }: { decision: Decision }) {
  const may = useMay();
  const me = useMe();
  const refresh = useRefresh();
  const path = { id: decision.id };
  const { possible, act, by, choices } = decision.correction;
  const ones = by !== null && (me.roles as string[]).includes(by);
  const fields: ActField[] = [
    ...(choices === null ? [] : [{ key: choices.field, label: say(`decisions.of.${choices.field}`), kind: 'choice' as const, required: true, options: choices.societies.map(({ id, code, name }) => ({ value: id, label: `${name}${inBrackets(code)}` })) }]),
    { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }, { key: 'minutes', label: say('common.minutes'), required: by === 'leadership' },
  ];
  const bodyOf = ({ reason = '', ...others }: Record<string, string>) => ({ reason, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value.trim() !== '')) });
  return (
    <li className="line">
      <div>
        <strong>{sayState('command', decision.kind)}{decision.society !== null && ` · ${decision.society}`}</strong> · {decision.by.name ?? say('round.system')} · {sayInstant(decision.at ?? decision.decidedAt)}
        <p className="quiet">{[decision.reason, decision.minutes].filter(Boolean).join(' · ')}{decision.correctedBy !== null && ` · ${say('decisions.corrected')}`}</p>
      </div>
      <span className="acts">
        {possible && ones && may('decision.correct') && (
          <Act
            name={say('decisions.correct')} danger consequence={<p>{sayState('correcting', act ?? '')}</p>} fields={fields}
            preview={async (entered) => <Preview of={await answer(api.POST('/api/v1/decisions/{id}/preview-correction', { params: { path, header: keyed() }, body: bodyOf(entered) }))} />}
            act={async (entered, key) => { await answer(api.POST('/api/v1/decisions/{id}/correction', { params: { path, header: keyed(key) }, body: bodyOf(entered) })); await refresh(); }}
          />
        )}
        <Link to="/why/$kind/$id" params={{ kind: 'command', id: decision.id }}>{say('common.why')}</Link>
      </span>
    </li>
  );
}

/** `application.accepted · ranked.listed`: states by their names. */
const standing = (text: string): string => text.split(' · ').map((part) => (part === '' ? say('decisions.nothing') : sayState(part.split('.')[0] ?? '', part.split('.').slice(1).join('.')))).join(' · ');

function Preview({ of }: { of: Schemas['CorrectionPreview'] }) {
  if (!of.possible) return <p className="bad">{of.refusal?.message}</p>;
  return (
    <>
      {of.societies.map(({ code, name, before, after }) => <p key={code}>{name}{inBrackets(code)}{say('mark.colon')}{standing(before)} → {standing(after)}</p>)}
      {of.money.map(({ key, name, before, after }) => <p key={key}>{name}{say('mark.colon')}{sayMoney(before)} → {sayMoney(after)}</p>)}
      {of.tasks.map(({ key, name, before, after }) => <p key={key}>{say('decisions.tasks', { name, before, after })}</p>)}
      {of.dates.map(({ step, name, before, after }) => <p key={step}>{name}{say('mark.colon')}{sayDeadline(before)} → {after === null ? say('decisions.closed') : sayDeadline(after)}</p>)}
      {of.reopens.map(({ stage, name, n }) => <p key={stage + n}>{say('decisions.reopens', { stage: name, n })}</p>)}
      {of.letters.length > 0 && <p>{say('decisions.letters', { letters: of.letters.map(({ name, count }) => `${name} × ${count}`).join(say('mark.list')) })}</p>}
      {(of.irreversible.lettersSent > 0 || of.irreversible.paidCents > 0) && <p className="warn">{say('decisions.irreversible', { letters: of.irreversible.lettersSent, paid: sayMoney(of.irreversible.paidCents) })}</p>}
    </>
  );
}
