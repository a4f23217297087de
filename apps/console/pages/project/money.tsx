/** The money of a project: each figure with what it is the sum of, instalments, the budget line by line, vouchers. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import { readCents } from '../../parts/form/values.js';
import { Loaded, Section } from '../../parts/page.js';
import { Adjustments } from './adjustments.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDay, sayMoney } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';

type Money = Schemas['ProjectMoney'];
const PAYEES = ['enterprise', 'institution', 'individual', 'internal'] as const;

export function ProjectMoney({ id }: { id: string }) {
  const money = useQuery({ queryKey: ['money', id], queryFn: () => answer(api.GET('/api/v1/projects/{id}/money', { params: { path: { id } } })) });
  return <Loaded query={money}>{(data) => <Shown id={id} money={data} />}</Loaded>;
}

function Shown({ id, money }: { id: string; money: Money }) {
  const may = useMay();
  return (
    <Section title={say('money.title')} acts={<>{may('spending.record') && money.budget !== null && <Spend id={id} budget={money.budget} />}{may('money.confirm') && <Returned id={id} />}{may('claim.writeOff') && money.claimedCents > 0 && <WriteOff id={id} cents={money.claimedCents} />}</>}>
      <dl className="facts">{money.figures.map(({ name, cents }) => <div key={name}><dt>{sayState('figure', name)}</dt><dd>{sayMoney(cents)}<p className="hint">{sayState('figureMeans', name)}</p></dd></div>)}</dl>
      {money.instalments.length > 0 && (
        <>
          <h3>{say('money.instalments')}</h3>
          <ul className="lines">{money.instalments.map((one) => <li className="line" key={one.key}><span>{one.year} · {sayMoney(one.cents)}{one.cents !== one.plannedCents && ` (${say('money.planned', { amount: sayMoney(one.plannedCents) })})`}</span><StatusTag group="instalment" state={one.state} /></li>)}</ul>
        </>
      )}
      {money.budget !== null && <Budget budget={money.budget} />}
      <Adjustments id={id} money={money} />
      {money.spending.length > 0 && (
        <>
          <h3>{say('money.spending')}</h3>
          <ul className="lines">{money.spending.map((one) => (
            <li className="line" key={one.id}>
              <span>{sayDay(one.on)} · {one.line} · {sayMoney(one.amountCents)} · {one.purpose} · {one.voucher}</span>
              {may('spending.record') && one.reverses === null && !money.spending.some(({ reverses }) => reverses === one.id) && <Reverse id={id} entry={one.id} />}
            </li>
          ))}</ul>
        </>
      )}
      {money.selfEvaluations.length > 0 && (
        <>
          <h3>{say('money.selfEvaluations')}</h3>
          <ul className="lines">{money.selfEvaluations.map((one) => <li className="line" key={one.year}>{say('money.selfEvaluation', { year: one.year, score: one.score, grade: sayState('grade', one.grade) })}</li>)}</ul>
        </>
      )}
    </Section>
  );
}

function Budget({ budget }: { budget: NonNullable<Money['budget']> }) {
  return (
    <>
      <h3>{say('money.budget')}</h3>
      <div className="table-frame" role="region" aria-label={say('money.budget')} tabIndex={0}>
        <table className="grid-table">
          <thead><tr><th scope="col">{say('money.line')}</th><th scope="col">{say('money.item')}</th><th scope="col">{say('money.budgeted')}</th><th scope="col">{say('money.spent')}</th><th scope="col">{say('money.deviation')}</th></tr></thead>
          <tbody>{budget.map((line) => <tr key={`${line.line}-${line.year}`}><td>{line.year} {line.line}</td><th scope="row">{line.item}</th><td className="num">{sayMoney(line.budgetCents)}</td><td className="num">{sayMoney(line.spentCents)}</td><td>{line.deviation === 'none' ? '' : <StatusTag group="deviation" state={line.deviation} tone="wait" />}</td></tr>)}</tbody>
        </table>
      </div>
    </>
  );
}

function Spend({ id, budget }: { id: string; budget: NonNullable<Money['budget']> }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('money.record')}
      fields={[
        { key: 'line', label: say('money.line'), kind: 'choice', required: true, options: budget.map(({ line, year, item }) => ({ value: `${year}|${line}`, label: `${year} ${item}` })) },
        { key: 'amount', label: say('money.amountYuan'), required: true }, { key: 'on', label: say('common.date'), kind: 'date', required: true }, { key: 'voucher', label: say('money.voucher'), required: true },
        { key: 'payee', label: say('money.payee'), kind: 'choice', required: true, options: PAYEES.map((value) => ({ value, label: sayState('payee', value) })) }, { key: 'purpose', label: say('money.purpose'), required: true }, { key: 'explanation', label: say('money.explanation') },
      ]}
      act={async ({ line = '', amount = '', on = '', voucher = '', payee = '', purpose = '', explanation = '' }, key) => {
        const [year = '', name = ''] = line.split('|');
        const entry = { line: name, year: Number(year), amountCents: readCents(amount) as number, on, voucher, payee: payee as Money['spending'][number]['payee'], purpose, ...(explanation.trim() === '' ? {} : { explanation }) };
        await answer(api.POST('/api/v1/projects/{id}/spending', { params: { path: { id }, header: keyed(key) }, body: { entries: [entry] } }));
        await refresh();
      }}
    />
  );
}

function Reverse({ id, entry }: { id: string; entry: string }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('money.reverse')} size="small" fields={[{ key: 'on', label: say('common.date'), kind: 'date', required: true }, { key: 'voucher', label: say('money.voucher'), required: true }, { key: 'reason', label: say('common.reason'), required: true }]}
      act={async ({ on = '', voucher = '', reason = '' }, key) => { await answer(api.POST('/api/v1/projects/{id}/spending/{entry}/reversal', { params: { path: { id, entry }, header: keyed(key) }, body: { on, voucher, reason } })); await refresh(); }}
    />
  );
}

function Returned({ id }: { id: string }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('money.returned')} fields={[{ key: 'amount', label: say('money.amountYuan'), required: true }, { key: 'on', label: say('common.date'), kind: 'date', required: true }, { key: 'voucher', label: say('money.voucher'), required: true }]}
      act={async ({ amount = '', on = '', voucher = '' }, key) => { await answer(api.POST('/api/v1/projects/{id}/returns', { params: { path: { id }, header: keyed(key) }, body: { amountCents: readCents(amount) as number, on, voucher } })); await refresh(); }}
    />
  );
}

/** What is claimed of a project that has ended, given up by a collective decision. */
function WriteOff({ id, cents }: { id: string; cents: number }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('money.writeOff', { amount: sayMoney(cents) })} danger fields={[{ key: 'minutes', label: say('common.minutes'), required: true }, { key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
      act={async ({ minutes = '', reason = '' }, key) => { await answer(api.POST('/api/v1/projects/{id}/claim/write-off', { params: { path: { id }, header: keyed(key) }, body: { minutes, reason } })); await refresh(); }}
    />
  );
}
