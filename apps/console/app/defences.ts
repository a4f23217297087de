/** Defences that concern whoever is signed in. Read again every minute: what comes next follows from the clock. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from './api.js';
import { useMay } from './session.js';

const MINUTE = 60_000;

export const useDefence = (id: string) =>
  useQuery({ queryKey: ['defence', id], refetchInterval: MINUTE, queryFn: () => answer(api.GET('/api/v1/rounds/{id}/defence', { params: { path: { id } } })) });

export type Ahead = Schemas['Defences']['items'][number];

export function useDefences(): Ahead[] {
  const may = useMay();
  const ahead = useQuery({ queryKey: ['defences'], enabled: may('defence.read'), staleTime: MINUTE, queryFn: () => answer(api.GET('/api/v1/defences')) });
  return ahead.data?.items ?? [];
}
