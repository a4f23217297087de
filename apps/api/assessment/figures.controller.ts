import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { CutSensitivity, FigureCheck, FigureChecked, FigureCorrected, FigureCorrection, FigurePath, WhatIf, WhatIfRequest } from '../contract/assessment-figures.js';
import { IdPath } from '../contract/common.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { FiguresService } from './figures.service.js';
import { WhatIfService } from './what-if.service.js';

@Controller('rounds/:id')
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly whatIfs: WhatIfService,
  ) {}

  @Post('assessment/what-if')
  @Permission('assessment.read')
  @Unkeyed('changes nothing')
  @Answers('The ranking with other weights or bands: who would come onto the list, who would leave it; nothing is stored', WhatIf)
  whatIf(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: WhatIfRequest }) request: WhatIfRequest): Promise<WhatIf> {
    return this.whatIfs.compare(scope, path.id, request);
  }

  @Get('assessment-sensitivity')
  @Permission('assessment.read')
  @Answers('How the list by rank depends on single weights: ±10 and ±20 %', CutSensitivity)
  sensitivity(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<CutSensitivity> {
    return this.whatIfs.sensitivity(scope, path.id);
  }

  @Post('assessment/:society/figures/:indicator/correction')
  @Permission('assessment.confirm')
  @Keyed()
  @Answers('Corrects a figure before the list is confirmed: everybody is ranked again, the society is told', FigureCorrected)
  correct(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: FigurePath }) path: FigurePath,
    @Body({ schema: FigureCorrection }) correction: FigureCorrection,
  ): Promise<FigureCorrected> {
    return this.figures.correct(scope, accountId, key, path, correction);
  }

  @Post('assessment/:society/figures/:indicator/check')
  @Permission('assessment.confirm')
  @Keyed()
  @Answers('Marks a figure as verified, or contested, with the evidence', FigureChecked, 201)
  check(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: FigurePath }) path: FigurePath,
    @Body({ schema: FigureCheck }) check: FigureCheck,
  ): Promise<FigureChecked> {
    return this.figures.check(scope, accountId, key, path, check);
  }
}
