import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { CollectionPage, CollectionPath, CollectionQuery, CollectionRow, CollectionSocietyPath } from '../contract/collections.js';
import { Answers } from '../http/answers.js';
import { Within } from '../http/request.js';
import { CollectionsService } from './collections.service.js';

@Controller('rounds/:id/collections/:stage')
export class CollectionsController {
  constructor(private readonly collections: CollectionsService) {}

  @Get()
  @Permission('collection.read')
  @Answers('What came of a collection of materials, by society: checks, findings, status. A society reads its own', CollectionPage)
  list(@Within() scope: Scope, @Param({ schema: CollectionPath }) path: CollectionPath, @Query({ schema: CollectionQuery }) query: CollectionQuery): Promise<CollectionPage> {
    return this.collections.list(scope, path, query);
  }

  @Get(':society')
  @Permission('collection.read')
  @Answers('What came of one society’s hand-in, check by check', CollectionRow)
  read(@Within() scope: Scope, @Param({ schema: CollectionSocietyPath }) path: CollectionSocietyPath): Promise<CollectionRow> {
    return this.collections.read(scope, path);
  }
}
