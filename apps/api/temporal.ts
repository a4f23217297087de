/**
 * The API's connection to Temporal. Facts never wait for it; commands wait a few seconds at most. It connects when it is
 * first needed, so the API starts, and takes what societies hand in, while Temporal is down.
 */
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client, Connection, WorkflowIdConflictPolicy, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { correctionId, taskQueue } from '../../domain/ids.js';
import type { Pool } from '../../records/pool.js';
import { createWaker } from '../../temporal/waking.js';
import { COMMAND, type CommandMessage, type WorkflowInput } from '../../workflows/messages.js';
import type { Config } from './config.js';
import { CONFIG, POOL } from './platform/names.js';

/** How an Update ended, as far as the API could see; the command's row says whether it took effect. */
export type Delivery = 'delivered' | 'noAnswer' | { rejected: string };

/** One run of a workflow. */
export interface Execution {
  workflowId: string;
  status: string;
  /** Events, once it has ended. */
  historyLength: number;
}

/** Workflows waiting to be woken; more are left to the reconciler. */
const MOST_WAITING = 10_000;
const BATCH = 100;
/** `TASK_QUEUE_TYPE_WORKFLOW` of the Temporal API. */
const WORKFLOW_QUEUE = 1;
const WAKE_DEADLINE_MS = 5_000;

@Injectable()
export class Temporal implements OnModuleDestroy {
  private readonly log = new Logger('temporal');
  private readonly connection: Connection;
  private readonly client: Client;
  private readonly waker: ReturnType<typeof createWaker>;
  /** By realm; sets, so that a hundred facts for one workflow are one signal. */
  private readonly waiting = new Map<string, Set<string>>();
  private waking: Promise<void> | undefined;
  private closing = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(POOL) pool: Pool,
  ) {
    this.connection = Connection.lazy({ address: config.temporalAddress });
    this.client = new Client({ connection: this.connection, namespace: config.temporalNamespace });
    this.waker = createWaker(pool, this.client, config.naming);
  }

  /** Tells workflows to look again, and starts those that were never started; returns at once. What is lost is repaired by the reconciler. */
  wake(realm: string, workflowIds: Iterable<string>): void {
    const ids = this.waiting.get(realm) ?? new Set<string>();
    this.waiting.set(realm, ids);
    for (const id of workflowIds) if (ids.size < MOST_WAITING) ids.add(id);
    this.waking ??= this.wakeWaiting().finally(() => (this.waking = undefined));
  }

  /** Sends the command to its workflow and waits for the end of the handler, at most the command deadline. */
  async update(commandId: string, workflowId: string): Promise<Delivery> {
    const message: CommandMessage = { commandId };
    try {
      await this.within(this.config.commandDeadlineMs, () => this.client.workflow.getHandle(workflowId).executeUpdate(COMMAND, { args: [message], updateId: commandId }));
      return 'delivered';
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) {
        const { cause } = error;
        return { rejected: cause instanceof ApplicationFailure ? (cause.type ?? 'COMMAND_NOT_EXPECTED') : 'COMMAND_NOT_EXPECTED' };
      }
      // Closed or never started: nothing will come of it.
      if (error instanceof WorkflowNotFoundError) return { rejected: 'STAGE_CLOSED' };
      return 'noAnswer';
    }
  }

  /** Applies the command to a case whose workflow has ended, in a workflow of its own. */
  async applyAfterClosing(commandId: string, { realm, workflowId }: { realm: string; workflowId: string }): Promise<Delivery> {
    const input: WorkflowInput = { schema: 1, id: workflowId, realm };
    const message: CommandMessage = { commandId };
    try {
      await this.within(this.config.commandDeadlineMs, () => this.client.workflow.execute('closedCaseCorrection', {
        workflowId: correctionId(commandId), taskQueue: (this.config.naming?.taskQueue ?? taskQueue)(realm), args: [input, message], workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      }));
      return 'delivered';
    } catch {
      return 'noAnswer';
    }
  }

  /** Whether the workflow runs; `unknown` when Temporal does not answer. */
  async standing(workflowId: string): Promise<'running' | 'gone' | 'unknown'> {
    try {
      const { status } = await this.within(2_000, () => this.client.workflow.getHandle(workflowId).describe());
      return status.name === 'RUNNING' ? 'running' : 'gone';
    } catch (error) {
      return error instanceof WorkflowNotFoundError ? 'gone' : 'unknown';
    }
  }

  /** How many worker processes asked for work of this realm in the last minutes; null when Temporal does not answer. */
  async workers(realm: string): Promise<number | null> {
    try {
      const name = (this.config.naming?.taskQueue ?? taskQueue)(realm);
      const { pollers } = await this.within(2_000, () => this.connection.workflowService.describeTaskQueue({ namespace: this.config.temporalNamespace, taskQueue: { name }, taskQueueType: WORKFLOW_QUEUE }));
      return new Set(pollers?.map(({ identity }) => identity)).size;
    } catch {
      return null;
    }
  }

  /** The workflow's page in the Temporal UI, or that of all workflows; null when nobody said where that is. */
  uiUrl(workflowId = ''): string | null {
    const { temporalUiUrl, temporalNamespace } = this.config;
    return temporalUiUrl === undefined ? null : `${temporalUiUrl.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(temporalNamespace)}/workflows/${encodeURIComponent(workflowId)}`;
  }

  /** Ends workflows whose record is about to go; those that have ended already are left alone. */
  async terminate(workflowIds: readonly string[], reason: string): Promise<void> {
    for (let from = 0; from < workflowIds.length; from += BATCH) {
      await Promise.all(workflowIds.slice(from, from + BATCH).map(async (id) => {
        try {
          await this.within(WAKE_DEADLINE_MS, () => this.client.workflow.getHandle(id).terminate(reason));
        } catch (error) {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }
      }));
    }
  }

  /** Every run that the visibility query finds. */
  async executions(query: string): Promise<Execution[]> {
    const runs: Execution[] = [];
    for await (const { workflowId, status, historyLength } of this.client.workflow.list({ query, pageSize: 1000 })) {
      runs.push({ workflowId, status: status.name, historyLength });
    }
    return runs;
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
    this.closing = true;
    await this.waking;
    await this.connection.close();
  }

  private async wakeWaiting(): Promise<void> {
    for (let next = this.take(); next !== undefined && !this.closing; next = this.take()) {
      const { realm, ids } = next;
      try {
        await this.within(WAKE_DEADLINE_MS, () => this.waker.wake(realm, ids));
      } catch (error) {
        this.log.warn(`${ids.length} workflows not woken; the reconciler will: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  private take(): { realm: string; ids: string[] } | undefined {
    for (const [realm, waiting] of this.waiting) {
      const ids = [...waiting].slice(0, BATCH);
      for (const id of ids) waiting.delete(id);
      if (waiting.size === 0) this.waiting.delete(realm);
      if (ids.length > 0) return { realm, ids };
    }
    return undefined;
  }

  private within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    return this.connection.withDeadline(Date.now() + ms, call);
  }
}
