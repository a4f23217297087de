import { type EligibilityRule, checkEligibility } from '../../../domain/eligibility/rules.js';
import { type OwnProject, projectFact, recordedFact } from '../../../records/eligibility-facts.js';

const rule: EligibilityRule = { key: 'projects', check: 'pastProjectsCompleted', clause: { document: '001', clause: '§3.4' }, programmes: ['world-class-2018'] };
const project = (status: OwnProject['status'], more: Partial<OwnProject> = {}): OwnProject => ({
  id: 'p1', number: 'world-class-2018-1-001', programme: 'world-class-2018', status, closed_at: Date.parse('2021-06-20T10:00:00+08:00'), ...more,
});
const resultOf = (...projects: OwnProject[]) => checkEligibility([rule], projects.map((one) => projectFact(one, '2021-11-12')), { asOf: '2021-11-12' }).lines[0];

describe('our own projects are facts that nobody needs to record (001 §3.4)', () => {
  test.each([
    ['failed', 'fail', 'PROJECT_ACCEPTANCE_FAILED'],
    ['terminated', 'fail', 'PROJECT_TERMINATED'],
    ['accepted', 'pass', 'PAST_PROJECTS_COMPLETED'],
    ['running', 'pass', 'PAST_PROJECTS_COMPLETED'],
    ['awarded', 'pass', 'PAST_PROJECTS_COMPLETED'],
  ] as const)('%s: %s', (status, result, code) => {
    expect(resultOf(project(status, status === 'running' || status === 'awarded' ? { closed_at: null } : {}))).toMatchObject({ result, factIds: ['p1'], why: [{ code, params: { document: 'world-class-2018-1-001' } }] });
  });

  test('one of a programme that the rule does not name says nothing', () => {
    expect(resultOf(project('failed', { programme: 'wuhan-capability' }))).toMatchObject({ result: 'unknown', factIds: [] });
  });

  test('one that failed after the day of the check is not known on it', () => {
    expect(resultOf(project('failed', { closed_at: Date.parse('2021-11-13T10:00:00+08:00') }))).toMatchObject({ result: 'unknown' });
  });
});

test('a record is read with its year, programme and subject; an imported one may be a bare word', () => {
  const row = {
    id: 'r', society_id: 's', kind: 'annualInspection', value: { value: 'qualified', year: 2020 }, occurred_on: null, as_of: '2021-09-30', issuer: '民政部', provision: '', document: '年检',
    status: 'active' as const, replaces: null, created_by: null, created_at: 0, authority: 'CAST' as const,
  };
  expect(recordedFact(row)).toEqual({ id: 'r', kind: 'annualInspection', value: 'qualified', year: 2020, asOf: '2021-09-30', issuer: '民政部', document: '年检', status: 'active' });
  expect(recordedFact({ ...row, kind: 'partyOrganisation', value: 'complete' as never, issuer: '', document: '' })).toEqual({ id: 'r', kind: 'partyOrganisation', value: 'complete', asOf: '2021-09-30', status: 'active' });
});
