/** An instant as explanations hold it: RFC 3339 in UTC. */
export const sayable = (ms: number): string => new Date(ms).toISOString();
