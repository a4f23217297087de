import { Inject, Injectable } from '@nestjs/common';
import { LIVE } from '../../../domain/ids.js';
import { parseProgramme, type ProgrammeProblem } from '../../../domain/programme/parse.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { RoundSettings } from '../../../domain/programme/settings.js';
import { type Locale, sayKey } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { calendarIn } from '../../../records/calendar.js';
import { type Pool, type Scope, unscoped, withScope } from '../../../records/pool.js';
import { disciplineGroups, findProgramme, listProgrammes, type ProgrammeSummary as SummaryRow, type ProgrammeVersion, publishProgramme } from '../../../records/programmes.js';
import { toInstant } from '../contract/common.js';
import type { DisciplineGroups, ProgrammeCheck, ProgrammeDetail, ProgrammeFile, Programmes, ProgrammeSummary, Timeline } from '../contract/programmes.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { timelineView } from './timeline-view.js';

/** Programme definitions belong to no realm: a rehearsal runs the same versions as the live world. */
@Injectable()
export class ProgrammesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  async list(): Promise<Programmes> {
    return { items: (await listProgrammes(unscoped(this.pool))).map(toSummary) };
  }

  async groups(): Promise<DisciplineGroups> {
    return { items: await disciplineGroups(unscoped(this.pool)) };
  }

  async get(id: string): Promise<ProgrammeDetail> {
    return toDetail(found(await findProgramme(unscoped(this.pool), id)));
  }

  check(file: ProgrammeFile, locale: Locale): ProgrammeCheck {
    const parsed = parseProgramme(file.source, file.fileName);
    if (parsed.ok) return { ok: true, key: parsed.programme.key, version: parsed.programme.version, problems: [] };
    return { ok: false, key: null, version: null, problems: parsed.problems.map((problem) => ({ ...placeOf(problem), message: sayKey(locale, `programmeProblem.${problem.code}`, problem.params) })) };
  }

  publish(scope: Scope, accountId: string, request: Repeatable, file: ProgrammeFile): Promise<ProgrammeDetail> {
    const programme = readProgramme(file);
    return this.once.run(scope, accountId, request, async (tx) => {
      const published = await publishProgramme(tx, programme, file.source, accountId);
      if (published === 'versionExists') throw refused('PROGRAMME_VERSION_EXISTS', { params: { key: programme.key, version: programme.version } });
      await record(tx, {
        stream: streamOf(programme.key, scope.realm), realm: scope.realm, actor: accountId, action: 'programme.publish',
        body: { version: programme.version, hash: published.hash },
      });
      return toDetail(published);
    });
  }

  timeline(scope: Scope, id: string, settings: RoundSettings, locale: Locale): Promise<Timeline> {
    return withScope(this.pool, scope, async (tx) => {
      const { definition } = found(await findProgramme(tx, id));
      return timelineView(definition, { ...settings, calendar: await calendarIn(tx, scope.realm) }, locale);
    });
  }
}

/** A rehearsal's entries go with it, and so have a chain of their own. */
const streamOf = (key: string, realm: string): string => (realm === LIVE ? `programme/${key}` : `programme/${key}/${realm}`);

/** The definition, or a refusal that names every line to repair. */
function readProgramme(file: ProgrammeFile): Programme {
  const parsed = parseProgramme(file.source, file.fileName);
  if (parsed.ok) return parsed.programme;
  const errors = parsed.problems.map(({ line, column, code, path, params }) => ({ field: `${line}:${column} ${path}`, code, params }));
  throw refused('PROGRAMME_INVALID', { params: { count: parsed.problems.length } }, { errors });
}

const placeOf = ({ line, column, path, code }: ProgrammeProblem) => ({ line, column, path, code });

function toSummary(row: SummaryRow): ProgrammeSummary {
  return { id: row.id, key: row.key, version: row.version, name: row.name, authority: row.authority, year: row.year, hash: row.hash, createdAt: toInstant(row.created_at) };
}

function toDetail(row: ProgrammeVersion): ProgrammeDetail {
  const { name, authority, year } = row.definition;
  return { ...toSummary({ ...row, name, authority, year }), source: row.source, definition: { ...row.definition } };
}
