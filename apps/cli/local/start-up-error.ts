import { startUpText, type StartUpLine } from '../../../domain/wording/start-up.js';

/** Why the system cannot run on this machine: one sentence for whoever started it. Anything else thrown is a bug. */
export class StartUpError extends Error {
  override name = 'StartUpError';

  constructor(
    readonly line: StartUpLine,
    params: Record<string, string | number> = {},
    options?: ErrorOptions,
  ) {
    super(startUpText(line, params), options);
  }
}
