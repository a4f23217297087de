import { Injectable } from '@nestjs/common';
import type { Programme } from '../../../domain/programme/schema.js';
import type { Tx } from '../../../records/pool.js';
import { findProgramme } from '../../../records/programmes.js';

/** More versions than are ever in use at once. */
const MOST = 50;

/** Programme versions, read once per process: a published version never changes. */
@Injectable()
export class Plans {
  private readonly known = new Map<string, Programme>();

  async of(tx: Tx, versionId: string): Promise<Programme> {
    const known = this.known.get(versionId);
    if (known !== undefined) return known;
    const version = await findProgramme(tx, versionId);
    if (version === undefined) throw new Error(`no programme version ${versionId}`);
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST && oldest !== undefined) this.known.delete(oldest);
    this.known.set(versionId, version.definition);
    return version.definition;
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
