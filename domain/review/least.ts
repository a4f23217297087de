import type { RoundSettings } from '../programme/settings.js';

/** As many as the round says, else the programme. */
export const wantedReviews = ({ expertsPerApplication }: Pick<RoundSettings, 'expertsPerApplication'>, { perApplication }: { perApplication: number }): number => expertsPerApplication ?? perApplication;

/**
 * The fewest reviews that an application may be ranked by ([C]): the programme's number, else half of those planned, rounded
 * up. A round that plans another number of reviews keeps the proportion, rounded; at least one.
 */
export function leastReviews(planned: number, programme: { perApplication: number; atLeast?: number }): number {
  const { perApplication, atLeast = Math.ceil(perApplication / 2) } = programme;
  return Math.max(1, Math.min(planned, Math.round((planned * atLeast) / perApplication)));
}
