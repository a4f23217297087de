/** A stage or step with its planned dates. */
import type { Clause } from '../refusal.js';
import type { Role } from './common.js';
import type { ProjectStepType } from './project-step.js';
import type { StageType } from './schema.js';
import type { WaveInstant } from './waves.js';

export interface TimelineEntry {
  key: string;
  of: 'stage' | 'project';
  type: StageType | ProjectStepType;
  /** For a yearly step: the number of the implementation year, from 1, and the calendar year it is. */
  n?: number;
  year?: number;
  /** Epoch milliseconds, planned. */
  opensMs: number;
  dueMs: number;
  /** The last day on which one is in time, Beijing. */
  lastDay: string;
  /** Who owes first; `roles` is everybody who owes something. */
  role: Role;
  roles: Role[];
  /** Dates inside the stage, such as the scores' of a review. */
  parts: { part: string; dueMs: number }[];
  reminders: WaveInstant[];
  clause: Clause;
  /** True when the due date is not the source's. */
  choice: boolean;
}
