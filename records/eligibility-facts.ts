/** Everything on record that an eligibility check of one society may weigh: its records, and our own projects with it. */
import { type Authority, mayRead } from '../domain/authority.js';
import { type Day, dayOf } from '../domain/calendar/beijing.js';
import type { RecordedFact } from '../domain/eligibility/facts.js';
import type { Tx } from './pool.js';
import type { Project } from './projects.js';
import { listRecords, type RecordRow } from './societies.js';

/**
 * What the round's authority may read: its own, and what 004 §5 shares with it. `asOf`: the day of the check; what we know of our
 * own projects is known on that day.
 */
export async function eligibilityFacts(tx: Tx, round: { id: string; programme: { authority: Authority } }, societyId: string, asOf: Day): Promise<RecordedFact[]> {
  const { authority } = round.programme;
  const [records, projects] = [await listRecords(tx, societyId), await ownProjects(tx, { id: round.id, authority }, societyId)];
  return [...records.filter((record) => mayRead(authority, asOf, record)).map(recordedFact), ...projects.map((project) => projectFact(project, asOf))];
}

type RecordedValue = { value?: unknown; period?: { from: Day; to: Day }; year?: number; programme?: string; subject?: string };

export function recordedFact(record: RecordRow): RecordedFact {
  const value = record.value as unknown;
  // Imported records may be a bare word.
  const { value: said, ...more }: RecordedValue = typeof value === 'object' && value !== null ? value : { value };
  return {
    id: record.id, kind: record.kind, value: typeof said === 'string' ? said : '', asOf: record.as_of, status: record.status,
    ...(record.occurred_on === null ? {} : { occurredOn: record.occurred_on }),
    ...(more.period ? { period: more.period } : {}),
    ...(more.year === undefined ? {} : { year: more.year }),
    ...(more.programme === undefined ? {} : { programme: more.programme }),
    ...(more.subject === undefined ? {} : { subject: more.subject }),
    ...(record.issuer === '' ? {} : { issuer: record.issuer }),
    ...(record.provision === '' ? {} : { provision: record.provision }),
    ...(record.document === '' ? {} : { document: record.document }),
  };
}

export interface OwnProject {
  id: string;
  number: string;
  programme: string;
  status: Project['status'];
  closed_at: number | null;
}

/** Projects of the same authority, but not those of this very round. */
async function ownProjects(tx: Tx, round: { id: string; authority: string }, societyId: string): Promise<OwnProject[]> {
  return (await tx.query<OwnProject>(
    `SELECT p.id, p.number, r.programme_key AS programme, p.status, p.closed_at FROM project p JOIN round r ON r.id = p.round_id
     WHERE p.society_id = $1 AND r.authority = $2 AND r.id <> $3 ORDER BY p.created_at, p.id`, [societyId, round.authority, round.id])).rows;
}

const RESULT: Record<Project['status'], string> = {
  awarded: 'running', running: 'running', accepted: 'completed', failed: 'acceptanceFailed', terminated: 'terminated', revoked: 'notCompleted',
};

export function projectFact(project: OwnProject, asOf: Day): RecordedFact {
  const day = project.closed_at === null ? asOf : dayOf(project.closed_at);
  return { id: project.id, kind: 'pastProject', value: RESULT[project.status], programme: project.programme, document: project.number, asOf: day, occurredOn: day, status: 'active' };
}
