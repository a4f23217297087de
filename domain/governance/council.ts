/** 002 item 3: 规模适中的理事会. How many members a council should have, by the society's individual members. Exact integers. */
import { type CheckOf, countOf, type Figures, missing, type Weighed } from './check.js';

type Caps = Pick<CheckOf<'councilSize'>, 'caps' | 'gapAt' | 'relaxedAbovePercent'>;

export interface CouncilCap {
  most: number;
  /** The text has no band for exactly this number (10 万: neither 不足 nor 超过): the choice is shown as ours. */
  gap: boolean;
}

/** 不足2万 → 150; 2万以上且不足10万 → 180 (以上 includes the number); 超过10万 → 200. */
export function councilCap(individualMembers: number, { caps, gapAt }: Pick<Caps, 'caps' | 'gapAt'>): CouncilCap {
  const band = caps.find(({ below }) => below === undefined || individualMembers < below);
  return { most: band?.most ?? Number.MAX_SAFE_INTEGER, gap: individualMembers === gapAt };
}

/** 个人会员数上年度增长超30%: more than, and from nobody to somebody is more. */
export const hasGrownBeyond = (now: number, before: number, percent: number): boolean => (now - before) * 100 > before * percent;

export function councilSize(check: CheckOf<'councilSize'>, figures: Figures): Weighed {
  const [members, before, size] = [countOf(figures, 'individualMembers'), countOf(figures, 'individualMembersBefore'), countOf(figures, 'councilSize')];
  if (members === undefined || size === undefined) return missing('individualMembers', 'councilSize');
  const cap = councilCap(members, check);
  const params = { members, size, most: cap.most };
  if (size <= cap.most) return { result: 'pass', code: cap.gap ? 'COUNCIL_WITHIN_CAP_AT_GAP' : 'COUNCIL_WITHIN_CAP', params };
  if (before !== undefined && hasGrownBeyond(members, before, check.relaxedAbovePercent)) {
    return { result: 'pass', code: 'COUNCIL_CAP_RELAXED', params: { ...params, before, percent: check.relaxedAbovePercent } };
  }
  return { result: check.then, code: cap.gap ? 'COUNCIL_OVER_CAP_AT_GAP' : 'COUNCIL_OVER_CAP', params };
}

/** 规模已经低于规定上限的换届学会，原则上不超过上一届: the council that it had is what is below. */
export function councilNotGrown(check: CheckOf<'councilNotGrown'>, figures: Figures): Weighed {
  if (figures.changingTerm === 'no') return { result: 'pass', code: 'TERM_NOT_CHANGED', params: {} };
  const [members, growthFrom, size] = [countOf(figures, 'individualMembers'), countOf(figures, 'individualMembersBefore'), countOf(figures, 'councilSize')];
  const previous = countOf(figures, 'previousCouncilSize');
  if (figures.changingTerm !== 'yes' || members === undefined || size === undefined || previous === undefined) return missing('changingTerm', 'previousCouncilSize');
  const { most } = councilCap(members, check);
  const params = { size, previous, most };
  if (previous >= most) return { result: 'pass', code: 'PREVIOUS_COUNCIL_NOT_BELOW_CAP', params };
  if (size <= previous) return { result: 'pass', code: 'COUNCIL_NOT_GROWN', params };
  if (growthFrom !== undefined && hasGrownBeyond(members, growthFrom, check.relaxedAbovePercent)) {
    return { result: 'pass', code: 'COUNCIL_CAP_RELAXED', params: { members, size, most, before: growthFrom, percent: check.relaxedAbovePercent } };
  }
  return { result: check.then, code: 'COUNCIL_GROWN', params };
}
