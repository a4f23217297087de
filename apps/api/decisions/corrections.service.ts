import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { endedRefusal, isCorrectable, type Undo, undoFor } from '../../../domain/decisions/undo.js';
import { projectId, roundId, sanctionId } from '../../../domain/ids.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { awardedSocieties, projectOf, reserveSocieties, takenDecision, type TakenDecisionRow, takenDecisions } from '../../../records/decisions.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { findListedSanction } from '../../../records/sanction-list.js';
import { findWaits } from '../../../records/waits.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { Corrected, type Correction, type CorrectionPreview, type TakenDecision, type TakenDecisions } from '../contract/decisions.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { found, Refused, refused } from '../problem/refused.js';
import { previewView } from './preview-view.js';

/** Enough for a round of thousands of cases: the newest are asked for. */
const MOST = 1000;

/** Any decision can be corrected by a recorded compensating one; its consequences are shown first (domain/decisions/undo.ts). */
@Injectable()
export class CorrectionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  list(scope: Scope, of: { roundId?: string; projectId?: string }): Promise<TakenDecisions> {
    return withScope(this.pool, scope, (tx) => read(tx, of));
  }

  ofSanction(scope: Scope, id: string): Promise<TakenDecisions> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findListedSanction(tx, id));
      return read(tx, { workflowId: sanctionId(id) });
    });
  }

  /** The act itself, rolled back by the process that would do it. */
  async preview(scope: Scope, who: Principal, accountId: string, request: Repeatable, id: string, correction: Correction, locale: Locale): Promise<CorrectionPreview> {
    const { round, ...target } = await this.target(scope, who, id, correction);
    const seen = await this.commands.decide(scope, { accountId, request, kind: 'previewCorrection', ...target, body: { commandId: id, ...correction } });
    const { programme } = found(await withScope(this.pool, scope, (tx) => loadRound(tx, round)));
    return previewView(seen, programme, locale);
  }

  async correct(scope: Scope, who: Principal, accountId: string, request: Repeatable, id: string, correction: Correction): Promise<Corrected> {
    const { round: _round, ...target } = await this.target(scope, who, id, correction);
    return Corrected.parse(await this.commands.decide(scope, { accountId, request, kind: 'correctDecision', ...target, body: { commandId: id, ...correction } }));
  }

  /** The workflow that it is about. A project or a case that has ended is taken up again; other ends refuse, and say what to do instead. */
  private async target(scope: Scope, who: Principal, id: string, correction: Correction): Promise<{ workflowId: string; ended: boolean; round: string }> {
    return withScope(this.pool, scope, async (tx) => {
      const decision = found(await takenDecision(tx, id));
      const undo = undoFor(decision.kind, decision.project_id !== null);
      if (!undo || !isCorrectable(undo)) throw refused('NOT_CORRECTABLE', { params: { kind: decision.kind } });
      if (!who.roles.includes(undo.by)) throw refused('FORBIDDEN');
      const workflowId = await workflowOf(tx, decision, undo, correction);
      const [wait] = await findWaits(tx, [workflowId]);
      const ended = wait?.state === 'closed';
      if (ended && undo.at !== 'project' && undo.at !== 'case') throw new Refused(endedRefusal(undo));
      return { workflowId, ended, round: decision.round_id };
    });
  }
}

async function workflowOf(tx: Tx, decision: TakenDecisionRow, undo: Undo, { societyId }: Correction): Promise<string> {
  if (undo.at === 'round') return roundId(decision.round_id);
  if (undo.at === 'same' || undo.at === 'case' || decision.project_id !== null) return decision.workflow_id;
  // An approval is corrected award by award.
  if (societyId === undefined) throw refused('INVALID', { field: 'societyId' }, { errors: [{ field: 'societyId', code: 'required' }] });
  return projectId(found(await projectOf(tx, decision.round_id, societyId)));
}

async function read(tx: Tx, of: { roundId?: string; projectId?: string; workflowId?: string }): Promise<TakenDecisions> {
  const rows = await takenDecisions(tx, { ...of, limit: MOST });
  const choices = new Map<string, Choices>();
  for (const row of rows) {
    const act = undoFor(row.kind, row.project_id !== null)?.act ?? '';
    const key = `${row.round_id} ${act}`;
    if (choices.has(key)) continue;
    if (act === 'withdrawAward') choices.set(key, { field: 'societyId', societies: await awardedSocieties(tx, row.round_id) });
    if (act === 'chooseAnother') choices.set(key, { field: 'replacement', societies: await reserveSocieties(tx, row.round_id) });
  }
  return { items: rows.map((row) => decisionView(row, choices)) };
}

type Choices = NonNullable<TakenDecision['correction']['choices']>;

function decisionView(row: TakenDecisionRow, choices: ReadonlyMap<string, Choices>): TakenDecision {
  const undo = undoFor(row.kind, row.project_id !== null);
  const possible = isCorrectable(undo) && row.corrected_by === null;
  return {
    id: row.id, kind: row.kind, workflowId: row.workflow_id, society: row.society_name, by: { id: row.principal, name: row.account_name }, at: row.at === null ? null : toInstant(row.at),
    decidedAt: toInstant(row.decided_at), body: row.body, before: row.before, answer: row.answer, reason: textOf(row.body.reason), minutes: textOf(row.body.minutes), correctedBy: row.corrected_by,
    correction: { possible, act: undo?.act ?? null, until: undo?.until ?? null, by: undo?.by ?? null, choices: choices.get(`${row.round_id} ${undo?.act ?? ''}`) ?? null },
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
