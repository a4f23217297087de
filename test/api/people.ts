/** Further people of a realm with tokens of their own, and what they fill in. */
import { randomUUID } from 'node:crypto';
import { hashToken, newServiceToken } from '../../apps/api/identity/tokens.js';
import type { MemberRole } from '../../domain/access/roles.js';
import type { Form, FormField } from '../../domain/programme/form.js';
import { projectStepsOf, type Programme, type StageOf, type StageType } from '../../domain/programme/schema.js';
import { createAccount } from '../../records/accounts.js';
import { createServiceToken } from '../../records/service-tokens.js';
import { readProgramme, type RealmWorld } from '../workflows/world.js';

export async function addPerson(world: RealmWorld, role: MemberRole, societyId?: string): Promise<{ accountId: string; token: string }> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.org`;
  const created = await world.inScope((tx) => createAccount(tx, { realm: world.realm, email, name: role, locale: 'zh', roles: [role], societyId, active: true }));
  if (created === 'emailTaken') throw new Error('taken');
  return { accountId: created.id, token: await tokenOf(world, created.id) };
}

/** For an account that the API has made. */
export async function tokenOf(world: RealmWorld, accountId: string): Promise<string> {
  const token = newServiceToken();
  await world.inScope((tx) => createServiceToken(tx, {
    realm: world.realm, accountId, label: 'test', tokenHash: hashToken(token), scopes: ['*'], expiresAt: Date.now() + 3_600_000, by: null,
  }));
  return token;
}

export async function plannedStage<T extends StageType>(type: T): Promise<StageOf<T>> {
  const { programme } = await readProgramme();
  const stage = programme.stages.find((one): one is StageOf<T> => one.type === type);
  if (stage === undefined) throw new Error(`the programme has no ${type}`);
  return stage;
}

/** Every field answered, as shortly as the form allows. */
export async function filledForm(kind: string): Promise<Record<string, unknown>> {
  const { programme } = await readProgramme();
  const owed = projectStepsOf(programme).flatMap((step) => step.owes).find((one) => one.kind === kind)?.form;
  return filled(owed ?? (await plannedStage('applicationWindow')).form, programme);
}

export const filled = (form: Form, programme: Programme): Record<string, unknown> =>
  Object.fromEntries(form.sections.flatMap((section) => section.fields).filter((field) => field.required).map((field) => [field.key, answer(field, programme)]));

/** One indicator of each group, one line of a budget that needs nobody. */
function held(field: FormField, programme: Programme): unknown {
  const quantitative = { measure: 'quantitative', better: 'higher', unit: '场', year1: 10, year2: 10, year3: 10 };
  switch (field.holds) {
    case 'kpis':
      return [{ kpi: '示例会议', section: 'quantity', ...quantitative }, { kpi: '示例满意', section: 'satisfaction', ...quantitative }, { kpi: '示例影响', section: 'social', measure: 'qualitative', unit: '%' }];
    case 'budget':
      return [{ line: 'b1', year: programme.year, item: '示例会议', direction: '示例方向', use: programme.funds?.uses[0]?.key, unit: '场', unitPriceCents: 100, quantity: 1, amountCents: 100, basis: '示例报价', source: 'fiscal' }];
    case 'results':
      return [{ kpi: '示例会议', target: 10, actual: 10, evidence: '示例' }, { kpi: '示例满意', target: 10, actual: 10, evidence: '示例' }, { kpi: '示例影响', percent: 100, evidence: '示例' }];
    default:
      return undefined;
  }
}

function answer(field: FormField, programme: Programme): unknown {
  const meant = held(field, programme);
  if (meant !== undefined) return meant;
  switch (field.kind) {
    case 'text':
      return '示例内容';
    case 'money':
      return 0;
    case 'number':
      return field.max ?? field.min ?? 1;
    case 'date':
      return '2020-12-31';
    case 'choice':
      return field.options?.[0]?.key;
    case 'file':
      return 'a'.repeat(64);
    case 'commitment':
      return true;
    case 'tags':
      return (field.tags ? programme.frame[field.tags] : []).map((tag) => tag.key);
    case 'table':
      return Array.from({ length: field.minRows ?? 1 }, () => Object.fromEntries((field.columns ?? []).map(({ key, kind, options }) => [key, { text: '示例', number: 1, money: 0, date: '2020-12-31', choice: options?.[0]?.key }[kind]])));
  }
}

/** Eighty percent everywhere: no reason is asked for. */
export async function scoreEntry(change: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { sheet } = await plannedStage('expertReview');
  return {
    passFail: Object.fromEntries(sheet.passFail.map(({ key }) => [key, true])),
    scores: Object.fromEntries(sheet.criteria.map(({ key, points }) => [key, points * 0.8])),
    suggestedTier: 'tier1', recusalConfirmed: true, ...change,
  };
}

/** What a chain of pairs joins, together: applications and their experts, of whom the assignment lets chance decide. */
export const joined = (pairs: readonly string[][]): Set<string>[] => pairs.reduce<Set<string>[]>((groups, pair) => {
  const met = groups.filter((group) => pair.some((one) => group.has(one)));
  return [...groups.filter((group) => !met.includes(group)), new Set([...pair, ...met.flatMap((group) => [...group])])];
}, []);
