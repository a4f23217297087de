import { type ReviewExpert, type ReviewedApplication, CONFLICT_YEARS, conflictedExperts, detectConflicts } from '../../../domain/review/conflicts.js';

const application: ReviewedApplication = { code: 'A1', society: 'S001', people: ['P9'], employers: ['U1', 'U2'] };
const stranger: ReviewExpert = { code: 'E1', person: 'P1', employers: ['U9'], offices: [], jointProjects: [], declared: [] };
const kinds = (expert: Partial<ReviewExpert>) =>
  detectConflicts([{ ...stranger, ...expert }], [application], { asOf: '2018-10-29', years: CONFLICT_YEARS })[0]?.kinds;

describe('recusal [C]', () => {
  test.each<[string, Partial<ReviewExpert>, string[] | undefined]>([
    ['a stranger has none', {}, undefined],
    ['named in the application', { person: 'P9' }, ['ownApplication']],
    ['the same employer', { employers: ['U9', 'U2'] }, ['sameEmployer']],
    ['holds an office in the applicant', { offices: [{ society: 'S001' }] }, ['officeHolder']],
    ['holds an office elsewhere', { offices: [{ society: 'S002' }] }, undefined],
    ['held it until three years ago to the day', { offices: [{ society: 'S001', until: '2015-10-29' }] }, ['officeHolder']],
    ['held it until the day before', { offices: [{ society: 'S001', until: '2015-10-28' }] }, undefined],
    ['a joint project under way', { jointProjects: [{ society: 'S001' }] }, ['recentJointProject']],
    ['a joint project long ended', { jointProjects: [{ society: 'S001', endedOn: '2015-10-28' }] }, undefined],
    ['a joint project with another society', { jointProjects: [{ society: 'S002' }] }, undefined],
    ['declared for the application', { declared: ['A1'] }, ['declared']],
    ['declared for the society', { declared: ['S001'] }, ['declared']],
    ['several at once', { person: 'P9', employers: ['U1'] }, ['ownApplication', 'sameEmployer']],
  ])('%s', (_, expert, expected) => {
    expect(kinds(expert)).toEqual(expected);
  });

  test('pairs come by application and expert, and are listed for the assignment', () => {
    const declared = (code: string): ReviewExpert => ({ ...stranger, code, declared: ['S001'] });
    const conflicts = detectConflicts([declared('E2'), declared('E1'), stranger], [{ ...application, code: 'A2' }, application], { asOf: '2018-10-29', years: 3 });
    expect(conflicts.map((one) => `${one.application}${one.expert}`)).toEqual(['A1E1', 'A1E2', 'A2E1', 'A2E2']);
    expect(conflictedExperts(conflicts, 'A2')).toEqual(['E1', 'E2']);
  });
});
