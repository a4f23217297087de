import { Body, Controller, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { importSocieties } from '../../../records/societies-import.js';
import { Permission } from '../access/permission.js';
import { SocietyImport, SocietiesImported } from '../contract/society-import.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { Once } from '../platform/once.js';
import { refused } from '../problem/refused.js';

@Controller('societies')
export class SocietyImportController {
  constructor(private readonly once: Once) {}

  @Post('import')
  @Permission('society.record')
  @Keyed()
  @Answers('Adds many societies with what is recorded about them: all of them, or none', SocietiesImported, 201)
  import(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: SocietyImport }) entry: SocietyImport,
  ): Promise<SocietiesImported> {
    return this.once.run(scope, accountId, key, async (tx) => {
      const imported = await importSocieties(tx, scope.realm, accountId, entry.societies);
      if ('taken' in imported) throw refused('CODE_TAKEN', { field: 'societies' }, { errors: imported.taken.map((code) => ({ field: place(entry, code), code: 'CODE_TAKEN' })) });
      return { items: imported.added };
    });
  }
}

const place = (entry: SocietyImport, code: string): string => `societies.${entry.societies.findIndex((society) => society.code === code)}.code`;
