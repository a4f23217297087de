/** Tiers, stages and discipline groups by the programme's own names for them. */
import { useQuery } from '@tanstack/react-query';
import { answer, api } from './api.js';
import { bilingual } from '../words/locale.js';
import { useMay } from './session.js';

interface Named {
  key: string;
  name: { zh: string; en: string };
}

export interface Names {
  groups: readonly Named[];
  tier(key: string | null): string;
  group(key: string): string;
  stage(key: string): string;
}

export interface Groups {
  list: readonly Named[];
  name(key: string): string;
  /** Of a key, or of a name in either language; what is neither stays as it is. */
  keyOf(text: string): string;
  /** For a choice. */
  options: { value: string; label: string }[];
  /** With one that is on record, even when no programme knows it any more. */
  optionsWith(key: string): { value: string; label: string }[];
}

/** Discipline groups whatever the round: societies and experts belong to one. The keys themselves until they are read. */
export function useGroups(): Groups {
  const may = useMay();
  const groups = useQuery({ queryKey: ['discipline-groups'], enabled: may('round.read'), staleTime: Infinity, queryFn: () => answer(api.GET('/api/v1/discipline-groups')) });
  const list = groups.data?.items ?? [];
  const options = list.map(({ key, name }) => ({ value: key, label: bilingual(name) }));
  return {
    list, name: (key) => nameIn(list, key), keyOf: (text) => list.find(({ key, name }) => [key, name.zh, name.en].includes(text.trim()))?.key ?? text.trim(),
    options, optionsWith: (key) => (options.some(({ value }) => value === key) ? options : [...options, { value: key, label: key }]),
  };
}

function nameIn(list: readonly Named[], key: string): string {
  const found = list.find((one) => one.key === key);
  return found === undefined ? key : bilingual(found.name);
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
  const stages = (definition?.['stages'] as Named[] | undefined) ?? [];
  return { groups, tier: (key) => (key === null ? '' : nameIn(tiers, key)), group: (key) => nameIn(groups, key), stage: (key) => nameIn(stages, key) };
}
