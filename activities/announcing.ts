/** 000 §5.3: 审定通过后正式公布. Every awarded society gets its project; a list that was split is announced in parts. */
import { projectId } from '../domain/ids.js';
import { implementationYears } from '../domain/programme/dates.js';
import { tiersOf } from '../domain/programme/schema.js';
import { addProject, findProject, projectCount, projectOfApplication } from '../records/projects.js';
import { placementsOf } from '../records/reviews.js';
import { createWait } from '../records/waits.js';
import type { StepContext } from './context.js';
import { writeToSociety } from './mailing.js';
import { commit } from './money.js';

/** Those that have no project yet; what a part has announced before stays as it is. Returns the ids of the new ones' workflows. */
export async function awardProjects(context: StepContext): Promise<string[]> {
  const { tx, round, wait, at } = context;
  const years = implementationYears(round.programme, round.settings).length;
  const commended = round.programme.stages.some((stage) => stage.type === 'commendation');
  const started: string[] = [];
  for (const place of (await placementsOf(tx, round.id)).filter((one) => one.status === 'awarded')) {
    if (await projectOfApplication(tx, place.application_id)) continue;
    const tier = tiersOf(round.programme).find((one) => one.key === place.tier);
    const number = `${round.programme_key}-${round.id.slice(0, 8)}-${String((await projectCount(tx, round.id)) + 1).padStart(3, '0')}`;
    const id = await addProject(tx, {
      realm: wait.realm, roundId: round.id, societyId: place.society_id, applicationId: place.application_id, number, tier: place.tier ?? '', amountCents: tier?.amountCents ?? 0, at,
    });
    const project = await findProject(tx, id);
    if (project) await commit(context, project, years);
    await createWait(tx, wait.realm, projectId(id), 'fundedProject', { roundId: round.id, projectId: id, societyId: place.society_id });
    // Commended by circular: its letter has gone out with the circular.
    if (!commended) await writeToSociety(context, place.society_id, 'awarded', id, { tier: place.tier ?? '', goal: tier?.goal.zh ?? '', amountYuan: (tier?.amountCents ?? 0) / 100 });
    started.push(projectId(id));
  }
  return started;
}
