/**
 * The API's connection to Temporal. Facts never wait for it; commands wait a few seconds at most. It connects when it is
 * first needed, so the API starts, and takes what societies hand in, while Temporal is down.
 */
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client, Connection, isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { taskQueue } from '../../domain/ids.js';
import { COMMAND, type CommandMessage, NUDGE, type WorkflowInput } from '../../workflows/messages.js';
import type { Config } from './config.js';
import { CONFIG } from './platform/names.js';

/** How an Update ended, as far as the API could see; the command's row says whether it took effect. */
export type Delivery = 'delivered' | 'noAnswer' | { rejected: string };

const NUDGES_WAITING = 10_000;
const NUDGES_AT_ONCE = 8;
const NUDGE_DEADLINE_MS = 3_000;

@Injectable()
export class Temporal implements OnModuleDestroy {
  private readonly log = new Logger('temporal');
  private readonly connection: Connection;
  private readonly client: Client;
  /** Workflow ids to nudge, in order; a set, so that a hundred facts for one workflow are one signal. */
  private readonly waiting = new Set<string>();
  private nudging = 0;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.connection = Connection.lazy({ address: config.temporalAddress });
    this.client = new Client({ connection: this.connection, namespace: config.temporalNamespace });
  }

  /** Tells a workflow to look again; returns at once. What is lost is repaired by the reconciler. */
  nudge(...workflowIds: string[]): void {
    for (const id of workflowIds) if (this.waiting.size < NUDGES_WAITING) this.waiting.add(id);
    while (this.nudging < NUDGES_AT_ONCE && this.waiting.size > 0) void this.nudgeNext();
  }

  /** Starts a workflow whose wait row exists; harmless when it runs already. False when Temporal does not answer: the reconciler will. */
  async start(workflow: { type: string; input: WorkflowInput; summary?: string }): Promise<boolean> {
    const { id, realm } = workflow.input;
    try {
      await this.within(this.config.commandDeadlineMs, () =>
        this.client.workflow.start(workflow.type, {
          workflowId: id,
          taskQueue: taskQueue(realm),
          args: [workflow.input],
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
          staticSummary: workflow.summary,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
      if (!isGrpcServiceError(error)) throw error;
      this.log.warn(`start ${workflow.type}: ${error.details}`);
      return false;
    }
  }

  /** Sends the command to its workflow and waits for the end of the handler, at most the command deadline. */
  async update(commandId: string, workflowId: string): Promise<Delivery> {
    const message: CommandMessage = { commandId };
    try {
      await this.within(this.config.commandDeadlineMs, () => this.client.workflow.getHandle(workflowId).executeUpdate(COMMAND, { args: [message], updateId: commandId }));
      return 'delivered';
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) {
        const cause = error.cause;
        return { rejected: cause instanceof ApplicationFailure ? (cause.type ?? 'COMMAND_NOT_EXPECTED') : 'COMMAND_NOT_EXPECTED' };
      }
      // Closed or never started: nothing will come of it.
      if (error instanceof WorkflowNotFoundError) return { rejected: 'STAGE_CLOSED' };
      return 'noAnswer';
    }
  }

  /** Whether the server answers within two seconds. */
  async reachable(): Promise<boolean> {
    try {
      await this.within(2_000, () => this.connection.workflowService.getSystemInfo({}));
      return true;
    } catch {
      return false;
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.waiting.clear();
    await this.connection.close();
  }

  private within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    return this.connection.withDeadline(Date.now() + ms, call);
  }

  private async nudgeNext(): Promise<void> {
    const [id] = this.waiting;
    if (id === undefined) return;
    this.waiting.delete(id);
    this.nudging += 1;
    try {
      await this.within(NUDGE_DEADLINE_MS, () => this.client.workflow.getHandle(id).signal(NUDGE));
    } catch {
      // Dropped: the fact is in the database, and the reconciler nudges for unacknowledged ones.
    } finally {
      this.nudging -= 1;
    }
    if (this.waiting.size > 0) void this.nudgeNext();
  }
}
