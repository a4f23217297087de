import { checkSettings } from '../../../domain/programme/check-settings.js';
import { implementationYears } from '../../../domain/programme/dates.js';
import { checkProgramme } from '../../../domain/programme/check.js';
import { roundQuota } from '../../../domain/programme/quota.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { timeline } from '../../../domain/programme/timeline.js';
import { programme, stage } from './support.js';

const { quota, project, implementation, funds, choices, ...shared } = programme();
const window = stage('applicationWindow');
/** One window and nothing that awards anything. */
const awardless: Programme = { ...shared, stages: [window], choices: choices.filter(({ path }) => path.startsWith('stages.application.') || ['disciplineGroups', 'reminders', 'contacts'].includes(path)) };

describe('a programme may award nothing (002, 004): then it has neither quota nor projects', () => {
  test('its definition is accepted, has no tiers, no implementation years, and a timeline of its stages alone', () => {
    expect(checkProgramme(awardless)).toEqual([]);
    expect(roundQuota(awardless, {})).toEqual({ planned: 0, tiers: [] });
    expect(implementationYears(awardless, {})).toEqual([]);
    expect(timeline(awardless, {}).entries.map(({ key }) => key)).toEqual(['application']);
  });

  test('a round of it cannot be given a quota', () => {
    expect(checkSettings(awardless, {})).toEqual([]);
    expect(checkSettings(awardless, { quota: { planned: 3, reason: 'because' } })).toContainEqual(expect.objectContaining({ code: 'PROGRAMME_KEY_UNKNOWN', field: 'settings.quota' }));
  });

  test.each([
    ['quota', { ...shared, choices, project, implementation }],
    ['project', { ...shared, choices, quota, implementation }],
    ['implementation', { ...shared, choices, quota, project }],
  ])('one that awards something has all that hangs on it: without %s it is refused', (field, incomplete) => {
    expect(checkProgramme(incomplete)).toContainEqual({ path: [field], code: 'MISSING_FIELD', params: { field } });
  });

  test('implementation years without projects are refused', () => {
    expect(checkProgramme({ ...awardless, implementation })).toContainEqual({ path: ['project'], code: 'MISSING_FIELD', params: { field: 'project' } });
  });
});
