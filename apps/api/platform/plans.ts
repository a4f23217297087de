import { Injectable } from '@nestjs/common';
import type { Programme } from '../../../domain/programme/schema.js';
import type { Tx } from '../../../records/pool.js';
import { programmeOf } from '../../../records/programmes.js';

/** Programme versions of what a page shows. */
@Injectable()
export class Plans {
  of(tx: Tx, versionId: string): Promise<Programme> {
    return programmeOf(tx, versionId);
  }

  /** For a list: each version is read once. */
  async all(tx: Tx, versionIds: Iterable<string>): Promise<(versionId: string) => Programme> {
    const programmes = new Map<string, Programme>();
    for (const id of new Set(versionIds)) programmes.set(id, await this.of(tx, id));
    return (id) => {
      const programme = programmes.get(id);
      if (programme === undefined) throw new Error(`programme version ${id} was not asked for`);
      return programme;
    };
  }
}
