/** Opens a rehearsal three days before a programme's first date and fills it, as an office would, with societies and people that nobody takes for real ones. */
import { createApiClient, type ApiClient } from '../../../api/client.js';
import { answer, api, keyed, type Schemas } from '../../app/api.js';
import { bilingual, locale } from '../../words/locale.js';
import { say } from '../../words/say.js';

interface Opening {
  programmeId: string;
  societies: number;
  /** What is being done, for whoever waits. */
  tell: (text: string) => void;
}

const DAY_MS = 86_400_000;
const EXPERTS_PER_GROUP = 7;
const SOCIETIES_PER_GROUP = 6;

export async function openRehearsal({ programmeId, societies, tell }: Opening): Promise<string> {
  tell(say('rehearsals.opening'));
  const programme = await answer(api.GET('/api/v1/programmes/{id}', { params: { path: { id: programmeId } } }));
  const { entries } = await answer(api.POST('/api/v1/programmes/{id}/timeline', { params: { path: { id: programmeId } }, body: { settings: {} } }));
  const first = Math.min(...entries.map(({ opens }) => Date.parse(opens)));
  const startAt = new Date(first - 3 * DAY_MS + 9 * 3_600_000).toISOString();
  const { id } = await answer(api.POST('/api/v1/rehearsals', { params: { header: keyed() }, body: { label: `${programme.name[locale()]}${say('rehearsals.suffix')}`, seed: '1', startAt } }));
  const { token } = await actorOf(id, { role: 'staff', n: 1 });
  const staff = createApiClient({ baseUrl: window.location.origin, token, locale: locale() });
  // Few societies are of few groups: each has enough experts for a review.
  const groups = groupsOf(programme).slice(0, Math.max(1, Math.ceil(societies / SOCIETIES_PER_GROUP)));
  tell(say('rehearsals.addingSocieties', { count: societies }));
  await answer(staff.POST('/api/v1/societies/import', { params: { header: keyed() }, body: { societies: Array.from({ length: societies }, (_, n) => society(n, groups.map(({ key }) => key), new Date(first - DAY_MS).getUTCFullYear(), programme.authority)) } }));
  tell(say('rehearsals.addingExperts'));
  for (const group of groups) {
    await Promise.all(Array.from({ length: EXPERTS_PER_GROUP }, (_, n) => addExpert(staff, group, n)));
  }
  tell(say('rehearsals.addingOffice'));
  for (const role of ['leadership', 'finance', 'auditor', 'discipline'] as const) await actorOf(id, { role, n: 1 });
  return id;
}

export const actorOf = (rehearsal: string, actor: Schemas['NewActor']): Promise<Schemas['Actor']> =>
  answer(api.POST('/api/v1/rehearsals/{id}/actors', { params: { path: { id: rehearsal }, header: keyed() }, body: actor }));

interface Group {
  key: string;
  name: { zh: string; en: string };
}

const groupsOf = ({ definition }: Schemas['ProgrammeDetail']): Group[] => definition['disciplineGroups'] as Group[];

/** 演练学会 001: complete Party organisation, a clean record of the three years before. */
function society(n: number, groups: string[], year: number, authority: Schemas['Society']['authority']): Schemas['SocietyImport']['societies'][number] {
  const number = String(n + 1).padStart(3, '0');
  const asOf = `${year}-08-31`;
  return {
    code: `REH-${number}`, name: say('rehearsals.society', { number }), disciplineGroup: groups[n % groups.length] ?? 'science', email: `society-${number}@rehearsal.invalid`, contact: say('rehearsals.contact', { number }), phone: '', authority,
    records: [
      { kind: 'partyOrganisation', value: { value: 'complete' }, asOf, issuer: '', provision: '', document: say('rehearsals.ledger') },
      { kind: 'cleanRecord', value: { value: 'none', period: { from: `${year - 3}-01-01`, to: asOf } }, asOf, issuer: say('rehearsals.issuer'), provision: '', document: say('rehearsals.letter') },
    ],
  };
}

async function addExpert(staff: ApiClient, { key: group, name }: Group, n: number): Promise<void> {
  const number = String(n + 1).padStart(2, '0');
  await answer(staff.POST('/api/v1/experts', {
    params: { header: keyed() },
    body: { code: `REX-${group}-${number}`, name: say('rehearsals.expert', { group: bilingual(name), number }), disciplineGroup: group, email: `expert-${group.toLowerCase()}-${number}@rehearsal.invalid`, employer: say('rehearsals.employer', { number }), maxLoad: 40, subDisciplines: [], keywords: [], neighbouringGroups: [], offices: [], jointProjects: [] },
  }));
}
