/** Staff decisions: first a row, then the Update, then what the row says. Whoever asks twice is answered from the row. */
import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '../../domain/refusal.js';
import { type Command, expireCommand, findCommand, receiveCommand, refused as recordRefused } from '../../records/commands.js';
import { type Pool, type Scope, type Tx, withScope } from '../../records/pool.js';
import type { Repeatable } from './http/keyed.js';
import { POOL } from './platform/names.js';
import { refused, Refused } from './problem/refused.js';
import { Temporal } from './temporal.js';

export interface Decision {
  /** The account that decides. */
  accountId: string;
  request: Repeatable;
  kind: string;
  workflowId: string;
  body: Record<string, unknown>;
  /** The workflow has ended: the command is applied beside it. */
  ended?: boolean;
}

@Injectable()
export class Commands {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly temporal: Temporal,
  ) {}

  /** The answer that the workflow stored, or a refusal: its own, or PROCESS_UNAVAILABLE when nothing was and will be changed. */
  async decide(scope: Scope, decision: Decision): Promise<Record<string, unknown>> {
    const command = await withScope(this.pool, scope, (tx) => receive(tx, scope, decision));
    if (command.state !== 'received') return answerOf(command);
    const delivery = await (decision.ended === true ? this.temporal.applyAfterClosing(command.id, { realm: scope.realm, workflowId: command.workflow_id }) : this.temporal.update(command.id, command.workflow_id));
    return answerOf(await withScope(this.pool, scope, (tx) => settle(tx, command, typeof delivery === 'object' ? delivery.rejected : undefined)));
  }
}

async function receive(tx: Tx, scope: Scope, decision: Decision): Promise<Command> {
  const command = await receiveCommand(tx, {
    realm: scope.realm, key: decision.request.key, principal: decision.accountId, bodyHash: decision.request.bodyHash,
    kind: decision.kind, workflowId: decision.workflowId, body: decision.body,
  });
  if (command === null) throw refused('KEY_REUSED');
  return command;
}

/** Closes a command that is still open: refused by the workflow's validator, else given up. Whoever was first has won. */
async function settle(tx: Tx, command: Command, rejected: string | undefined): Promise<Command> {
  const before = await findCommand(tx, command.id);
  if (before?.state === 'received') {
    if (rejected === undefined) await expireCommand(tx, command.id);
    else await recordRefused(tx, command.id, { code: rejected });
  }
  return (await findCommand(tx, command.id)) ?? command;
}

function answerOf(command: Command): Record<string, unknown> {
  switch (command.state) {
    case 'applied':
      return command.answer ?? {};
    case 'refused':
      throw new Refused(command.answer as unknown as Refusal);
    case 'expired':
    case 'received':
      throw refused('PROCESS_UNAVAILABLE', {}, { headers: { 'Retry-After': '10' } });
  }
}
