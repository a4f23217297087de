/**
 * 003 §4.2: 公示期满无异议的，给予通报表彰和奖励补助: commended by circular and awarded, by the office. The text asks for no approval; a
 * round that adds one [C] has the stage `approval` before it.
 */
import { z } from 'zod';
import { stageBase } from '../common.js';

export const Commendation = z.strictObject({ type: z.literal('commendation'), ...stageBase });
export type Commendation = z.infer<typeof Commendation>;
