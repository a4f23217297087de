/** What came on paper and was entered by the office: said wherever the hand-in is read. */
import { z } from 'zod';
import { PAPER_CHANNELS } from '../../../domain/paper-entry.js';
import { Instant } from './common.js';

export const PaperChannel = z.enum(PAPER_CHANNELS).meta({ id: 'PaperChannel' });

export const OnPaper = z
  .object({ channel: PaperChannel, receivedAt: Instant, enteredBy: z.string().nullable().describe('Null for whoever may not see the office’s accounts') })
  .nullable()
  .describe('Set when the office has entered it for the society');
export type OnPaper = z.infer<typeof OnPaper>;
