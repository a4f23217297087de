/** One thing that is wrong with a programme, and where: what the checks report. */
import type { PathStep } from './locate.js';

export interface Finding {
  path: readonly PathStep[];
  /** The field's own name, when the finding is about the name and not the value. */
  key?: string;
  code: string;
  params: Record<string, string | number>;
}
