import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { type Locale, say } from '../../../domain/wording/catalogue.js';
import { namesOf, speak } from '../../../domain/wording/explaining.js';
import { type Pool, wholeRealm, withScope } from '../../../records/pool.js';
import type { Explained, ExplanationKinds } from '../contract/explanations.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, refused } from '../problem/refused.js';
import { type KindOfExplanation, readId, scopeOf } from './kind.js';
import { EXPLANATION_KINDS, type ExplanationKind } from './kind-names.js';
import { KINDS } from './kinds/index.js';

/** Why something is as it is: the stored result, the same computed again from its stored inputs, and the rule. */
@Injectable()
export class ExplanationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
  ) {}

  /** Those that this principal may ask about. */
  kinds(who: Principal, locale: Locale): ExplanationKinds {
    return {
      items: EXPLANATION_KINDS.filter((kind) => scopeOf(who, KINDS[kind]) !== null).map((kind) => ({ kind, title: say(locale, `why.kind.${kind}`), id: Object.keys(KINDS[kind].id) })),
    };
  }

  async explain(who: Principal, kind: ExplanationKind, id: string, locale: Locale): Promise<Explained> {
    const asked: KindOfExplanation = KINDS[kind];
    const scope = scopeOf(who, asked);
    if (scope === null) throw refused('FORBIDDEN');
    const ids = readId(asked, id);
    if (ids === undefined) {
      throw refused('INVALID', { field: 'id' }, { errors: [{ field: 'id', code: 'wrong_format', params: { format: Object.keys(asked.id).join(':') } }] });
    }
    return withScope(this.pool, scope, async (tx) => {
      const why = found(await asked.explain({
        tx, ids, who, insider: scope.insider, plans: this.plans, locale, whole: (work) => withScope(this.pool, wholeRealm(scope.realm), work),
      }));
      const { stored, explanation, holds = true } = why;
      const reproduces = holds && stored === explanation.result;
      return {
        kind, id, stored, recomputed: explanation.result, reproduces, note: reproduces ? null : say(locale, 'why.differs'),
        explanation: speak(locale, explanation, namesOf(await this.plans.of(tx, why.programmeVersionId))),
      };
    });
  }
}
