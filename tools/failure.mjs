/** A step that cannot go on. The message is the one sentence that the user sees; anything else that is thrown is a bug of ours. */
export class Failure extends Error {}

const SPACE = /ENOSPC|no space left on device/i;
const NETWORK = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|dial tcp|no such host|network is unreachable|TLS handshake|i\/o timeout|proxyconnect|fetch failed/i;

/** What a failed command's output says about the cause, or undefined. */
export function causeOf(output) {
  if (SPACE.test(output)) return 'noSpace';
  if (NETWORK.test(output)) return 'noNetwork';
  return undefined;
}
