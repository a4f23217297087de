import { Injectable } from '@nestjs/common';
import { mailroomId, roundId } from '../../../domain/ids.js';
import { volunteer } from '../../../records/applicants.js';
import { findSociety } from '../../../records/societies.js';
import { record } from '../../../records/audit.js';
import { shareGate } from '../../../records/gates.js';
import type { Scope } from '../../../records/pool.js';
import { latestStage, loadRound } from '../../../records/rounds.js';
import { openTasks } from '../../../records/tasks.js';
import { now } from '../../../records/clock.js';
import { toInstant } from '../contract/common.js';
import type { Volunteered } from '../contract/suggested-list.js';
import type { Repeatable } from '../http/keyed.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';

/** 001 §3: 鼓励特色突出、有申报意愿的其他学会进行申报. They owe the same application, behind the same gate, and pass the same checks. */
@Injectable()
export class VolunteersService {
  constructor(
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  async add(scope: Scope, accountId: string, request: Repeatable, round: string, societyId: string, distinctive: string): Promise<Volunteered> {
    const answer = await this.once.run(scope, accountId, request, async (tx) => {
      const { programme } = found(await loadRound(tx, round));
      const planned = programme.stages.find((stage) => stage.type === 'applicationWindow');
      const society = found(await findSociety(tx, societyId));
      // Another authority's societies are not called.
      if (society.authority !== programme.authority || society.status !== 'active') throw refused('NOT_FOUND');
      if (planned?.type !== 'applicationWindow' || planned.volunteers === undefined) throw refused('VOLUNTEERS_NOT_TAKEN', planned ? { rule: planned.clause } : {});
      const rule = planned.volunteers.clause;
      const stage = await latestStage(tx, round, 'applicationWindow');
      if (stage === undefined) throw refused('STAGE_NOT_OPEN', { rule });
      const gate = await shareGate(tx, stage.workflow_id, 'window');
      const at = await now(tx, scope.realm);
      if (gate?.status !== 'open' || at >= gate.due_at) throw refused('GATE_CLOSED', { rule });
      if (gate.suspended_at !== null) throw refused('GATE_SUSPENDED', { rule });
      if (at < gate.opens_at) throw refused('GATE_NOT_OPEN', { rule });
      if (!(await volunteer(tx, { id: round, realm: scope.realm }, at, accountId, societyId, distinctive))) throw refused('ALREADY_APPLICANT', { rule });
      await openTasks(tx, at, { id: gate.id, realm: scope.realm, roundId: round, workflowId: stage.workflow_id }, [{ kind: 'application', role: 'society', societyId }]);
      await record(tx, { stream: `society/${societyId}`, realm: scope.realm, actor: accountId, action: 'application.volunteer', body: { round } });
      return { roundId: round, societyId, dueAt: toInstant(gate.due_at) };
    });
    this.temporal.wake(scope.realm, [roundId(round), mailroomId(scope.realm)]);
    return answer;
  }
}
