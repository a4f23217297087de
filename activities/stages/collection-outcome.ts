/** The end of a collection of materials: every society's outcome, stored with the hash of its inputs, and what is recorded because of it. */
import { dayOf } from '../../domain/calendar/beijing.js';
import { growthOfWhole } from '../../domain/governance/figures.js';
import { outcomeOf, type Verification } from '../../domain/governance/outcome.js';
import { checksOf, readVerification } from '../../domain/governance/stage.js';
import { accept } from '../../domain/refusal.js';
import { collectedIn, type CollectionKey, type CollectionRecord, type NewResult, recordOutcomes, resultsOf, saveResults } from '../../records/collections.js';
import { plannedStage, type StepContext, type StepHandler } from '../context.js';
import { hashOf } from '../hash.js';

export const closing: StepHandler = {
  open: () => Promise.resolve(accept({})),
  async look(context) {
    const stage = plannedStage(context, 'materialsCollection');
    const key: CollectionKey = { realm: context.wait.realm, roundId: context.round.id, stage: stage.key };
    const kindOf = async (kind: string | undefined) => new Set(kind === undefined ? [] : (await collectedIn(context.tx, context.round.id, kind)).map(({ society_id }) => society_id));
    const [explained, rectified, verified] = [await kindOf(stage.explanation?.kind), await kindOf(stage.rectification?.kind), await verificationOf(context)];
    const results = (await resultsOf(context.tx, key)).map((row) => {
      const inputs = {
        handedIn: row.fact_id !== null, late: row.late, lines: row.lines, explained: explained.has(row.society_id), verification: verified.get(row.society_id), rectified: rectified.has(row.society_id),
      };
      const outcome = outcomeOf(inputs);
      return { code: row.code, societyId: row.society_id, factId: row.fact_id, late: row.late, lines: row.lines, outcome, inputsHash: hashOf({ checked: row.inputs_hash, ...inputs }) };
    });
    await saveResults(context.tx, key, results.map(({ code: _code, ...result }): NewResult => result));
    await feed(context, results);
    const counts: Record<string, number> = {};
    for (const { outcome } of results) counts[outcome.status] = (counts[outcome.status] ?? 0) + 1;
    return { done: { societies: results.length, ...counts, growth: await wholeGrowths(context) }, inputs: results.map(({ code, inputsHash }) => ({ code, inputsHash })) };
  },
};

/** 002 item 8: the target is for all societies together. By the check's key. */
async function wholeGrowths(context: StepContext): Promise<Record<string, unknown>> {
  const stage = plannedStage(context, 'materialsCollection');
  const growths = checksOf(stage).flatMap((check) => (check.kind === 'wholeGrowth' ? [check] : []));
  if (growths.length === 0) return {};
  const figures = (await collectedIn(context.tx, context.round.id, stage.handIn.kind)).map(({ content }) => content);
  return Object.fromEntries(growths.map((check) => [check.key, growthOfWhole(check, figures)]));
}

/** What staff verified, by society. */
export async function verificationOf(context: StepContext): Promise<Map<string, Verification>> {
  const { verification } = plannedStage(context, 'materialsCollection');
  if (verification === undefined) return new Map();
  const rows = await collectedIn(context.tx, context.round.id, verification.kind);
  return new Map(rows.map(({ society_id, content }) => [society_id, readVerification(content)]));
}

/** 002 (通知): progress counts in the capability assessment; 004 §5: standard management counts when societies are evaluated. */
async function feed(context: StepContext, results: readonly NewResult[]): Promise<void> {
  const { records, name } = plannedStage(context, 'materialsCollection');
  if (records === undefined) return;
  const { programme } = context.round;
  const source = { programme: programme.key, round: context.round.id, year: context.round.year };
  const rows = results.flatMap(({ societyId, outcome }): CollectionRecord[] => {
    if (!outcome) return [];
    const { status, findings, progress } = outcome;
    const open = status === 'missing' ? [records.missing] : status === 'outstanding' && records.findings ? findings : [];
    return [
      ...open.flatMap((finding) => (finding === undefined ? [] : [{ societyId, kind: 'managementFinding' as const, value: { finding, ...source } }])),
      ...(records.progress ? [{ societyId, kind: 'progress' as const, value: { percent: progress ?? 0, ...source } }] : []),
    ];
  });
  const kinds = [...(records.findings || records.missing !== undefined ? ['managementFinding'] : []), ...(records.progress ? ['progress'] : [])];
  await recordOutcomes(context.tx, context.wait.realm, {
    programme: programme.key, authority: programme.authority, asOf: dayOf(context.at), document: `${context.round.name}：${name.zh}`, issuer: programme.organisation.organises[0]?.zh ?? '',
  }, kinds, rows);
}
