import { z } from 'zod';
import { Authority, RecordAuthority } from '../../../domain/authority.js';
import { page, pageQuery, sortQuery } from '../http/paging.js';
import { Day, Email, Id, Instant, Version } from './common.js';

/** 统一社会信用代码 (18 characters), or the authority's own number. */
const Code = z.string().trim().regex(/^[0-9A-Za-z-]{2,32}$/);
const Name = z.string().trim().min(1).max(200);
/** A key of the programme's discipline groups. */
const DisciplineGroup = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
const Contact = z.string().trim().max(100);
const Phone = z.string().trim().max(40);

export const Society = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    disciplineGroup: z.string(),
    email: z.string(),
    contact: z.string(),
    phone: z.string(),
    status: z.enum(['active', 'inactive', 'merged']),
    authority: Authority.describe('Whose society it is'),
    version: Version,
    mergedInto: z.object({ id: Id, code: z.string(), name: z.string() }).nullable().describe('Of a duplicate: the society that stays'),
    createdAt: Instant,
  })
  .meta({ id: 'Society' });
export type Society = z.infer<typeof Society>;

export const SocietyQuery = z.strictObject({
  ...pageQuery,
  sort: sortQuery(['code', 'name', 'disciplineGroup', 'contact', 'status']),
  search: z.string().trim().min(1).max(100).optional().describe('In name or code'),
  disciplineGroup: DisciplineGroup.optional(),
  status: z.enum(['active', 'inactive', 'merged']).optional(),
  authority: Authority.optional(),
});
export type SocietyQuery = z.infer<typeof SocietyQuery>;

export const SocietyPage = page(Society).meta({ id: 'SocietyPage' });
export type SocietyPage = z.infer<typeof SocietyPage>;

export const NewSociety = z
  .strictObject({ code: Code, name: Name, disciplineGroup: DisciplineGroup, email: Email, contact: Contact.default(''), phone: Phone.default(''), authority: Authority.default('CAST') })
  .meta({ id: 'NewSociety' });
export type NewSociety = z.infer<typeof NewSociety>;

export const SocietyChange = z
  .strictObject({ name: Name, disciplineGroup: DisciplineGroup, email: Email, contact: Contact, phone: Phone, status: z.enum(['active', 'inactive']) })
  .partial()
  .meta({ id: 'SocietyChange' });
export type SocietyChange = z.infer<typeof SocietyChange>;

export const ContactChange = z.strictObject({ email: Email, contact: Contact, phone: Phone }).partial().meta({ id: 'ContactChange' });
export type ContactChange = z.infer<typeof ContactChange>;

const Finding = z.string().trim().min(1).max(500);
const Period = z.strictObject({ from: Day, to: Day });
const Year = z.int().min(1980).max(2100);

/** What is recorded, by kind; the eligibility rules say which values they read. */
const facts = {
  partyOrganisation: z.strictObject({ value: z.enum(['complete', 'incomplete', 'unknown']) }),
  violation: z.strictObject({ value: Finding, period: Period.optional() }),
  criticism: z.strictObject({ value: Finding, period: Period.optional() }),
  penalty: z.strictObject({ value: Finding, period: Period.optional() }),
  cleanRecord: z.strictObject({ value: z.literal('none'), period: Period }),
  flag: z.strictObject({ value: Finding }),
  award: z.strictObject({ programme: z.string().min(1).max(100), title: z.string().min(1).max(100), year: z.int().min(1980).max(2100) }),
  /** 001 §3.2, 003 §3: of one year; the last three values are no conclusion. */
  annualInspection: z.strictObject({ value: z.enum(['qualified', 'basicallyQualified', 'unqualified', 'notInspected', 'notIssued', 'notApplicable']), year: Year }),
  /** 001 §3.4, 003 §3: `none` says that somebody has looked and nothing was left undone. Our own projects need no record. */
  pastProject: z.strictObject({ value: z.enum(['none', 'completed', 'running', 'notCompleted', 'acceptanceFailed', 'terminated']), programme: z.string().trim().min(1).max(100).optional() }),
  /** 003 §3. */
  annualPaper: z.strictObject({ value: z.enum(['onTime', 'late', 'notHandedIn']), subject: z.enum(['summary', 'plan']), year: Year }),
  condition: z.strictObject({ value: z.enum(['met', 'notMet', 'unknown']), subject: z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/).describe('The condition as the programme names it') }),
  managementFinding: z.strictObject({ finding: z.string().min(1).max(100), programme: z.string().min(1).max(100).optional() }),
  progress: z.strictObject({ programme: z.string().min(1).max(100), percent: z.int().min(0).max(100) }),
};

/** With its source, so that whoever is refused because of it can check and contest it. */
const source = {
  occurredOn: Day.optional().describe('When it happened; for a penalty, the day of the decision'),
  asOf: Day.describe('The day the source vouches for'),
  issuer: z.string().trim().max(200).default(''),
  provision: z.string().trim().max(500).default('').describe('The rule that was broken'),
  document: z.string().trim().min(1).max(300).describe('The document it rests on'),
  authority: RecordAuthority.optional().describe('Whose record it is; without it the society’s own authority’s'),
};

const kind = <K extends keyof typeof facts>(name: K) => z.strictObject({ kind: z.literal(name), value: facts[name], ...source });

export const NewSocietyRecord = z
  .discriminatedUnion('kind', [
    kind('partyOrganisation'), kind('violation'), kind('criticism'), kind('penalty'), kind('cleanRecord'), kind('flag'), kind('award'), kind('managementFinding'), kind('progress'),
    kind('annualInspection'), kind('pastProject'), kind('annualPaper'), kind('condition'),
  ])
  .meta({ id: 'NewSocietyRecord' });
export type NewSocietyRecord = z.infer<typeof NewSocietyRecord>;

export const SocietyRecord = z
  .object({
    id: Id,
    kind: z.string(),
    value: z.record(z.string(), z.unknown()),
    occurredOn: Day.nullable(),
    asOf: Day,
    issuer: z.string(),
    provision: z.string(),
    document: z.string(),
    status: z.enum(['active', 'corrected', 'withdrawn']),
    replaces: Id.nullable(),
    authority: RecordAuthority,
    createdAt: Instant,
  })
  .meta({ id: 'SocietyRecord' });
export type SocietyRecord = z.infer<typeof SocietyRecord>;

export const SocietyRecords = z.object({ items: z.array(SocietyRecord) }).meta({ id: 'SocietyRecords' });
export type SocietyRecords = z.infer<typeof SocietyRecords>;

export const RecordPath = z.strictObject({ id: Id, record: Id });
export type RecordPath = z.infer<typeof RecordPath>;

export const Withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(500) }).meta({ id: 'Withdrawal' });
export type Withdrawal = z.infer<typeof Withdrawal>;

export const SocietyView = z.object({ name: z.string(), token: z.string().describe('Reads what the society may read, for a quarter of an hour; shown only here') }).meta({ id: 'SocietyView' });
export type SocietyView = z.infer<typeof SocietyView>;
