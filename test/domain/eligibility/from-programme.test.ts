import { eligibilityRulesFor, eligibilityRulesOf } from '../../../domain/eligibility/from-programme.js';
import { programme } from '../programme/support.js';

const clause = { document: '000', clause: '§5.2' };
const window = { fromYear: 2015, toYear: 2017 };
const name = { zh: '规则', en: 'rule' };
const asPlanned = { year: 2018, shift: 0 };

test('the rules of a programme file become the rules that are checked, with window and clause (000 §5.2)', () => {
  expect(
    eligibilityRulesOf([
      { kind: 'partyOrganisation', key: 'a', name, clause },
      { kind: 'violation', key: 'b', name, clause, window },
      { kind: 'criticismOrPenalty', key: 'c', name, clause, window },
      { kind: 'otherCircumstance', key: 'd', name, clause },
    ], asPlanned),
  ).toEqual([
    { key: 'a', clause, check: 'partyOrganisationComplete' },
    { key: 'b', clause, check: 'noViolation', window },
    { key: 'c', clause, check: 'noCircularCriticismOrPenalty', window },
    { key: 'd', clause, check: 'flagged' },
  ]);
});

test('so do inspections, past projects, conditions and yearly papers (001 §3, 003 §3)', () => {
  expect(
    eligibilityRulesOf([
      { kind: 'annualInspection', key: 'a', name, clause, requires: 'notFailed', lastYear: 2020, years: 2 },
      { kind: 'annualInspection', key: 'b', name, clause, requires: 'qualified', lastYear: 2020, years: 2 },
      { kind: 'pastProjects', key: 'c', name, clause, programmes: ['world-class-2018'] },
      { kind: 'condition', key: 'e', name, clause, condition: 'orderly' },
      { kind: 'annualPapers', key: 'f', name, clause, papers: [{ paper: 'summary', year: 2020 }] },
    ], { year: 2021, shift: 0 }),
  ).toEqual([
    { key: 'a', clause, check: 'inspectionNotFailed', lastYear: 2020, years: 2 },
    { key: 'b', clause, check: 'inspectionQualified', lastYear: 2020, years: 2 },
    { key: 'c', clause, check: 'pastProjectsCompleted', programmes: ['world-class-2018'] },
    { key: 'e', clause, check: 'condition', condition: 'orderly' },
    { key: 'f', clause, check: 'papersOnTime', papers: [{ paper: 'summary', year: 2020 }] },
  ]);
});

test('"近三年" without years is counted back from the stated day, which is its last (001 §3.3)', () => {
  const rule = { kind: 'violation', key: 'b', name, clause, window: { years: 3, upTo: { on: '09-30' }, untilCheck: true } } as const;
  expect(eligibilityRulesOf([rule], { year: 2021, shift: 0 })).toEqual([
    { key: 'b', clause, check: 'noViolation', window: { from: '2018-10-01', to: '2021-09-30', untilCheck: true } },
  ]);
});

test('a round in another year looks back from there', () => {
  expect(eligibilityRulesFor(programme(), { year: 2019 })).toContainEqual({ key: 'violation', clause, check: 'noViolation', window: { fromYear: 2016, toYear: 2018 } });
  expect(eligibilityRulesFor(programme(), {})).toContainEqual({ key: 'violation', clause, check: 'noViolation', window });
});
