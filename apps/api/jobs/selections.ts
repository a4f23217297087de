/** Which records a bulk act is about: the whole result of a filter, not what a page shows. */
import { Inject, Injectable } from '@nestjs/common';
import { type Locale, say, sayKey } from '../../../domain/wording/catalogue.js';
import { sayDue } from '../../../domain/wording/dates.js';
import { type ListedApplication, listApplications } from '../../../records/application-list.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { findListedRound } from '../../../records/round-drafts.js';
import type { AcceptApplications, RetryStuck } from '../contract/jobs.js';
import type { StuckAction, StuckItem } from '../contract/stuck.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';
import { stuckItems } from '../stuck/stuck-view.js';

export interface Chosen {
  ref: string;
  label: string;
  detail: string;
}

export interface Selection {
  chosen: Chosen[];
  /** Why others of the same list are left alone. */
  left: { reason: string; count: number }[];
}

/** More than any list of ours. */
const ALL = 10_000;

@Injectable()
export class Selections {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** 000 §5.2: those who wait for the formal check and whose eligibility is clear; or the ones that were marked. */
  applications(scope: Scope, { roundId, applicationIds }: AcceptApplications, locale: Locale): Promise<Selection> {
    return withScope(this.pool, scope, async (tx) => {
      found(await findListedRound(tx, roundId));
      const { rows } = await listApplications(tx, { roundId, limit: ALL });
      const meant = rows.filter(({ id }) => applicationIds === undefined || applicationIds.includes(id));
      const open = meant.filter(({ status }) => status === 'submitted');
      const clear = applicationIds === undefined ? open.filter((row) => outcomeOf(row) === 'eligible') : open;
      return {
        chosen: clear.map((row) => ({ ref: row.id, label: say(locale, 'named', { name: row.society_name, code: row.code }), detail: row.receipt })),
        left: counted([
          ...meant.filter(({ status }) => status !== 'submitted').map(() => say(locale, 'jobs.left.decided')),
          ...(applicationIds === undefined ? open.filter((row) => outcomeOf(row) !== 'eligible').map(() => say(locale, 'jobs.left.notClear')) : []),
        ]),
      };
    });
  }

  stuck(scope: Scope, { roundId, cause }: RetryStuck, action: StuckAction, locale: Locale): Promise<Selection> {
    return withScope(this.pool, scope, async (tx) => {
      const stuck = await stuckItems(tx, { ...(roundId === undefined ? {} : { roundId }), limit: ALL }, () => null, locale);
      const items = stuck.items.filter((item) => cause === undefined || item.cause === cause);
      const possible = items.filter(({ actions }) => actions.includes(action));
      return {
        chosen: possible.map((item) => ({ ref: refOf(item, action), label: item.sentence, detail: item.dueAt === null ? item.causeText : sayDue(locale, Date.parse(item.dueAt)) })),
        left: counted(items.filter(({ actions }) => !actions.includes(action)).map(() => sayKey(locale, `jobs.left.${action}`))),
      };
    });
  }
}

/** A deadline is extended at its gate, everything else at its workflow. */
const refOf = (item: StuckItem, action: StuckAction): string => (action === 'extend' ? `${item.gateId ?? ''}` : item.workflowId);

const outcomeOf = ({ eligibility }: Pick<ListedApplication, 'eligibility'>): unknown => (eligibility as { outcome?: unknown } | null)?.outcome;

function counted(reasons: string[]): Selection['left'] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}
