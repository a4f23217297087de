/** 000 §5.3: the leadership decides collectively on the whole list; after that it is announced. */
import { z } from 'zod';
import { stageBase } from '../common.js';

export const Approval = z.strictObject({
  type: z.literal('approval'),
  ...stageBase,
  decidedBy: z.literal('leadership'),
  /** A collective decision carries the number of its minutes, not one person's click. */
  requiresMinutes: z.boolean(),
});
export type Approval = z.infer<typeof Approval>;
