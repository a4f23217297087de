/** What is logged of a failure. Database messages may quote values, so of those only the code and the place. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = pgCode(error);
  return code === undefined ? (error.stack ?? error.message) : `database error ${code}\n${(error.stack ?? '').split('\n').slice(1).join('\n')}`;
}

/** PostgreSQL's SQLSTATE, or the socket's error code. */
export function pgCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$|^ECONN/.test(code) ? code : undefined;
}
