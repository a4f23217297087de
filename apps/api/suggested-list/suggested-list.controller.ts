import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Withdrawal } from '../contract/societies.js';
import { SuggestedList, SuggestedListPublished, SuggestionPath, Suggestions, Volunteered, Volunteering } from '../contract/suggested-list.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Who, Within } from '../http/request.js';
import { refused } from '../problem/refused.js';
import { SuggestedListService } from './suggested-list.service.js';
import { VolunteersService } from './volunteers.service.js';

@Controller('rounds/:id')
export class SuggestedListController {
  constructor(
    private readonly lists: SuggestedListService,
    private readonly volunteers: VolunteersService,
  ) {}

  @Get('suggested-list')
  @Permission('suggestedList.read')
  @Answers('The suggested list with the sources of each society, and who applies beside it', SuggestedList)
  read(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<SuggestedList> {
    return this.lists.read(scope, path.id);
  }

  @Post('suggested-list')
  @Permission('suggestedList.manage')
  @Keyed()
  @Answers('Puts societies on the list, or gives those on it other sources: all of them or none', SuggestedList, 201)
  suggest(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Suggestions }) entry: Suggestions,
  ): Promise<SuggestedList> {
    return this.lists.suggest(scope, accountId, key, path.id, entry);
  }

  @Post('suggested-list/publication')
  @Permission('suggestedList.manage')
  @Keyed()
  @Answers('Publishes the list: those on it are invited when applications open', SuggestedListPublished)
  publish(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath): Promise<SuggestedListPublished> {
    return this.lists.publish(scope, accountId, key, path.id);
  }

  @Post('suggested-list/:society/removal')
  @Permission('suggestedList.manage')
  @Keyed()
  @Answers('Takes a society off the list before it is published, with a reason', SuggestedList)
  remove(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: SuggestionPath }) path: SuggestionPath, @Body({ schema: Withdrawal }) entry: Withdrawal,
  ): Promise<SuggestedList> {
    return this.lists.remove(scope, accountId, key, path.id, path.society, entry.reason);
  }

  @Post('volunteering')
  @Permission('application.volunteer')
  @Keyed()
  @Answers('Applies beside the list: the application becomes a task of the society', Volunteered, 201)
  volunteer(
    @Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: Volunteering }) entry: Volunteering,
  ): Promise<Volunteered> {
    if (who.societyId === undefined) throw refused('FORBIDDEN');
    return this.volunteers.add(scope, accountId, key, path.id, who.societyId, entry.distinctive);
  }
}
