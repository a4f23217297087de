import { Inject, Injectable } from '@nestjs/common';
import type { CutDecision, Shortlist } from '../../../domain/assessment/shortlist.js';
import { roundQuota } from '../../../domain/programme/quota.js';
import type { Programme, StageOf } from '../../../domain/programme/schema.js';
import { type Locale, sayCode } from '../../../domain/wording/catalogue.js';
import { contestedFigures, type Figure, figuresOf } from '../../../records/figures.js';
import { paperEntryOf } from '../../../records/paper-entries.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { latestStage, loadRound } from '../../../records/rounds.js';
import { type AssessedSociety, assessedRows, assessmentLines, shortlistOf } from '../../../records/shortlist.js';
import { Commands } from '../commands.js';
import { Assessment, type AssessmentLines, type ShortlistConfirmation, ShortlistConfirmed } from '../contract/assessment.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { onPaperView } from '../platform/on-paper.js';
import { found, refused } from '../problem/refused.js';

const STAGE = 'capabilityAssessment';

/** The ranking of the capability assessment and the shortlist that follows from it (000 §5.1). */
@Injectable()
export class AssessmentService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  /** As it stands; after the confirmation, as it was confirmed. */
  read(scope: Scope, roundId: string): Promise<Assessment> {
    return withScope(this.pool, scope, async (tx) => {
      const round = found(await loadRound(tx, roundId));
      const stage = plannedAssessment(round.programme);
      const rows = await assessedRows(tx, roundId);
      const confirmed = rows.some((row) => row.route !== null);
      const { list } = await shortlistOf(tx, round, stage, confirmed ? asDecided(rows) : undefined);
      const { planned } = roundQuota(round.programme, round.settings);
      const { percent } = stage.shortlist;
      return {
        computed: rows.length > 0,
        confirmed,
        planned,
        percent,
        places: Math.floor((planned * percent) / 100),
        societies: rows.map((row) => ({
          id: row.society_id, code: row.code, name: row.name, disciplineGroup: row.discipline_group, rank: row.rank, total: row.total_thousandths / 1000, missing: row.missing,
          place: confirmed ? confirmedPlace(row) : placeOf(list, row.code), route: row.route,
        })),
        legacy: confirmed ? rows.filter((row) => row.route === 'legacy').map((row) => row.code) : list.legacy,
        tie: confirmed ? null : (list.tieAtCut ?? null),
        contested: (await contestedFigures(tx, roundId)).length,
        cut: list.cut,
      };
    });
  }

  lines(scope: Scope, roundId: string, societyId: string, locale: Locale): Promise<AssessmentLines> {
    return withScope(this.pool, scope, async (tx) => {
      const figures = new Map((await figuresOf(tx, roundId, societyId)).map((figure) => [figure.indicator, figure]));
      const assessed = found(await assessmentLines(tx, roundId, societyId));
      const handedIn = [...figures.values()].find(({ fact_id }) => fact_id !== null)?.fact_id;
      const onPaper = onPaperView(handedIn ? await paperEntryOf(tx, handedIn) : undefined);
      return { rank: assessed.rank, total: assessed.total_thousandths / 1000, onPaper, lines: (assessed.lines as unknown as StoredLine[]).map((line) => lineView(line, figures.get(line.key), locale)) };
    });
  }

  async confirm(scope: Scope, accountId: string, request: Repeatable, roundId: string, decision: ShortlistConfirmation): Promise<ShortlistConfirmed> {
    const stage = await withScope(this.pool, scope, async (tx) => {
      found(await loadRound(tx, roundId));
      return latestStage(tx, roundId, STAGE);
    });
    if (stage === undefined) throw refused('STAGE_NOT_OPEN');
    return ShortlistConfirmed.parse(await this.commands.decide(scope, { accountId, request, kind: 'confirmShortlist', workflowId: stage.workflow_id, body: { ...decision } }));
  }
}

/** As domain/assessment/score.ts stores it. */
interface StoredLine {
  key: string;
  value?: number | null;
  share: number;
  points: number;
  why: { code: string; params: Record<string, string | number> };
}

const lineView = (line: StoredLine, figure: Figure | undefined, locale: Locale): AssessmentLines['lines'][number] => ({
  indicator: line.key, value: line.value ?? null, share: line.share, points: line.points, why: line.why.code, message: sayCode(locale, line.why.code, line.why.params),
  evidence: figure?.evidence ?? '', corrected: (figure?.corrected_by ?? null) !== null,
  check: figure?.check ? { state: figure.check.state, evidence: figure.check.evidence, note: figure.check.note } : null,
});

function plannedAssessment(programme: Programme): StageOf<typeof STAGE> {
  return found(programme.stages.find((stage): stage is StageOf<typeof STAGE> => stage.type === STAGE));
}

/** A tie that was decided stays decided: those who are in by rank are in. The minutes are in the command's row. */
const asDecided = (rows: AssessedSociety[]): CutDecision => {
  const last = Math.max(...rows.filter((row) => row.route === 'rank').map((row) => row.rank));
  return { include: rows.filter((row) => row.route === 'rank' && row.rank === last).map((row) => row.code), minutes: 'confirmed' };
};

function placeOf(list: Shortlist, code: string): Assessment['societies'][number]['place'] {
  if (list.byRank.includes(code)) return 'in';
  if (list.tieAtCut?.codes.includes(code) === true) return 'tied';
  return list.legacy.includes(code) ? 'legacy' : 'out';
}

const confirmedPlace = ({ route }: AssessedSociety): Assessment['societies'][number]['place'] => (route === 'rank' ? 'in' : (route ?? 'out'));
