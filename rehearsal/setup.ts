/** Opens a rehearsal, fills it as an office would (societies, experts), and launches a round in it. */
import { createApiClient } from '../apps/api/client.js';
import { addDays, atTime, dayOf } from '../domain/calendar/beijing.js';
import { timeline } from '../domain/programme/timeline.js';
import { projectStepsOf, type Programme } from '../domain/programme/schema.js';
import { Cast } from './cast.js';
import { chanceOf } from './chance.js';
import { type ExpertPlan, type SocietyPlan, syntheticExperts } from './data.js';
import { scaledSettings } from './quota.js';
import { roundQuota } from '../domain/programme/quota.js';
import { ask, header, insist, together } from './session.js';

export interface Preparation {
  baseUrl: string;
  /** Service token of the live realm with the permission `rehearsal.manage`. */
  token: string;
  programme: Programme;
  /** The programme's file as staff wrote it: published unless it is. */
  source: string;
  seed: string;
  /** For people who look at the list of rehearsals. */
  label: string;
  societies: readonly SocietyPlan[];
}

export async function prepare({ baseUrl, token, programme, source, seed, label, societies }: Preparation): Promise<Cast> {
  const operator = { accountId: '', client: createApiClient({ baseUrl, token, locale: 'zh' }) };
  const settings = scaledSettings(programme, societies.length);
  const startAt = new Date(firstInstant(programme, settings)).toISOString();
  const { id } = await insist(`open.${crypto.randomUUID()}`, (key) =>
    operator.client.POST('/api/v1/rehearsals', { params: { header: header(key) }, body: { label, seed, startAt } }));
  const cast = new Cast({ baseUrl, operator, realm: id, chance: chanceOf(seed) });
  cast.substitutes = substitutesOf(programme);
  await Promise.all([addSocieties(cast, societies), addExperts(cast, syntheticExperts(programme, societies, cast.chance)), ...officeOf(programme).map(({ role, n }) => cast.role(role, n))]);
  cast.places = roundQuota(programme, settings).planned;
  await launch(cast, await published(cast, programme, source), { name: `${programme.name.zh}（演练）`, settings });
  return cast;
}

/** Where the programme has its panel drawn: how many of a group are not drawn. */
export function substitutesOf(programme: Programme): number | undefined {
  const review = programme.stages.find((stage) => stage.type === 'expertReview');
  return review?.type === 'expertReview' ? review.panels?.draw?.substitutesPerGroup : undefined;
}

/** Those who are written to from the first day on; auditors where something is audited, finance where something is paid, discipline where there are sanctions. */
function officeOf(programme: Programme): { role: 'staff' | 'leadership' | 'auditor' | 'finance' | 'discipline'; n: number }[] {
  const audited = projectStepsOf(programme).some(({ type }) => type === 'audit');
  const paid = projectStepsOf(programme).length > 0;
  return [
    { role: 'staff', n: 1 }, { role: 'leadership', n: 1 }, ...(audited ? [1, 2, 3] : []).map((n) => ({ role: 'auditor' as const, n })),
    ...(paid ? [{ role: 'finance' as const, n: 1 }] : []), ...(programme.sanctions ? [{ role: 'discipline' as const, n: 1 }] : []),
  ];
}

/** Nine o'clock, three days before anything opens. Epoch milliseconds. */
export function firstInstant(programme: Programme, settings: ReturnType<typeof scaledSettings>): number {
  const opens = timeline(programme, settings).entries.map(({ opensMs }) => opensMs);
  return atTime(addDays(dayOf(Math.min(...opens)), -3), '09:00');
}

/** As many in one request as its size allows. */
const AT_ONCE = 200;

async function addSocieties(cast: Cast, plans: readonly SocietyPlan[]): Promise<void> {
  const { client } = await cast.role('staff');
  const byCode = new Map(plans.map((plan) => [plan.code, plan]));
  for (let from = 0; from < plans.length; from += AT_ONCE) {
    const societies = plans.slice(from, from + AT_ONCE).map(({ figures: _figures, quality: _quality, conduct: _conduct, route: _route, ...society }) => society);
    const { items } = await insist(`societies.${cast.setting.realm}.${from}`, (key) => client.POST('/api/v1/societies/import', { params: { header: header(key) }, body: { societies } }));
    for (const { id, code } of items) {
      const plan = byCode.get(code);
      if (plan) cast.societies.set(id, plan);
    }
  }
}

async function addExperts(cast: Cast, plans: readonly ExpertPlan[]): Promise<void> {
  const { client } = await cast.role('staff');
  await together(plans.map((plan) => async () => {
    const { conduct: _conduct, ...body } = plan;
    const { id, accountId } = await insist(`expert.${cast.setting.realm}.${plan.code}`, (key) => client.POST('/api/v1/experts', { params: { header: header(key) }, body }));
    cast.experts.set(accountId, { ...plan, id });
  }));
}

/** The version's id. */
async function published(cast: Cast, programme: Programme, source: string): Promise<string> {
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/programmes'));
  const known = items.find(({ key, version }) => key === programme.key && version === programme.version);
  if (known !== undefined) return known.id;
  const made = await insist(`programme.${cast.setting.realm}`, (key) =>
    client.POST('/api/v1/programmes', { params: { header: header(key) }, body: { source, fileName: `${programme.key}.yaml` } }));
  return made.id;
}

async function launch(cast: Cast, programmeVersionId: string, round: { name: string; settings: ReturnType<typeof scaledSettings> }): Promise<void> {
  const { client } = await cast.role('staff');
  const { id } = await insist(`round.${cast.setting.realm}`, (key) => client.POST('/api/v1/rounds', { params: { header: header(key) }, body: { programmeVersionId, ...round } }));
  await insist(`launch.${id}`, (key) => client.POST('/api/v1/rounds/{id}/launch', { params: { path: { id }, header: header(key) } }));
  cast.roundId = id;
}
