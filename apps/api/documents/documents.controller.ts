import { Controller, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { DocumentQuery, StoredDocument } from '../contract/documents.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { Unkeyed } from '../http/keyed.js';
import { AccountId, type ApiRequest, Who, Within } from '../http/request.js';
import { DocumentsService, view } from './documents.service.js';

@Controller('documents')
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Post()
  @Permission('document.upload')
  @Unkeyed('the same content from the same person is the same document')
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers('Stores a document (PDF, Word, Excel, slides, JPEG, PNG; at most 20 MB); its SHA-256 goes into the form', StoredDocument, 201)
  upload(@Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Query({ schema: DocumentQuery }) query: DocumentQuery, @Req() request: ApiRequest): Promise<StoredDocument> {
    return this.documents.take(scope, who, accountId, query.name, request);
  }

  @Get(':id')
  @Permission('document.upload')
  @Answers('A document that one has uploaded', StoredDocument)
  async get(@Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath): Promise<StoredDocument> {
    return view(await this.documents.own(scope, accountId, path.id));
  }

  @Get(':id/content')
  @Permission('document.upload')
  @AnswersFile('The content of a document that one has uploaded')
  async content(@Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath): Promise<StreamableFile> {
    return this.documents.stream(scope, await this.documents.own(scope, accountId, path.id));
  }
}
