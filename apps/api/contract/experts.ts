import { z } from 'zod';
import { page, pageQuery, sortQuery } from '../http/paging.js';
import { Day, Email, Id, Instant } from './common.js';

const Code = z.string().trim().regex(/^[0-9A-Za-z-]{2,48}$/);
const Group = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);

const Words = z.array(z.string().trim().min(1).max(60)).max(50);
const Office = z.strictObject({
  society: z.string().min(1).max(32).describe('Code'), office: z.string().trim().min(1).max(60), until: Day.optional().describe('Without it the office is held'),
});
const JointProject = z.strictObject({
  society: z.string().min(1).max(32).describe('Code'), title: z.string().trim().min(1).max(200), endedOn: Day.optional().describe('Without it the project goes on'),
});
const background = {
  employer: z.string().trim().max(200).default(''),
  maxLoad: z.int().min(1).max(100).default(12),
  subDisciplines: Words.default([]).describe('What the expert is matched by'),
  keywords: Words.default([]),
  neighbouringGroups: z.array(Group).max(20).default([]).describe('Further groups the expert may be asked for, where the programme lets it'),
  offices: z.array(Office).max(50).default([]).describe('Whoever holds or recently held one does not review that society'),
  jointProjects: z.array(JointProject).max(100).default([]).describe('Nor whoever recently worked with it'),
};

export const Expert = z
  .object({
    id: Id,
    accountId: Id,
    code: z.string(),
    name: z.string(),
    disciplineGroup: z.string(),
    employer: z.string().describe('An expert does not review its employer'),
    maxLoad: z.int().describe('Applications at most'),
    subDisciplines: z.array(z.string()),
    keywords: z.array(z.string()).describe('Compared with the tags of an application'),
    neighbouringGroups: z.array(z.string()),
    offices: z.array(Office),
    jointProjects: z.array(JointProject),
    version: z.int().describe('For If-Match'),
    email: z.string(),
    active: z.boolean(),
  })
  .meta({ id: 'Expert' });
export type Expert = z.infer<typeof Expert>;

export const ExpertQuery = z.strictObject({
  ...pageQuery,
  sort: sortQuery(['code', 'name', 'disciplineGroup', 'employer', 'maxLoad']),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Rows per page'),
  search: z.string().trim().min(1).max(100).optional().describe('In name or code'),
  disciplineGroup: Group.optional(),
  active: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
});
export type ExpertQuery = z.infer<typeof ExpertQuery>;

export const ExpertPage = page(Expert).meta({ id: 'ExpertPage' });
export type ExpertPage = z.infer<typeof ExpertPage>;

export const NewExpert = z
  .strictObject({
    code: Code,
    name: z.string().trim().min(1).max(100),
    disciplineGroup: Group,
    ...background,
    email: Email,
  })
  .meta({ id: 'NewExpert' });
export type NewExpert = z.infer<typeof NewExpert>;

/** The whole background: what is left out is emptied. */
export const ExpertBackground = z.strictObject({ ...background, active: z.boolean().default(true) }).meta({ id: 'ExpertBackground' });
export type ExpertBackground = z.infer<typeof ExpertBackground>;

export const PanelInvitation = z.strictObject({
    expertIds: z.array(Id).min(1).max(500),
    reason: z.string().trim().min(1).max(500).optional().describe('Why others are invited than were drawn, where the programme has its panel drawn'),
  }).meta({ id: 'PanelInvitation' });
export type PanelInvitation = z.infer<typeof PanelInvitation>;

export const PanelInvited = z.object({ experts: z.int() }).meta({ id: 'PanelInvited' });
export type PanelInvited = z.infer<typeof PanelInvited>;

export const Panel = z
  .object({
    items: z.array(
      z.object({
        expert: Expert,
        declaredAt: Instant.nullable().describe('Who has not declared takes no part'),
        conflicts: z.int(),
        assigned: z.int().describe('Still to be scored'),
        scored: z.int(),
      }),
    ),
  })
  .meta({ id: 'Panel' });
export type Panel = z.infer<typeof Panel>;
