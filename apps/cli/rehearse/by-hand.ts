import type { Schemas } from '../../api/client.js';
import { chanceOf } from '../../../rehearsal/chance.js';
import { drive } from '../../../rehearsal/driver.js';
import { resume } from '../../../rehearsal/resume.js';
import { ask, insist } from '../../../rehearsal/session.js';
import { prepare } from '../../../rehearsal/setup.js';
import { act } from './acting.js';
import { operatorOf } from './actors.js';
import type { Arguments } from './arguments.js';
import type { Connection } from './connection.js';
import { CannotRehearse, readProgramme, societiesFor } from './programme.js';
import { both, plain, sayDueAt, sayWhen, show, tell } from './say.js';
import { endProgress, progressOf } from './whole.js';

type Command = (connection: Connection, given: Arguments) => Promise<void>;

/** A rehearsal step by step: `open`, then `step`, `act` and `mails` as often as one likes. */
export const BY_HAND: Record<string, Command | undefined> = { open, step, act: actIn, play, mails, status, delete: remove };

const DEFAULT_PROGRAMME = 'world-class-2018';
/** Fewer than in a whole run: somebody is to look at them. */
const FEW = 24;

async function open(connection: Connection, given: Arguments): Promise<void> {
  const { programme, source } = readProgramme(given.words[1] ?? DEFAULT_PROGRAMME);
  const societies = await societiesFor(programme, { ...given, societies: given.societies === 120 ? FEW : given.societies });
  tell(both('rehearse.preparing', { societies: societies.length, seed: given.seed }));
  const cast = await prepare({ ...connection, programme, source, seed: given.seed, label: `${programme.key} ${societies.length}`, societies });
  const { id, now } = await find(connection, { ...given, rehearsal: cast.setting.realm });
  show(plain('rehearse.ready', { id, now: sayWhen(Date.parse(now)) }));
}

async function step(connection: Connection, given: Arguments): Promise<void> {
  const { id } = await find(connection, given);
  const body = given.to === undefined ? {} : { to: new Date(given.to).toISOString() };
  for (;;) {
    const stepped = await ask(() => operatorOf(connection).POST('/api/v1/rehearsals/{id}/steps', { params: { path: { id } }, body }));
    show(plain('rehearse.stepped', { now: sayWhen(Date.parse(stepped.now)), next: sayDueAt(stepped.nextDue) }));
    // Every instant at which something is due lies on the way.
    if (given.to === undefined || Date.parse(stepped.now) >= given.to) return;
  }
}

async function actIn(connection: Connection, given: Arguments): Promise<void> {
  await act(connection, await find(connection, given), given);
}

/** The simulated people act until then, or to the end. */
async function play(connection: Connection, given: Arguments): Promise<void> {
  const { id, seed, roundId } = await find(connection, given);
  if (roundId === null) throw new CannotRehearse(both('rehearse.none'));
  const { programme } = readProgramme(given.words[1] ?? DEFAULT_PROGRAMME);
  const setting = { baseUrl: connection.baseUrl, operator: { accountId: '', client: operatorOf(connection) }, realm: id, chance: chanceOf(seed) };
  const { now } = await drive(await resume(setting, roundId, programme), { tell: progressOf(programme), ...(given.until === undefined ? {} : { until: given.until }) });
  endProgress();
  show(plain('rehearse.stepped', { now: sayWhen(now), next: sayDueAt((await find(connection, { ...given, rehearsal: id })).nextDue) }));
}

/** The newest first; nothing of it has reached anybody. */
async function mails(connection: Connection, given: Arguments): Promise<void> {
  const { id } = await find(connection, given);
  const [, recipient] = given.words;
  const query = { limit: 30, ...(recipient === undefined ? {} : { recipient }), ...(given.since === undefined ? {} : { since: new Date(given.since).toISOString() }) };
  const { items, total } = await ask(() => operatorOf(connection).GET('/api/v1/rehearsals/{id}/mails', { params: { path: { id }, query } }));
  for (const mail of items.reverse()) {
    show(plain('rehearse.mail', { at: sayWhen(Date.parse(mail.queuedAt)), to: mail.recipient, subject: mail.subject ?? mail.template }));
    if (recipient !== undefined) show(`${(mail.body ?? '').replace(/^/gm, '    ')}\n`);
  }
  show(plain('rehearse.mails', { total }));
}

async function status(connection: Connection, given: Arguments): Promise<void> {
  const { items } = await ask(() => operatorOf(connection).GET('/api/v1/rehearsals'));
  const wanted = items.filter(({ id }) => given.rehearsal === undefined || id === given.rehearsal);
  if (wanted.length === 0) show(both('rehearse.none'));
  for (const { id, label, seed, now, nextDue, waitingOn } of wanted) {
    const state = waitingOn === null ? plain('rehearse.quiet') : plain('rehearse.busy', { why: waitingOn });
    show(plain('rehearse.status', { id, label, seed, now: sayWhen(Date.parse(now)), next: sayDueAt(nextDue), state }));
  }
}

async function remove(connection: Connection, given: Arguments): Promise<void> {
  const { id } = await find(connection, given);
  await insist('', () => operatorOf(connection).DELETE('/api/v1/rehearsals/{id}', { params: { path: { id } } }));
  show(both('rehearse.deleted', { id }));
}

/** The one that was named, else the newest. */
async function find(connection: Connection, { rehearsal }: Arguments): Promise<Schemas['Rehearsal']> {
  const operator = operatorOf(connection);
  if (rehearsal !== undefined) return ask(() => operator.GET('/api/v1/rehearsals/{id}', { params: { path: { id: rehearsal } } }));
  const { items } = await ask(() => operator.GET('/api/v1/rehearsals'));
  const [newest] = items;
  if (newest === undefined) throw new CannotRehearse(both('rehearse.none'));
  return newest;
}
