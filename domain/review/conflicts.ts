/**
 * Who must not review whom. The sources are silent on recusal: these rules are ours [C]. Every conflict found here is
 * hard; an expert may declare further ones. Persons and organisations appear by code only.
 */
import { compareCodes } from '../assessment/rank.js';
import { type Day, addYears } from '../calendar/beijing.js';

export type ConflictKind = 'ownApplication' | 'officeHolder' | 'sameEmployer' | 'recentJointProject' | 'declared';

export interface ReviewExpert {
  code: string;
  /** The person behind the expert, as applications name people. */
  person: string;
  employers: readonly string[];
  /** Offices in societies (president, council, secretary-general, …); without `until` it is still held. */
  offices: readonly { society: string; until?: Day }[];
  jointProjects: readonly { society: string; endedOn?: Day }[];
  /** Applications or societies the expert asks to be recused from. */
  declared: readonly string[];
}

export interface ReviewedApplication {
  code: string;
  society: string;
  /** Everyone the application names: people in charge, team, contact. */
  people: readonly string[];
  /** Employers of those people, and the unit the society is attached to (挂靠单位). */
  employers: readonly string[];
}

export interface Conflict {
  application: string;
  expert: string;
  kinds: ConflictKind[];
}

export interface ConflictWindow {
  asOf: Day;
  /** Offices and joint projects that ended longer ago no longer count. */
  years: number;
}

/** [C] Three years, as long as the eligibility rules look back. */
export const CONFLICT_YEARS = 3;

/** Every conflicting pair once, by application, then expert. */
export function detectConflicts(
  experts: readonly ReviewExpert[],
  applications: readonly ReviewedApplication[],
  { asOf, years }: ConflictWindow,
): Conflict[] {
  const since = addYears(asOf, -years);
  const recent = (ended: Day | undefined) => ended === undefined || ended >= since;
  const found = applications.flatMap((application) =>
    experts.map((expert) => ({ application: application.code, expert: expert.code, kinds: kindsOf(expert, application, recent) })),
  );
  return found
    .filter((conflict) => conflict.kinds.length > 0)
    .sort((a, b) => compareCodes(a.application, b.application) || compareCodes(a.expert, b.expert));
}

/** The experts who must not read that application, as `assignExperts` takes them. */
export const conflictedExperts = (conflicts: readonly Conflict[], application: string): string[] =>
  conflicts.filter((conflict) => conflict.application === application).map((conflict) => conflict.expert);

function kindsOf(expert: ReviewExpert, application: ReviewedApplication, recent: (ended: Day | undefined) => boolean): ConflictKind[] {
  const applies: Record<ConflictKind, boolean> = {
    ownApplication: application.people.includes(expert.person),
    officeHolder: expert.offices.some((office) => office.society === application.society && recent(office.until)),
    sameEmployer: expert.employers.some((employer) => application.employers.includes(employer)),
    recentJointProject: expert.jointProjects.some((project) => project.society === application.society && recent(project.endedOn)),
    declared: expert.declared.includes(application.code) || expert.declared.includes(application.society),
  };
  return KINDS.filter((kind) => applies[kind]);
}

const KINDS: readonly ConflictKind[] = ['ownApplication', 'officeHolder', 'sameEmployer', 'recentJointProject', 'declared'];
