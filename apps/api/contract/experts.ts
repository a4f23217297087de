import { z } from 'zod';
import { page, pageQuery } from '../http/paging.js';
import { Email, Id, Instant } from './common.js';

const Code = z.string().trim().regex(/^[0-9A-Za-z-]{2,48}$/);
const Group = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);

export const Expert = z
  .object({
    id: Id,
    accountId: Id,
    code: z.string(),
    name: z.string(),
    disciplineGroup: z.string(),
    employer: z.string().describe('An expert does not review its employer'),
    maxLoad: z.int().describe('Applications at most'),
    email: z.string(),
    active: z.boolean(),
  })
  .meta({ id: 'Expert' });
export type Expert = z.infer<typeof Expert>;

export const ExpertQuery = z.strictObject({
  ...pageQuery,
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
    employer: z.string().trim().max(200).default(''),
    maxLoad: z.int().min(1).max(100).default(12),
    email: Email,
  })
  .meta({ id: 'NewExpert' });
export type NewExpert = z.infer<typeof NewExpert>;

export const PanelInvitation = z.strictObject({ expertIds: z.array(Id).min(1).max(500) }).meta({ id: 'PanelInvitation' });
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
