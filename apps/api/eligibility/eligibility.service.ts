import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '../../../domain/calendar/beijing.js';
import { allRulesFor } from '../../../domain/eligibility/from-programme.js';
import { checkEligibility } from '../../../domain/eligibility/rules.js';
import { roundId } from '../../../domain/ids.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { Locale } from '../../../domain/wording/catalogue.js';
import { citedFacts } from '../../../records/application-list.js';
import { findApplication } from '../../../records/applications.js';
import { now } from '../../../records/clock.js';
import { checksOf, findCheck, openChecks, type StoredCheck } from '../../../records/eligibility-checks.js';
import { eligibilityFacts } from '../../../records/eligibility-facts.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { findSociety } from '../../../records/societies.js';
import { eligibilityView } from '../applications/application-view.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type EligibilityChecked, type EligibilityChecks, EligibilitySettled, type EligibilitySettlement, type SelfCheck } from '../contract/eligibility.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';

/** Rule by rule whether a society may apply: before it does, and every time that the facts have changed. */
@Injectable()
export class EligibilityService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  /** As of now, if it applied today. Nothing is stored: it is a question. */
  selfCheck(scope: Scope, round: string, societyId: string, locale: Locale): Promise<SelfCheck> {
    return withScope(this.pool, scope, async (tx) => {
      const planned = found(await loadRound(tx, round));
      const society = found(await findSociety(tx, societyId));
      if (planned.status === 'draft' || society.authority !== planned.programme.authority) found(undefined);
      const asOf = dayOf(await now(tx, scope.realm));
      const check = checkEligibility(allRulesFor(planned.programme, planned.settings, asOf), await eligibilityFacts(tx, planned, societyId, asOf), { asOf });
      const facts = await citedFacts(tx, [...new Set(check.lines.flatMap((line) => line.factIds))]);
      return { roundId: round, societyId, asOf, ...eligibilityView(check, planned.programme, facts, locale) };
    });
  }

  history(scope: Scope, applicationId: string, locale: Locale): Promise<EligibilityChecks> {
    return withScope(this.pool, scope, async (tx) => {
      const application = found(await findApplication(tx, applicationId));
      return viewsOf(tx, application.round_id, await checksOf(tx, applicationId), locale);
    });
  }

  open(scope: Scope, round: string, locale: Locale): Promise<EligibilityChecks> {
    return withScope(this.pool, scope, async (tx) => viewsOf(tx, round, await openChecks(tx, round), locale));
  }

  async settle(scope: Scope, accountId: string, request: Repeatable, id: string, body: EligibilitySettlement): Promise<EligibilitySettled> {
    const check = found(await withScope(this.pool, scope, (tx) => findCheck(tx, id)));
    return EligibilitySettled.parse(await this.commands.decide(scope, { accountId, request, kind: 'settleEligibility', workflowId: roundId(check.round_id), body: { checkId: id, ...body } }));
  }
}

async function viewsOf(tx: Tx, round: string, checks: readonly StoredCheck[], locale: Locale): Promise<EligibilityChecks> {
  const { programme } = found(await loadRound(tx, round));
  const facts = await citedFacts(tx, [...new Set(checks.flatMap((check) => check.lines.flatMap((line) => line.factIds)))]);
  return { items: checks.map((check) => checkView(check, programme, facts, locale)) };
}

function checkView(row: StoredCheck, programme: Programme, facts: Awaited<ReturnType<typeof citedFacts>>, locale: Locale): EligibilityChecked {
  const { decision, reason } = (row.decision ?? {}) as { decision?: string; reason?: string };
  return {
    id: row.id, applicationId: row.application_id, society: { id: row.society_id, code: row.code }, at: toInstant(row.at), asOf: row.as_of, cause: row.cause, recordId: row.record_id,
    changed: row.changed, state: row.state, decision: decision === undefined ? null : { decision, reason: reason ?? '' },
    ...eligibilityView({ outcome: row.outcome, lines: row.lines, setAside: [] }, programme, facts, locale),
  };
}
