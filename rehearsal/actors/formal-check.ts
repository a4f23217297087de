/** The formal check of one application (000 §5.2): by the recorded facts, and by what the society has left unfinished. */
import type { Schemas } from '../../apps/api/client.js';
import type { Cast, Task } from '../cast.js';
import { UNFINISHED } from '../filling.js';
import { ask, header, insist } from '../session.js';

export async function checkApplication(cast: Cast, task: Task): Promise<void> {
  const { client } = await cast.role('staff');
  const id = task.applicationId ?? '';
  const application = await ask(() => client.GET('/api/v1/applications/{id}', { params: { path: { id } } }));
  const body = decisionOn(application, task.step);
  await insist(`check.${task.id}`, (key) => client.POST('/api/v1/applications/{id}/decision', { params: { path: { id }, header: header(key) }, body }));
}

function decisionOn({ content, eligibility, electronic }: Schemas['Application'], step: string): Schemas['ApplicationDecision'] {
  const failed = eligibility?.lines.find((line) => line.result === 'fail');
  if (failed) return { decision: 'notAccept', reason: `演练：${failed.name.zh}` };
  if (Object.values(content).some((value) => typeof value === 'string' && value.includes(UNFINISHED))) {
    return step === 'formalCheck' ? { decision: 'correct', items: ['请补充未填写完整的内容'] } : { decision: 'notAccept', reason: '演练：逾期未补正' };
  }
  const open = eligibility?.lines.filter((line) => line.result === 'unknown' || line.result === 'flagged') ?? [];
  return { decision: 'accept', ...(electronic ? { compared: { same: true } } : {}), settle: open.map(({ rule }) => ({ rule, result: 'pass', reason: '演练：经向主管单位核实，不影响申报' })) };
}
