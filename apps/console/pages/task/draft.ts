/**
 * The draft of a hand-in. Every change is kept on this device at once and sent within two seconds; what the network, an expired
 * session or another window keeps from being saved stays here until it is (CONSOLE, rule 1).
 */
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { ApiProblem, Unreachable, type Schemas } from '../../app/api.js';
import { WayContext } from './way.js';

const WAIT_MS = 900;
const RETRY_MS = 5_000;

type Payload = Record<string, unknown>;
interface Kept {
  payload: Payload;
  /** The server's draft that it goes on from. */
  version: number;
  /** What was entered beside the form. */
  beside?: unknown;
}

export type SaveState = { is: 'clean' } | { is: 'waiting' } | { is: 'saved'; at: number } | { is: 'offline' } | { is: 'signIn' } | { is: 'conflict' } | { is: 'refused'; error: unknown };

export interface DraftHandle {
  payload: Payload;
  change: (next: Payload) => void;
  state: SaveState;
  checked: Schemas['Draft'] | undefined;
  /** Sends what is not saved yet; resolves when it is, and throws when it cannot be. */
  flush: () => Promise<Schemas['Draft'] | undefined>;
  /** After a conflict: go on with what is here, or with what the server has. */
  keepMine: () => void;
  takeTheirs: () => void;
  forget: () => void;
}

/** What this device has kept under that name, and the server has not. */
export function readKept(name: string): Kept | undefined {
  const text = localStorage.getItem(name);
  return text === null ? undefined : (JSON.parse(text) as Kept);
}

function unsaved(error: unknown): SaveState {
  const status = error instanceof ApiProblem ? error.problem.status : 0;
  if (error instanceof Unreachable || status >= 500) return { is: 'offline' };
  if (status === 401) return { is: 'signIn' };
  return status === 412 || status === 409 ? { is: 'conflict' } : { is: 'refused', error };
}

/** `check`: the server is asked at once what still lacks, also of what nobody has touched yet. */
export function useDraft(task: Schemas['TaskDetail'], initial: Payload, { check = false } = {}): DraftHandle {
  const way = useContext(WayContext);
  const name = way.keptAs(task.id);
  const [kept] = useState(() => readKept(name));
  const [payload, setPayload] = useState<Payload>(kept?.payload ?? task.draft ?? initial);
  const [state, setState] = useState<SaveState>(() => (kept === undefined ? { is: check ? 'waiting' : 'clean' } : kept.version === task.version ? { is: 'waiting' } : { is: 'conflict' }));
  const [checked, setChecked] = useState<Schemas['Draft']>();
  const latest = useRef({ payload, version: task.version, dirty: kept !== undefined || check, stopped: false });
  const present = useRef(way);
  const timer = useRef(0);
  const running = useRef<Promise<Schemas['Draft'] | undefined>>(undefined);

  /** Until nothing newer is left. */
  const save = useCallback(async (): Promise<Schemas['Draft']> => {
    for (;;) {
      const sent = latest.current.payload;
      const draft = await present.current.save(task.id, latest.current.version, sent);
      latest.current.version = draft.version;
      setChecked(draft);
      if (latest.current.payload === sent) {
        latest.current.dirty = false;
        localStorage.removeItem(name);
        setState({ is: 'saved', at: Date.now() });
        return draft;
      }
      localStorage.setItem(name, JSON.stringify({ payload: latest.current.payload, version: draft.version, beside: present.current.beside }));
    }
  }, [name, task.id]);

  const flush = useCallback(async (): Promise<Schemas['Draft'] | undefined> => {
    window.clearTimeout(timer.current);
    if (!latest.current.dirty || latest.current.stopped) return undefined;
    running.current ??= save()
      .catch((error: unknown) => {
        setState(unsaved(error));
        throw error;
      })
      .finally(() => { running.current = undefined; });
    return running.current;
  }, [save]);

  const schedule = useCallback((after: number): void => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void flush().catch(() => undefined), after);
  }, [flush]);

  const change = useCallback((next: Payload): void => {
    latest.current.payload = next;
    latest.current.dirty = true;
    localStorage.setItem(name, JSON.stringify({ payload: next, version: latest.current.version, beside: present.current.beside }));
    setPayload(next);
    setState((before) => (before.is === 'conflict' || before.is === 'signIn' ? before : { is: 'waiting' }));
    schedule(WAIT_MS);
  }, [name, schedule]);

  // What is entered beside the form is saved with it.
  useEffect(() => {
    const before = present.current.beside;
    present.current = way;
    if (before !== way.beside) change({ ...latest.current.payload });
  }, [change, way]);

  // What was left here by an earlier visit is sent at once, and what is to be checked at the start.
  const atStart = useRef(state.is);
  useEffect(() => {
    if (atStart.current === 'waiting') schedule(0);
  }, [schedule]);
  // What the network kept is tried again, at once when it is back.
  useEffect(() => {
    if (state.is === 'offline' || state.is === 'signIn') schedule(RETRY_MS);
    const again = (): void => schedule(0);
    window.addEventListener('online', again);
    window.addEventListener('focus', again);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('focus', again);
    };
  }, [schedule, state.is]);
  useEffect(() => () => void flush().catch(() => undefined), [flush]);

  const keepMine = (): void => {
    void present.current.version(task.id).then((version) => {
      latest.current.version = version;
      latest.current.dirty = true;
      setState({ is: 'waiting' });
      schedule(0);
    }, (error: unknown) => setState({ is: 'refused', error }));
  };
  const takeTheirs = (): void => {
    localStorage.removeItem(name);
    latest.current.stopped = true;
    window.location.reload();
  };
  const forget = (): void => {
    window.clearTimeout(timer.current);
    latest.current.stopped = true;
    localStorage.removeItem(name);
  };
  return { payload, change, state, checked, flush, keepMine, takeTheirs, forget };
}
