import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { Assessment, AssessmentLines, AssessmentPath, ShortlistConfirmation, ShortlistConfirmed } from '../contract/assessment.js';
import { IdPath } from '../contract/common.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { AssessmentService } from './assessment.service.js';

@Controller('rounds/:id/assessment')
export class AssessmentController {
  constructor(private readonly assessment: AssessmentService) {}

  @Get()
  @Permission('assessment.read')
  @Answers('The ranking, and the shortlist as it stands with its cut and a tie at it', Assessment)
  read(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Assessment> {
    return this.assessment.read(scope, path.id);
  }

  @Get(':society')
  @Permission('assessment.read')
  @Answers('How one society’s total came about, indicator by indicator', AssessmentLines)
  lines(@Within() scope: Scope, @Param({ schema: AssessmentPath }) path: AssessmentPath, @AskedLocale() locale: Locale): Promise<AssessmentLines> {
    return this.assessment.lines(scope, path.id, path.society, locale);
  }

  @Post('confirmation')
  @Permission('assessment.confirm')
  @Keyed()
  @Answers('Confirms the shortlist; a tie at the cut needs those who are in, and the minutes', ShortlistConfirmed)
  confirm(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: ShortlistConfirmation }) decision: ShortlistConfirmation,
  ): Promise<ShortlistConfirmed> {
    return this.assessment.confirm(scope, accountId, key, path.id, decision);
  }
}
