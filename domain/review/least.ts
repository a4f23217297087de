/**
 * The fewest reviews that an application may be ranked by ([C]): the programme's number, else half of those planned, rounded
 * up; never more than planned.
 */
export const leastReviews = (planned: number, atLeast: number | undefined): number => Math.min(planned, atLeast ?? Math.ceil(planned / 2));
