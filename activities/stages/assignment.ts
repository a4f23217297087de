/** Who reviews what: the best assignment that conflicts, loads and groups allow, proven; and the order of defence by lot. */
import { accept, type Result } from '../../domain/refusal.js';
import { type Assignment, assignExperts } from '../../domain/review/assign.js';
import { keepAssignment } from '../../records/assignments.js';
import { addReviews, type Expert } from '../../records/reviews.js';
import type { StepContext } from '../context.js';
import { highsSolver } from '../solving/highs.js';
import { planDays } from './defence-days.js';
import { type Matched, readMatching } from './matching.js';

export async function assign(context: StepContext): Promise<Result<{ reviews: number }>> {
  const matched = await readMatching(context);
  const found = assignExperts(matched.input, await highsSolver());
  if (!found.ok) return found;
  const pairs = await keep(context, matched, found.value, 'whole');
  await planDays(context, matched.applications);
  return accept({ reviews: pairs.length });
}

export interface Gap {
  applicationId: string;
  code: string;
  /** So many readers are missing. */
  short: number;
}

/**
 * After a recusal: the best readers for what is open, without touching anything that is assigned. When nobody is free for
 * one application the others are filled all the same, and that one is returned.
 */
export async function fillGaps(context: StepContext): Promise<{ added: { applicationId: string; expert: Expert }[]; gaps: Gap[] }> {
  const matched = await readMatching(context);
  const open = openNeeds(matched);
  if (open.length === 0) return { added: [], gaps: [] };
  const solver = await highsSolver();
  const whole = assignExperts(only(matched, open.map(({ code }) => code)), solver);
  if (whole.ok) return { added: await keep(context, matched, whole.value, 'gap'), gaps: [] };
  const added: { applicationId: string; expert: Expert }[] = [];
  const gaps: Gap[] = [];
  for (const gap of open) {
    // Read again: what the one before took is taken.
    const now = await readMatching(context);
    const one = assignExperts(only(now, [gap.code]), solver);
    if (one.ok) added.push(...(await keep(context, now, one.value, 'gap')));
    else gaps.push(gap);
  }
  return { added, gaps };
}

function openNeeds({ input, applications }: Matched): Gap[] {
  return applications.flatMap(({ id, code }) => {
    const wanted = input.needs?.get(code) ?? input.perApplication;
    const short = wanted - (input.fixed ?? []).filter((pair) => pair.application === code).length;
    return short > 0 ? [{ applicationId: id, code, short }] : [];
  });
}

/** The others keep what they have: nothing of theirs is open. */
function only({ input }: Matched, codes: readonly string[]): Matched['input'] {
  return { ...input, applications: input.applications.filter(({ code }) => codes.includes(code)) };
}

async function keep(context: StepContext, { applications, experts }: Matched, found: Assignment, kind: 'whole' | 'gap'): Promise<{ applicationId: string; expert: Expert }[]> {
  const byCode = new Map(experts.map((expert) => [expert.code, expert]));
  const ids = new Map(applications.map(({ code, id }) => [code, id]));
  const pairs = found.assignments.flatMap((row) => row.experts.flatMap((code) => {
    const [applicationId, expert] = [ids.get(row.application), byCode.get(code)];
    return applicationId === undefined || expert === undefined ? [] : [{ applicationId, expert }];
  }));
  await addReviews(context.tx, context.wait.realm, context.round.id, pairs.map(({ applicationId, expert }) => ({ applicationId, expertId: expert.id })));
  const { affinity, bound, unevenness, loads, seed } = found;
  await keepAssignment(context.tx, context.wait.realm, context.round.id, { at: context.at, kind, seed, readings: pairs.length, affinity, bound, unevenness, loads });
  return pairs;
}
