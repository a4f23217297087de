import { z } from 'zod';
import { Id, Instant } from './common.js';

const Group = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);
const Codes = z.array(z.string());

export const DrawAnnouncement = z
  .strictObject({
    seed: z.string().trim().min(4).max(100).describe('Said aloud and written down before the draw: dice, a lottery number, a date; the draw follows from it'),
    witness: z.string().trim().min(1).max(100).describe('Who watches over it'),
    wanted: z.record(Group, z.int().min(1).max(200)).describe('By discipline group: how many experts are drawn'),
    substitutesPerGroup: z.int().min(0).max(50).optional().describe('Default: the programme’s'),
  })
  .meta({ id: 'DrawAnnouncement' });
export type DrawAnnouncement = z.infer<typeof DrawAnnouncement>;

export const PanelDraw = z
  .object({
    n: z.int(),
    seed: z.string(),
    witness: z.string(),
    recordedAt: Instant.describe('The seed and the pool were fixed then'),
    drawnAt: Instant.nullable(),
    wanted: z.record(z.string(), z.int()),
    substitutesPerGroup: z.int(),
    pool: z.array(z.object({ code: z.string(), group: z.string(), lot: z.int().describe('Hash of seed and code: the lowest are drawn') })),
    result: z.array(z.object({ group: z.string(), drawn: Codes, substitutes: Codes })).nullable().describe('In the order of the lots'),
    record: z.string().nullable().describe('To be printed and signed'),
  })
  .meta({ id: 'PanelDraw' });
export type PanelDraw = z.infer<typeof PanelDraw>;

export const PanelDraws = z.object({ items: z.array(PanelDraw) }).meta({ id: 'PanelDraws' });
export type PanelDraws = z.infer<typeof PanelDraws>;

export const DrawPath = z.strictObject({ id: Id, n: z.coerce.number().int().min(1).max(1000) });
export type DrawPath = z.infer<typeof DrawPath>;

export const Leaders = z.object({ items: z.array(z.object({ group: z.string(), expert: z.object({ id: Id, code: z.string(), name: z.string() }) })) }).meta({ id: 'Leaders' });
export type Leaders = z.infer<typeof Leaders>;

export const NewLeader = z.strictObject({ group: Group, expertId: Id }).meta({ id: 'NewLeader' });
export type NewLeader = z.infer<typeof NewLeader>;
