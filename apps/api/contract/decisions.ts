import { z } from 'zod';

const Text = z.string().trim().min(1);
const Numbers = z.object({ planned: z.int(), tiers: z.record(z.string(), z.int()) });

export const QuotaChange = z
  .strictObject({
    planned: z.int().positive().optional().describe('Default: what the tiers add up to'),
    tiers: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/), z.int().min(0).max(10_000)).optional().describe('By tier key; a tier not named stays as it is'),
    reason: Text.max(2000),
  })
  .meta({ id: 'QuotaChange' });
export type QuotaChange = z.infer<typeof QuotaChange>;

export const QuotaChanged = z
  .object({ before: Numbers, after: Numbers, shortlistStands: z.boolean().describe('The shortlist was confirmed before: it is not widened') })
  .meta({ id: 'QuotaChanged' });
export type QuotaChanged = z.infer<typeof QuotaChanged>;
