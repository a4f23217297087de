/** What went wrong, which rule says so, and what to do; in the words of the API. */
import { Alert, Button } from 'antd';
import { ApiProblem, Unreachable } from '../app/api.js';
import { sayClause } from '../words/clauses.js';
import { say, type Word } from '../words/say.js';

const ADVICE: Partial<Record<number, Word>> = { 401: 'refusal.signIn', 403: 'refusal.notYours', 404: 'refusal.notThere', 409: 'refusal.changed', 412: 'refusal.changed', 503: 'refusal.later' };

export function Refusal({ error, retry }: { error: unknown; retry?: () => void }) {
  if (error === null || error === undefined) return null;
  return (
    <Alert
      role="alert" type="error" showIcon className="refusal" title={titleOf(error)} description={<Details error={error} />}
      action={retry === undefined ? undefined : <Button onClick={retry}>{say('refusal.retry')}</Button>}
    />
  );
}

function Details({ error }: { error: unknown }) {
  if (!(error instanceof ApiProblem)) return <p>{say(error instanceof Unreachable ? 'refusal.keepGoing' : 'refusal.reload')}</p>;
  const { detail, errors, rule, instance, status } = error.problem;
  const advice = ADVICE[status];
  return (
    <>
      {detail !== undefined && <p>{detail}</p>}
      {errors !== undefined && errors.length > 0 && <ul>{errors.map(({ field, message }, i) => <li key={i}>{field === '' ? message : `${field}${say('mark.colon')}${message}`}</li>)}</ul>}
      {rule !== undefined && <p>{say('refusal.rule', { clause: sayClause(rule) })}</p>}
      {advice !== undefined && <p>{say(advice)}</p>}
      {instance !== undefined && <p>{say('refusal.instance', { id: instance })}</p>}
    </>
  );
}

export function titleOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.problem.title;
  return say(error instanceof Unreachable ? 'refusal.unreachable' : 'refusal.unexpected');
}
