import { Controller, Get, Param } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { Permission } from '../access/permission.js';
import { Explained, ExplanationKinds, ExplanationPath } from '../contract/explanations.js';
import { Answers } from '../http/answers.js';
import { AskedLocale, type Locale, Who } from '../http/request.js';
import { ExplanationsService } from './explanations.service.js';

@Controller('explanations')
export class ExplanationsController {
  constructor(private readonly explanations: ExplanationsService) {}

  @Get()
  @Permission('explanation.read')
  @Answers('What can be asked "why" by the asker, and what its id is made of', ExplanationKinds)
  kinds(@Who() who: Principal, @AskedLocale() locale: Locale): ExplanationKinds {
    return this.explanations.kinds(who, locale);
  }

  @Get(':kind/:id')
  @Permission('explanation.read')
  @Answers('Why it is so: result, rule, formula, inputs with their sources, and the same computed again', Explained)
  explain(@Who() who: Principal, @Param({ schema: ExplanationPath }) path: ExplanationPath, @AskedLocale() locale: Locale): Promise<Explained> {
    return this.explanations.explain(who, path.kind, path.id, locale);
  }
}
