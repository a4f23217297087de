import { z } from 'zod';
import { ROLES } from '../../../domain/access/roles.js';
import { page, pageQuery } from '../http/paging.js';
import { Email, Id, Instant, RealmId } from './common.js';

const count = z.int().min(0);

export const RehearsalPath = z.strictObject({ id: RealmId });
export type RehearsalPath = z.infer<typeof RehearsalPath>;

export const NewRehearsal = z
  .strictObject({
    label: z.string().trim().min(1).max(100),
    seed: z.string().trim().min(1).max(100).default('1').describe('Recorded with the rehearsal: the same seed gives the same outcome'),
    startAt: Instant.describe('First instant of its clock'),
  })
  .meta({ id: 'NewRehearsal' });
export type NewRehearsal = z.infer<typeof NewRehearsal>;

const Waiting = z.enum(['busy', 'due', 'fact', 'command', 'mail']);

export const Rehearsal = z
  .object({
    id: RealmId,
    label: z.string(),
    seed: z.string(),
    now: Instant.describe('Its clock'),
    waitingOn: Waiting.nullable().describe('What is still under way; null when the clock may step'),
    nextDue: Instant.nullable().describe('When something is due by itself'),
    roundId: Id.nullable().describe('The round launched last'),
    createdAt: Instant.describe('Real time'),
  })
  .meta({ id: 'Rehearsal' });
export type Rehearsal = z.infer<typeof Rehearsal>;

export const Rehearsals = z.object({ items: z.array(Rehearsal) }).meta({ id: 'Rehearsals' });
export type Rehearsals = z.infer<typeof Rehearsals>;

export const Step = z
  .strictObject({
    to: Instant.optional().describe('At most to this instant; without it to the next one at which something is due'),
    patienceSeconds: z.int().min(0).max(25).default(25).describe('How long to wait for quiet before NOT_QUIESCENT is answered'),
    from: Instant.optional().describe('Where the sender saw the clock: when it has gone on since, it is not stepped. For repeats'),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof Step>;

export const Stepped = z.object({ now: Instant, nextDue: Instant.nullable(), quiet: z.boolean() }).meta({ id: 'Stepped' });
export type Stepped = z.infer<typeof Stepped>;

export const NewActor = z
  .strictObject({
    role: z.enum(ROLES),
    societyId: Id.optional().describe('For the role society'),
    expertId: Id.optional().describe('For the role expert, who has been added before'),
    n: z.int().min(1).max(99).default(1).describe('Which of several with the role'),
  })
  .meta({ id: 'NewActor' });
export type NewActor = z.infer<typeof NewActor>;

export const Actor = z.object({ accountId: Id, token: z.string().describe('Service token, shown only here') }).meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

export const RehearsalMailQuery = z.strictObject({
  ...pageQuery,
  template: z.string().min(1).max(60).optional(),
  recipient: Email.optional(),
  since: Instant.optional().describe('Queued then or later, by the rehearsal’s clock'),
});
export type RehearsalMailQuery = z.infer<typeof RehearsalMailQuery>;

export const RehearsalMail = z
  .object({
    id: Id,
    template: z.string(),
    wave: z.string().nullable(),
    recipient: z.string(),
    state: z.enum(['queued', 'claimed', 'sent', 'failed', 'cancelled']).describe('`sent`: written here, and to nobody'),
    subject: z.string().nullable(),
    body: z.string().nullable(),
    queuedAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'RehearsalMail' });
export type RehearsalMail = z.infer<typeof RehearsalMail>;

export const RehearsalMails = page(RehearsalMail).meta({ id: 'RehearsalMails' });
export type RehearsalMails = z.infer<typeof RehearsalMails>;

export const SocietyOutcome = z
  .object({
    code: z.string(),
    rank: z.int().nullable(),
    route: z.enum(['rank', 'legacy', 'suggested', 'volunteer']).nullable().describe('By which the society may apply'),
    application: z.string().nullable(),
    materials: z
      .record(z.string(), z.object({ status: z.string(), late: z.boolean(), warnings: z.array(z.string()), findings: z.array(z.string()), progress: z.int().nullable() }))
      .optional()
      .describe('What came of each collection of materials'),
    place: z.object({ rank: z.int(), tier: z.string().nullable(), status: z.string() }).nullable(),
    project: z
      .object({ tier: z.string(), status: z.string(), signed: z.boolean(), verdicts: z.record(z.string(), z.string()), selfEvaluations: count, annualReports: count, audits: count })
      .nullable(),
  })
  .meta({ id: 'SocietyOutcome' });
export type SocietyOutcome = z.infer<typeof SocietyOutcome>;

const materials = z.object({
  owed: count, submitted: count.describe('Late ones too'), late: count, missing: count, warnings: count, explanations: count, findings: count, verified: count, rectified: count,
});

/** What belongs to one type of stage, or to funded projects: there only when the programme has it. */
const sections = {
  shortlist: z.object({ byRank: count, legacy: count, total: count }).optional(),
  suggestedList: z.object({ suggested: count, volunteers: count }).optional(),
  applications: z.object({ submitted: count, accepted: count, notAccepted: count }).optional(),
  objections: z.object({ received: count, upheld: count }).optional(),
  awards: z.record(z.string(), count).optional().describe('By tier'),
  commended: count.optional(),
  filed: count.optional(),
  midTerm: z.object({ continue: count, adjust: count, terminate: count }).optional(),
  acceptance: z.object({ passed: count, failed: count }).optional(),
  sanctions: z.object({ cases: count, dismissed: count, revoked: count, lifted: count, clawbackCents: count, recoveredCents: count, paidLate: count, barred: count }).optional(),
  taskBooksSigned: count.optional(),
  selfEvaluations: count.optional(),
  annualReports: count.optional(),
  audits: count.optional(),
  verdicts: z.object({ continue: count, adjust: count, terminate: count }).optional(),
  materials: z.record(z.string(), materials).optional().describe('By the stage that collects them'),
};

export const RehearsalReport = z
  .object({
    programme: z.string(),
    societies: count,
    ...sections,
    reminders: z.object({ queued: count, sent: count, duplicates: count }),
    facts: z.object({ accepted: count, acknowledged: count }),
    temporal: z.object({ workflows: count, historyEvents: count, largestHistory: count }).describe('Every run counts its events'),
    left: z.object({ open: count, failing: count, running: count }).describe('Workflows whose row is not closed, that need a person, that Temporal still runs'),
    outcomes: z.array(SocietyOutcome).describe('By code; the same in every run of one seed'),
  })
  .meta({ id: 'RehearsalReport' });
export type RehearsalReport = z.infer<typeof RehearsalReport>;
