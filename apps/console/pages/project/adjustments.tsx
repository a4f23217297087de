/** Another budget: the society applies for the whole as it would be, the office decides with a reason. */
import { Button } from 'antd';
import { useState } from 'react';
import { answer, api, keyed, newKey, type Schemas } from '../../app/api.js';
import { useRefresh } from '../../app/acts.js';
import { useMay } from '../../app/session.js';
import { Act } from '../../parts/act.js';
import type { Field, Row } from '../../parts/form/field-types.js';
import { TableInput } from '../../parts/form/table-input.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayInstant, sayMoney } from '../../words/dates.js';
import { inBoth, say } from '../../words/say.js';
import { borderlineDecisions, borderlineFields } from './borderline.js';

type Money = Schemas['ProjectMoney'];

export function Adjustments({ id, money }: { id: string; money: Money }) {
  const may = useMay();
  return (
    <>
      {money.adjustments.length > 0 && (
        <>
          <h3>{say('adjust.title')}</h3>
          <ul className="lines">{money.adjustments.map((one) => (
            <li className="line" key={one.id}>
              <div>
                <p><StatusTag group="adjustment" state={one.state} /> {sayInstant(one.appliedAt)} · {one.reason}</p>
                <p className="quiet">{one.lines.map((line) => `${line.year ?? ''} ${line.item ?? line.line ?? ''} ${line.amountCents === undefined ? '' : sayMoney(line.amountCents)}`).join(say('mark.series'))}</p>
                {one.decisionReason !== '' && <p>{one.decisionReason}</p>}
              </div>
              {one.state === 'applied' && may('budget.decide') && <Decide id={id} adjustment={one.id} doubtful={money.doubtful} />}
            </li>
          ))}</ul>
        </>
      )}
      {may('budget.apply') && money.budget !== null && <Apply id={id} budget={money.budget} />}
    </>
  );
}

function Decide({ id, adjustment, doubtful }: { id: string; adjustment: string; doubtful: Money['doubtful'] }) {
  const refresh = useRefresh();
  return (
    <Act
      name={say('adjust.decide')}
      fields={[
        { key: 'approved', label: say('decide.outcome'), kind: 'choice', required: true, options: [{ value: 'yes', label: say('adjust.approve') }, { value: 'no', label: say('adjust.refuse') }] },
        ...borderlineFields(doubtful),
        { key: 'reason', label: say('common.reason'), kind: 'lines', required: true },
      ]}
      act={async (entered, key) => {
        const borderline = borderlineDecisions(doubtful, entered);
        const body = { approved: entered['approved'] === 'yes', reason: entered['reason'] ?? '', ...(borderline.length === 0 ? {} : { borderline }) };
        await answer(api.POST('/api/v1/projects/{id}/budget-adjustments/{adjustment}/decision', { params: { path: { id, adjustment }, header: keyed(key) }, body }));
        await refresh();
      }}
    />
  );
}

const column = (key: 'line' | 'year' | 'item' | 'direction' | 'use' | 'unit' | 'unitPriceCents' | 'quantity' | 'amountCents' | 'basis' | 'source', kind: 'text' | 'number' | 'money' = 'text') => ({ key, name: inBoth(`budget.${key}`), kind });

/** The columns of a budget, as in the task book. */
const BUDGET: Field = {
  key: 'budget', name: inBoth('adjust.budget'), kind: 'table', required: true,
  columns: [
    column('line'), column('year', 'number'), column('item'), column('direction'), column('use'), column('unit'), column('unitPriceCents', 'money'), column('quantity', 'number'), column('amountCents', 'money'), column('basis'),
    { ...column('source'), kind: 'choice', options: (['fiscal', 'own'] as const).map((key) => ({ key, name: inBoth(`budget.${key}`) })) },
  ],
};

/** As it is now: what is changed is written over it. */
const asRows = (budget: NonNullable<Money['budget']>): Row[] =>
  budget.map(({ budgetCents, spentCents: _, deviation: __, direction, basis, ...line }) => ({ ...line, amountCents: budgetCents, ...(direction === null ? {} : { direction }), ...(basis === null ? {} : { basis }) }));

function Apply({ id, budget }: { id: string; budget: NonNullable<Money['budget']> }) {
  const refresh = useRefresh();
  const [lines, setLines] = useState<Row[]>();
  const [key, setKey] = useState(newKey);
  if (lines === undefined) return <p><Button onClick={() => setLines(asRows(budget))}>{say('adjust.apply')}</Button></p>;
  return (
    <>
      <h3>{say('adjust.apply')}</h3>
      <TableInput field={BUDGET} value={lines} faults={new Map()} change={(rows) => { setLines(rows ?? []); setKey(newKey()); }} />
      <div className="acts">
        <Act
          name={say('adjust.send')} primary fields={[{ key: 'reason', label: say('common.reason'), kind: 'lines', required: true }]}
          act={async ({ reason = '' }) => { await answer(api.POST('/api/v1/projects/{id}/budget-adjustments', { params: { path: { id }, header: keyed(key) }, body: { lines: lines as Schemas['NewAdjustment']['lines'], reason } })); setLines(undefined); await refresh(); }}
        />
        <Button onClick={() => setLines(undefined)}>{say('act.leave')}</Button>
      </div>
    </>
  );
}
