/** Budgets, indicators, results and vouchers that nobody takes for real ones; they follow from code and year alone. */
import type { Schemas } from '../apps/api/client.js';
import type { Chance } from './chance.js';

type Field = Schemas['TaskForm']['sections'][number]['fields'][number];
export type Money = Schemas['ProjectMoney'];

/** How the year's money is spread: the rest goes into the last line. In thousandths, unit price × quantity. */
const LINES = [
  { line: 'meetings', item: '国际学术会议', quantity: 4, unit: '场', thousandths: 100 },
  { line: 'journals', item: '期刊质量提升', quantity: 2, unit: '期', thousandths: 150 },
  { line: 'lectures', item: '特邀报告', quantity: 1, unit: '批', thousandths: 50 },
] as const;

/** Every instalment is planned for its year, to the cent; a few societies plan fees of outside experts, which the office decides about. */
export function budgetRows(field: Field, { instalments }: Money, code: string, chance: Chance): Record<string, unknown>[] {
  const uses = (field.columns ?? []).find(({ key }) => key === 'use')?.options ?? [];
  const plain = uses[0]?.key ?? 'other';
  const fee = uses.find(({ key }) => key === 'expertFee')?.key;
  return instalments.filter(({ plannedCents }) => plannedCents > 0).flatMap(({ key, year, plannedCents }) => {
    const common = { year, direction: '演练：重点建设方向', source: 'fiscal' };
    const lines = LINES.map(({ line, item, quantity, unit, thousandths }) => {
      const unitPriceCents = Math.floor((plannedCents * thousandths) / 1000);
      const use = line === 'lectures' && fee !== undefined && chance(code, 'expertFee') < 0.2 ? fee : plain;
      return { ...common, line: `${key}-${line}`, item: `演练：${item}`, use, unit, unitPriceCents, quantity, amountCents: unitPriceCents * quantity, basis: `演练：${quantity}${unit}，按询价单` };
    });
    const rest = plannedCents - lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
    return [...lines, { ...common, line: `${key}-services`, item: '演练：会员服务', use: plain, unit: '项', unitPriceCents: rest, quantity: 1, amountCents: rest, basis: '演练：按实施方案测算' }];
  });
}

export function kpiRows(field: Field): Record<string, unknown>[] {
  const years = (field.columns ?? []).flatMap(({ key }) => (/^year\d+$/.test(key) ? [key] : []));
  const targets = (first: number, step: number) => Object.fromEntries(years.map((year, n) => [year, first + n * step]));
  const quantitative = { measure: 'quantitative', better: 'higher' };
  return [
    { kpi: '演练：学术会议', section: 'quantity', ...quantitative, unit: '场', ...targets(10, 2) },
    { kpi: '演练：期刊论文', section: 'quantity', weight: 2, ...quantitative, unit: '篇', ...targets(120, 30) },
    { kpi: '演练：成果质量', section: 'quality', measure: 'qualitative', unit: '%' },
    { kpi: '演练：按期完成', section: 'timeliness', ...quantitative, unit: '%', ...targets(95, 0) },
    { kpi: '演练：单场成本', section: 'cost', measure: 'quantitative', better: 'lower', unit: '万元', ...targets(12, 0) },
    { kpi: '演练：社会影响', section: 'social', measure: 'qualitative', unit: '%' },
    { kpi: '演练：长期合作', section: 'sustained', ...quantitative, unit: '家', ...targets(5, 1) },
    { kpi: '演练：会员满意', section: 'satisfaction', ...quantitative, unit: '%', ...targets(90, 0) },
  ];
}

/** As well as the auditor will find; cause, remedy and explanation are given throughout. */
export function resultRows(prefilled: unknown, score: number, code: string, step: string, chance: Chance): Record<string, unknown>[] {
  const rows = Array.isArray(prefilled) ? (prefilled as { kpi: string; target?: number }[]) : [];
  return rows.map(({ kpi, target }) => {
    const share = Math.min(1.2, (score / 100) * (0.97 + 0.06 * chance(code, step, kpi)));
    const found = target === undefined ? { percent: Math.round(Math.min(1, share) * 100) } : { target, actual: Math.round(target * share * 10) / 10 };
    return { kpi, ...found, evidence: '演练：证明材料清单', cause: '演练：部分任务延后', remedy: '演练：下一年度补足', explanation: '演练：合作单位追加投入' };
  });
}

/** What is spent of each line of a year: nearly all of it, with a voucher each. */
export function vouchers({ budget, carryOverCents }: Money, year: number, code: string, chance: Chance): Schemas['NewSpending']['entries'] {
  let left = carryOverCents;
  return (budget ?? []).filter((line) => line.year === year && line.source === 'fiscal').flatMap(({ line, budgetCents }) => {
    const wanted = Math.floor((budgetCents * (92 + Math.floor(chance(code, year, line) * 9))) / 100);
    const amountCents = Math.min(wanted, left);
    left -= amountCents;
    if (amountCents <= 0) return [];
    return [{ line, year, amountCents, on: `${year}-12-20`, voucher: `演练-${year}-${line}`, payee: 'enterprise' as const, purpose: '演练：按任务书支出' }];
  });
}
