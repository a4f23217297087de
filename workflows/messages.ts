/** Names of the messages that workflows take. Append-only: open workflows know them for years. */

/** Signal without data: something changed, look again. May come twice. */
export const NUDGE = 'nudge';

/** Update: apply the command with this id; its answer is in the command's row. The update's id is the command's. */
export const COMMAND = 'command';

export interface CommandMessage {
  commandId: string;
}

/** Input of every workflow. */
export interface WorkflowInput {
  schema: 1;
  /** The workflow's own id, which is also the key of its wait row. */
  id: string;
  realm: string;
  /** Where a workflow that has continued as new goes on. */
  from?: string;
}
