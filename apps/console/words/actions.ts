import { say, sayState } from './say.js';

/** What the audit chain calls an action, in words; its own name where there is none. */
export function sayAction(action: string): string {
  const [kind = '', ...rest] = action.split('.');
  if (kind === 'command') return sayState('command', rest.join('.'));
  if (kind === 'stage' && rest.at(-1) === 'ended') return say('action.stageEnded', { stage: sayState('stageType', rest[0] ?? '') });
  if (kind === 'fact') return say('action.handedIn', { what: sayState('fact', rest.join('.')) });
  if (kind === 'acceptance') return say('action.accepted', { outcome: sayState('outcome', rest.join('.')) });
  return sayState('action', action);
}
