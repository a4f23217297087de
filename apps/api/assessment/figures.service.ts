import { Inject, Injectable } from '@nestjs/common';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { addFigureCheck, figuresOf } from '../../../records/figures.js';
import { type Pool, type Scope } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { Commands } from '../commands.js';
import { type FigureCheck, type FigureChecked, FigureCorrected, type FigureCorrection, type FigurePath } from '../contract/assessment-figures.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { Stages } from '../platform/stages.js';
import { found } from '../problem/refused.js';

/** Single figures: looked at with their evidence, and corrected by a decision. */
@Injectable()
export class FiguresService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly once: Once,
    private readonly stages: Stages,
  ) {}

  async correct(scope: Scope, accountId: string, request: Repeatable, path: FigurePath, correction: FigureCorrection): Promise<FigureCorrected> {
    const workflowId = await this.stages.workflowOf(scope, path.id, 'capabilityAssessment');
    const body = { societyId: path.society, indicator: path.indicator, ...correction };
    return FigureCorrected.parse(await this.commands.decide(scope, { accountId, request, kind: 'correctFigure', workflowId, body }));
  }

  check(scope: Scope, accountId: string, request: Repeatable, path: FigurePath, { state, evidence, note }: FigureCheck): Promise<FigureChecked> {
    return this.once.run(scope, accountId, request, async (tx) => {
      found(await loadRound(tx, path.id));
      found((await figuresOf(tx, path.id, path.society)).find((figure) => figure.indicator === path.indicator));
      const n = await addFigureCheck(tx, {
        realm: scope.realm, roundId: path.id, societyId: path.society, indicator: path.indicator, state, evidence, note, by: accountId, at: await now(tx, scope.realm),
      });
      await record(tx, {
        stream: `round/${path.id}`, realm: scope.realm, actor: accountId, action: `figure.${state}`, body: { society: path.society, indicator: path.indicator, evidence, note, n },
      });
      return { n, state };
    });
  }
}
