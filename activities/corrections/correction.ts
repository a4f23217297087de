/** A compensating act: `wrong` is the command that it corrects; what it answers goes on record with the correction. */
import type { Result } from '../../domain/refusal.js';
import type { Command } from '../../records/commands.js';
import type { CommandContext } from '../context.js';

export type Correction = (context: CommandContext, wrong: Command, body: Record<string, unknown>, reason: string) => Promise<Result<Record<string, unknown>>>;
