/** A year's money as an auditor checks it: budget and spending by line, every voucher, and the figures of the whole project. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../app/api.js';
import { Facts, Loaded, Section } from '../../parts/page.js';
import { type Column, Rows } from '../../parts/table.js';
import { StatusTag } from '../../parts/status-tag.js';
import { sayDay, sayMoney, sayNumber } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';

type Money = Schemas['ProjectMoney'];
type Line = NonNullable<Money['budget']>[number];
type Entry = Money['spending'][number];

const lineColumns = (): Column<Line>[] => [
  { key: 'line', title: say('money.line') }, { key: 'item', title: say('money.item') }, { key: 'budget', title: say('money.budgeted'), number: true, show: ({ budgetCents }) => sayMoney(budgetCents) },
  { key: 'spent', title: say('money.spent'), number: true, show: ({ spentCents }) => sayMoney(spentCents) },
  { key: 'deviation', title: say('money.deviation'), show: ({ deviation }) => (deviation === 'none' ? '' : <StatusTag group="deviation" state={deviation} tone="wait" />) },
];
const entryColumns = (): Column<Entry>[] => [
  { key: 'on', title: say('common.date'), show: ({ on }) => sayDay(on), by: ({ on }) => on }, { key: 'line', title: say('money.line'), by: ({ line }) => line },
  { key: 'amount', title: say('common.amount'), number: true, show: ({ amountCents }) => sayMoney(amountCents), by: ({ amountCents }) => amountCents }, { key: 'voucher', title: say('money.voucher') },
  { key: 'payee', title: say('money.payee'), show: ({ payee }) => sayState('payee', payee) }, { key: 'purpose', title: say('money.purpose'), show: ({ purpose, explanation }) => [purpose, explanation].filter((part) => part !== '').join(' · ') },
];

export function YearMoney({ project, year }: { project: string; year: number | null }) {
  const money = useQuery({ queryKey: ['money', project], queryFn: () => answer(api.GET('/api/v1/projects/{id}/money', { params: { path: { id: project } } })) });
  const within = (one: { year: number }): boolean => year === null || one.year === year;
  return (
    <Loaded query={money}>{(data) => {
      const accounts = data.years.find((one) => one.year === year);
      const own = data.selfEvaluations.find((one) => one.year === year);
      return (
        <>
          <Section title={say('audits.figures')}>
            <Facts
              items={[
                ...(accounts === undefined ? [] : [
                  [say('audits.carriedIn'), sayMoney(accounts.carriedInCents)], [say('money.budgeted'), sayMoney(accounts.budgetCents)], [say('money.spent'), sayMoney(accounts.spentCents)], [say('audits.carryOver'), sayMoney(accounts.carryOverCents)],
                ] as [string, string][]),
                own !== undefined && [say('audits.selfEvaluation'), say('audits.scored', { score: sayNumber(own.score), grade: sayState('grade', own.grade) })],
                ...(['disbursedCents', 'spentCents', 'carryOverCents'] as const).map((name) => [say('audits.soFar', { figure: sayState('figure', name) }), sayMoney(data[name])] as [string, string]),
              ]}
            />
          </Section>
          {data.budget !== null && <Section title={say('money.budget')}><Rows label={say('money.budget')} rows={data.budget.filter(within)} columns={lineColumns()} rowKey={({ line, year: of }) => `${line} ${of}`} /></Section>}
          <Section title={say('money.spending')}><Rows label={say('money.spending')} rows={data.spending.filter(within)} columns={entryColumns()} rowKey={({ id }) => id} /></Section>
        </>
      );
    }}</Loaded>
  );
}
