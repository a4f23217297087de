/**
 * What a correction would do, found by doing it: the same act, in the same transaction, rolled back before anything is kept. Counts,
 * names, letters, money and dates are compared before and after.
 */
import { undoFor } from '../../domain/decisions/undo.js';
import { stageDates } from '../../domain/programme/dates.js';
import type { Refusal, Result } from '../../domain/refusal.js';
import { findCommand } from '../../records/commands.js';
import { keysOnRecord } from '../../records/outbox.js';
import { lettersSent, type Standing, standingOf } from '../../records/standing.js';
import { type CommandContext, Refused } from '../context.js';
import { iso, textOf } from '../input.js';
import { caseOf } from '../sanctions/case.js';
import { correctDecision } from './correct.js';

export async function previewCorrection(context: CommandContext): Promise<Record<string, unknown>> {
  const { tx, round, project, wait } = context;
  const projectId = project?.id ?? (wait.type === 'sanctionCase' ? (await caseOf(context)).project_id : null);
  const standing = () => standingOf(tx, round.id, projectId, wait.workflow_id);
  const before = await standing();
  await tx.query('SAVEPOINT preview');
  const tried = await attempt(context);
  const after = tried.ok ? await standing() : before;
  // What was written once is not written again.
  const written = await keysOnRecord(tx, wait.realm, context.mails.map(({ key }) => key));
  const mails = countBy(context.mails.filter(({ key }) => !written.has(key)).map((mail) => mail.template));
  await tx.query('ROLLBACK TO SAVEPOINT preview');
  context.mails.length = 0;
  context.wake.clear();
  const wrong = await findCommand(tx, textOf(context.command.body.commandId));
  const undo = wrong && undoFor(wrong.kind, wrong.workflow_id.startsWith('project/'));
  return {
    possible: tried.ok,
    refusal: tried.ok ? null : tried.refusal,
    act: undo?.act ?? null,
    effect: tried.ok ? tried.value : {},
    ...differences(before, after),
    reopens: tried.ok ? reopens(context, tried.value) : [],
    letters: Object.entries(mails).map(([template, count]) => ({ template, count })),
    // What has left the house: a correction follows it, it is not called back.
    irreversible: { lettersSent: undo && wrong ? await lettersSent(tx, round.id, undo.letters, wrong.at) : 0, paidCents: before.balances.disbursed ?? 0 },
  };
}

async function attempt(context: CommandContext): Promise<Result<Record<string, unknown>>> {
  try {
    return await correctDecision(context, context.command.body);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal satisfies Refusal };
    throw error;
  }
}

function differences(before: Standing, after: Standing): Record<string, unknown> {
  const old = new Map(before.societies.map((one) => [one.code, one]));
  const keys = (which: 'balances' | 'openTasks') => [...new Set([...Object.keys(before[which]), ...Object.keys(after[which])])].sort();
  const changed = (which: 'balances' | 'openTasks') => keys(which).flatMap((key) => {
    const [was, is] = [before[which][key] ?? 0, after[which][key] ?? 0];
    return was === is ? [] : [{ key, before: was, after: is }];
  });
  return {
    societies: after.societies.flatMap(({ code, name, standing }) => (old.get(code)?.standing === standing ? [] : [{ code, name, before: old.get(code)?.standing ?? '', after: standing }])),
    money: changed('balances'),
    tasks: changed('openTasks'),
    dates: after.gates.flatMap(({ id, step, dueAt, status }) => {
      const was = before.gates.find((gate) => gate.id === id);
      return was && (was.dueAt !== dueAt || was.status !== status) ? [{ step, before: iso(was.dueAt), after: status === 'sealed' ? null : iso(dueAt) }] : [];
    }),
  };
}

/** From when to when the stages would run again, if they were reopened now. */
function reopens({ round, at }: CommandContext, effect: Record<string, unknown>): Record<string, unknown>[] {
  const superseded = Array.isArray(effect.superseded) ? (effect.superseded as { stage: string; n: number }[]) : [];
  return superseded.map(({ stage, n }) => {
    const span = stageDates(round.programme, round.settings, stage, { openedMs: at });
    return { stage, n: n + 1, opensAt: span.ok ? iso(span.value.opensMs) : null, dueAt: span.ok ? iso(span.value.dueMs) : null };
  });
}

function countBy(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
