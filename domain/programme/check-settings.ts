/** Settings of a round against its programme: names that exist, dates that exist, quotas that add up. */
import type { Refusal } from '../refusal.js';
import { settingInstant } from './date-rules.js';
import { implementationYears } from './dates.js';
import { insideDates } from './inside-dates.js';
import { roundQuota } from './quota.js';
import { projectStepsOf, tiersOf, type Programme } from './schema.js';
import type { RoundSettings } from './settings.js';

/** All refusals at once; an empty list is acceptance. Dates that are merely unwise are the timeline's warnings. */
export function checkSettings(programme: Programme, settings: RoundSettings): Refusal[] {
  const names = dateNames(programme, settings);
  const tierKeys = tiersOf(programme).map(({ key }) => key);
  const { planned, tiers } = roundQuota(programme, settings);
  const sum = tiers.reduce((total, { count }) => total + count, 0);
  const changed = settings.quota?.planned !== undefined || settings.quota?.tiers !== undefined;
  const noQuota: Refusal[] = changed && programme.quota === undefined ? [{ code: 'PROGRAMME_KEY_UNKNOWN', field: 'settings.quota', params: { key: 'quota' } }] : [];
  return [
    ...noQuota,
    ...Object.entries(settings.dates ?? {}).flatMap(([name, text]): Refusal[] => {
      const field = `settings.dates.${name}`;
      if (!names.has(name)) return [{ code: 'PROGRAMME_KEY_UNKNOWN', field, params: { key: name } }];
      const instant = settingInstant(text);
      return instant.ok ? [] : [{ ...instant.refusal, field }];
    }),
    ...Object.keys(settings.quota?.tiers ?? {})
      .filter((key) => !tierKeys.includes(key))
      .map((key) => ({ code: 'PROGRAMME_KEY_UNKNOWN', field: `settings.quota.tiers.${key}`, params: { key } })),
    ...(sum === planned ? [] : [{ code: 'TIERS_NOT_TOTAL', field: 'settings.quota', params: { sum, total: planned } }]),
    // "左右" (000 §2): another number is fine, but its reason is on record.
    ...(changed && settings.quota?.reason === undefined ? [{ code: 'REASON_REQUIRED', field: 'settings.quota.reason' }] : []),
  ];
}

function dateNames(programme: Programme, settings: RoundSettings): Set<string> {
  const years = implementationYears(programme, settings);
  const owners = [
    ...programme.stages.map(({ key }) => key),
    ...projectStepsOf(programme).flatMap(({ key, per }) => (per === 'project' ? [key] : years.map((year) => `${key}.${year}`))),
  ];
  const inside = programme.stages.flatMap((stage) => insideDates(stage).map(([name]) => `${stage.key}.${name}.due`));
  return new Set([...owners.flatMap((owner) => [`${owner}.opens`, `${owner}.due`]), ...inside]);
}
