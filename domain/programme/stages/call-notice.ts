/** 003 §4.1: 确定奖励名额并发布申报通知: the number of awards is fixed and the call published, before anybody applies. */
import { z } from 'zod';
import { stageBase } from '../common.js';

export const CallNotice = z.strictObject({ type: z.literal('callNotice'), ...stageBase });
export type CallNotice = z.infer<typeof CallNotice>;
