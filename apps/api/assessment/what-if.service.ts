import { Inject, Injectable } from '@nestjs/common';
import type { AssessedInput, AssessmentRules } from '../../../domain/assessment/assess.js';
import { changedRules, compare, cutSensitivity, SENSITIVITY_STEPS } from '../../../domain/assessment/what-if.js';
import { assessmentRules } from '../../../domain/programme/assessment-rules.js';
import { roundQuota } from '../../../domain/programme/quota.js';
import type { StageOf } from '../../../domain/programme/schema.js';
import { assessmentInputs } from '../../../records/assessment-inputs.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import type { CutSensitivity, WhatIf, WhatIfRequest } from '../contract/assessment-figures.js';
import { POOL } from '../platform/names.js';
import { found, unwrap } from '../problem/refused.js';

/** What the ranking would be with other weights; reads figures, stores nothing. */
@Injectable()
export class WhatIfService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async compare(scope: Scope, roundId: string, change: WhatIfRequest): Promise<WhatIf> {
    const { rules, societies, places } = await this.basis(scope, roundId);
    const compared = compare(rules, unwrap(changedRules(rules, change)), societies, places);
    const moved = (to: 'in', on: 'place' | 'placeBefore', off: 'place' | 'placeBefore') => compared.filter((row) => row[on] === to && row[off] !== to).map((row) => row.code).sort();
    return { places, societies: compared, enters: moved('in', 'place', 'placeBefore'), leaves: moved('in', 'placeBefore', 'place') };
  }

  async sensitivity(scope: Scope, roundId: string): Promise<CutSensitivity> {
    const { rules, societies, places } = await this.basis(scope, roundId);
    const items = cutSensitivity(rules, societies, places).filter((one) => one.enters.length + one.leaves.length > 0);
    return { places, steps: [...SENSITIVITY_STEPS], robust: items.length === 0, items };
  }

  private basis(scope: Scope, roundId: string): Promise<{ rules: AssessmentRules; societies: AssessedInput[]; places: number }> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, roundId));
      const { programme, settings } = round;
      const stage = found(programme.stages.find((one): one is StageOf<'capabilityAssessment'> => one.type === 'capabilityAssessment'));
      const societies = await assessmentInputs(tx, round, stage);
      return { rules: assessmentRules(stage), societies, places: Math.floor((roundQuota(programme, settings).planned * stage.shortlist.percent) / 100) };
    });
  }
}
