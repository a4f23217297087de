/** Who is signed in here, what they may do, and what time it is for them. */
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { Spin } from 'antd';
import { actor } from './acting.js';
import { answer, api, ApiProblem, type Schemas } from './api.js';
import { Refusal } from '../parts/refusal.js';

export type Me = Schemas['Me'];
type Permission = Me['permissions'][number];

interface Session {
  me: Me | undefined;
  /** The realm's clock, in milliseconds. */
  now(): number;
}

const SessionContext = createContext<Session>({ me: undefined, now: () => Date.now() });

/** Set by signing in: without it nobody is asked for, and a visitor's page is not told 401. */
const SIGNED_IN = 'xuehui.signedIn';
export const rememberSignIn = (): void => localStorage.setItem(SIGNED_IN, 'yes');

async function readMe(): Promise<{ me: Me | undefined; readAt: number }> {
  if (actor() === undefined && localStorage.getItem(SIGNED_IN) === null) return { me: undefined, readAt: Date.now() };
  try {
    return { me: await answer(api.GET('/api/v1/me')), readAt: Date.now() };
  } catch (error) {
    // In a rehearsal one may act as the public, which has no account.
    if (error instanceof ApiProblem && (error.problem.status === 401 || (error.problem.status === 403 && actor() !== undefined))) {
      if (actor() === undefined) localStorage.removeItem(SIGNED_IN);
      return { me: undefined, readAt: Date.now() };
    }
    throw error;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const query = useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: 60_000, refetchOnWindowFocus: true });
  if (query.isPending) return <Spin fullscreen />;
  if (query.isError) return <main className="column"><Refusal error={query.error} retry={() => void query.refetch()} /></main>;
  const { me, readAt } = query.data;
  // A rehearsal's clock stands still between steps; the live one goes on.
  const now = (): number => (me === undefined ? Date.now() : Date.parse(me.now) + (me.realm === 'live' ? Date.now() - readAt : 0));
  return <SessionContext.Provider value={{ me, now }}>{children}</SessionContext.Provider>;
}

export const useSession = (): Session => useContext(SessionContext);
export const useNow = (): number => useContext(SessionContext).now();

export function useMe(): Me {
  const { me } = useContext(SessionContext);
  if (me === undefined) throw new Error('a page for those who are signed in was shown to somebody else');
  return me;
}

export function useMay(): (permission: Permission) => boolean {
  const { me } = useContext(SessionContext);
  return (permission) => me?.permissions.includes(permission) ?? false;
}
