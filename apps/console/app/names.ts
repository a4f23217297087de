/** Tiers and discipline groups by the programme's own names for them. */
import { useQuery } from '@tanstack/react-query';
import { answer, api } from './api.js';
import { bilingual } from '../words/locale.js';

interface Named {
  key: string;
  name: { zh: string; en: string };
}

export interface Names {
  tier(key: string | null): string;
  group(key: string): string;
}

/** The keys themselves until the programme is read. */
export function useNames(programmeVersionId: string | undefined): Names {
  const programme = useQuery({
    queryKey: ['programme', programmeVersionId], enabled: programmeVersionId !== undefined, staleTime: Infinity,
    queryFn: () => answer(api.GET('/api/v1/programmes/{id}', { params: { path: { id: programmeVersionId ?? '' } } })),
  });
  const definition = programme.data?.definition;
  const tiers = (definition?.['quota'] as { tiers?: Named[] } | undefined)?.tiers ?? [];
  const groups = (definition?.['disciplineGroups'] as Named[] | undefined) ?? [];
  const nameIn = (list: Named[], key: string): string => {
    const found = list.find((one) => one.key === key);
    return found === undefined ? key : bilingual(found.name);
  };
  return { tier: (key) => (key === null ? '' : nameIn(tiers, key)), group: (key) => nameIn(groups, key) };
}
