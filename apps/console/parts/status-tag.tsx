/** A state by colour, mark and word: never by colour alone. All pairs have a contrast above 4.5. */
import { sayState } from '../words/say.js';

type Tone = 'calm' | 'good' | 'wait' | 'bad' | 'off';

const MARK: Record<Tone, string> = { calm: '●', good: '✓', wait: '…', bad: '!', off: '–' };

const TONES: Record<string, Tone> = {
  open: 'calm', done: 'good', skipped: 'off', cancelled: 'off', sealed: 'off', coming: 'off', planned: 'off', suspended: 'wait', superseded: 'off', ended: 'off', withdrawn: 'off',
  draft: 'wait', running: 'calm', announced: 'good', closed: 'off',
  submitted: 'calm', correcting: 'wait', accepted: 'good', notAccepted: 'bad',
  pass: 'good', fail: 'bad', unknown: 'wait', flagged: 'wait', eligible: 'good',
  in: 'good', out: 'off', tied: 'wait', legacy: 'good', listed: 'good', reserve: 'off', removed: 'bad', awarded: 'good',
  assigned: 'wait', scored: 'good', recused: 'off', released: 'off',
  upheld: 'good', rejected: 'off', inadmissible: 'off', lead: 'wait', lapsed: 'off', confirmed: 'good', changed: 'wait',
  sent: 'good', queued: 'wait', claimed: 'wait', failed: 'bad', terminated: 'bad', revoked: 'bad',
  hearing: 'wait', deciding: 'wait', clawback: 'bad', barred: 'bad', up: 'good', down: 'bad',
  active: 'good', inactive: 'off', invited: 'wait', disabled: 'off', merged: 'off', contested: 'wait', answered: 'good', corrected: 'wait', verified: 'good',
  notYet: 'off', before: 'wait', returned: 'wait', approved: 'good', published: 'good', overdue: 'bad', failing: 'bad', manual: 'bad', unattended: 'bad', objection: 'wait', waiting: 'calm',
  conforming: 'good', explained: 'good', rectified: 'good', outstanding: 'bad', missing: 'bad', warning: 'wait', finding: 'bad', reported: 'calm',
  notified: 'wait', receipted: 'wait', arrived: 'good', held: 'good', postponed: 'wait', continue: 'good', adjust: 'wait', terminate: 'bad',
};

export function StatusTag({ group, state, tone }: { group: string; state: string; tone?: Tone }) {
  const shown = tone ?? TONES[state] ?? 'calm';
  return <span className={`status status-${shown}`}><span aria-hidden="true">{MARK[shown]}</span> {sayState(group, state)}</span>;
}
