import type { PaperEntry } from '../../../records/paper-entries.js';
import { toInstant } from '../contract/common.js';
import type { OnPaper } from '../contract/paper.js';

/** Null when the society has handed it in itself. */
export const onPaperView = (entry: PaperEntry | undefined): OnPaper =>
  entry === undefined ? null : { channel: entry.channel, receivedAt: toInstant(entry.received_at), enteredBy: entry.entered_by };
