/** Takes up a rehearsal that was opened before: everybody in it is known again from the API and the seed. */
import { landmarks } from '../domain/assessment/scale.js';
import type { Schemas } from '../apps/api/client.js';
import { roundQuota } from '../domain/programme/quota.js';
import type { Programme } from '../domain/programme/schema.js';
import { Cast, type Setting } from './cast.js';
import { type SocietyPlan, syntheticExperts, syntheticSocieties } from './data.js';
import { scaledSettings } from './quota.js';
import { ask } from './session.js';
import { substitutesOf } from './setup.js';

export async function resume(setting: Setting, roundId: string, programme: Programme): Promise<Cast> {
  const cast = new Cast(setting);
  cast.roundId = roundId;
  cast.substitutes = substitutesOf(programme);
  const { client } = await cast.role('staff');
  const societies = await everything((cursor) => client.GET('/api/v1/societies', { params: { query: { limit: 200, ...cursor } } }));
  cast.places = roundQuota(programme, scaledSettings(programme, societies.length)).planned;
  const known = new Map(syntheticSocieties(programme, societies.length, setting.chance).map((plan) => [plan.code, plan]));
  for (const society of societies) cast.societies.set(society.id, known.get(society.code) ?? plainPlan(society, programme, setting));
  const plans = new Map(syntheticExperts(programme, [...cast.societies.values()], setting.chance).map((plan) => [plan.code, plan]));
  for (const expert of await everything((cursor) => client.GET('/api/v1/experts', { params: { query: { limit: 500, ...cursor } } }))) {
    cast.experts.set(expert.accountId, { ...expert, conduct: plans.get(expert.code)?.conduct ?? 'plain' });
  }
  for (const review of await everything((cursor) => client.GET('/api/v1/rounds/{id}/reviews', { params: { path: { id: roundId }, query: { limit: 500, ...cursor } } }))) {
    if (review.state === 'recused') cast.recused.add(review.expert.code);
  }
  return cast;
}

/** Somebody whom the seed does not know: added by hand, or from a table. */
function plainPlan(society: Schemas['Society'], programme: Programme, { chance }: Setting): SocietyPlan {
  const stage = programme.stages.find((one) => one.type === 'capabilityAssessment');
  const indicators = stage?.type === 'capabilityAssessment' ? stage.indicators : [];
  const figures = Object.fromEntries(indicators.map((indicator) => [indicator.key, Math.round((landmarks(indicator, society.disciplineGroup)[0] ?? 0) * chance(society.code, indicator.key))]));
  const { code, name, disciplineGroup, authority, email } = society;
  return { code, name, disciplineGroup, authority, email, figures, quality: chance(code, 'quality'), conduct: 'plain' };
}

type Page<T> = { data?: { items: T[]; next: string | null }; error?: Schemas['Problem']; response: Response };

/** All pages of a list. */
async function everything<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: { cursor?: string } | undefined = {}; cursor !== undefined; ) {
    const here: { cursor?: string } = cursor;
    const page = await ask(() => read(here));
    items.push(...page.items);
    cursor = page.next === null ? undefined : { cursor: page.next };
  }
  return items;
}
