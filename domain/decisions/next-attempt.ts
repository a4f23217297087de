/**
 * Which stage of a round comes next, from the attempts so far: the programme's order; a stage that was reopened, publicised again
 * for replacements, or split for an objection comes as attempt n+1. The past is never changed.
 */
export interface Attempt {
  key: string;
  type: string;
  n: number;
  status: 'open' | 'done' | 'cancelled';
  input: Record<string, unknown>;
  outcome: Record<string, unknown> | null;
  superseded_by: string | null;
  reopening: Record<string, unknown> | null;
}

export interface NewAttempt {
  key: string;
  type: string;
  n: number;
  input: Record<string, unknown>;
}

export function nextAttempt<T extends Attempt>(planned: readonly { key: string; type: string }[], attempts: readonly T[]): { open: T } | { next: NewAttempt } | undefined {
  for (const { key, type } of planned) {
    const last = lastOf(attempts, (one) => one.key === key);
    if (last?.status === 'open') return { open: last };
    const input = last === undefined ? {} : again(planned, attempts, last);
    if (input) return { next: { key, type, n: (last?.n ?? 0) + 1, input } };
  }
  return undefined;
}

/** The input of a further attempt; undefined when the last one stands. */
function again(planned: readonly { type: string }[], attempts: readonly Attempt[], last: Attempt): Record<string, unknown> | undefined {
  if (last.superseded_by !== null) return { ...last.reopening, ...(last.type === 'publicityPeriod' ? { approvals: approvalsOf(attempts) } : {}) };
  if (last.type === 'approval') {
    const list = lastOf(attempts, (one) => one.type === 'publicityPeriod');
    return list && textsOf(list.input.held).length > 0 && last.n <= numberOf(list.input.approvals) ? {} : undefined;
  }
  if (last.type !== 'publicityPeriod') return undefined;
  const replacements = textsOf(publicityOf(last).replacements);
  const approvals = approvalsOf(attempts);
  if (replacements.length > 0) return { replacements, period: periodNumber(last) + 1, approvals, carried: heldOf(last) };
  const othersDecided = !planned.some((one) => one.type === 'approval') || approvals > numberOf(last.input.approvals);
  return heldOf(last).length > 0 && othersDecided ? { held: heldOf(last), period: periodNumber(last), approvals } : undefined;
}

/** Applications that wait for their objections apart from the others (`holds: award`). */
export const heldOf = (attempt: Pick<Attempt, 'input' | 'outcome'>): string[] => [...new Set([...textsOf(publicityOf(attempt).held), ...textsOf(attempt.input.carried)])];

/** The first list is period 1; every further one publicises replacements. Rounds from before had no number. */
export const periodNumber = (attempt: Pick<Attempt, 'n' | 'input'>): number => {
  if (typeof attempt.input.period === 'number') return attempt.input.period;
  return textsOf(attempt.input.replacements).length > 0 ? attempt.n : 1;
};

const publicityOf = ({ outcome }: Pick<Attempt, 'outcome'>): { replacements?: unknown; held?: unknown } => (outcome?.publicity as { replacements?: unknown; held?: unknown } | undefined) ?? {};
const approvalsOf = (attempts: readonly Attempt[]): number => attempts.filter((one) => one.type === 'approval').length;
const lastOf = <T extends Attempt>(attempts: readonly T[], of: (one: T) => boolean): T | undefined => attempts.filter(of).sort((a, b) => b.n - a.n)[0];
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);
