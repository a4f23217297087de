import { eligibilityRulesOf } from '../../../domain/eligibility/from-programme.js';

test('the rules of a programme file become the rules that are checked, with window and clause (000 §5.2)', () => {
  const clause = { document: '000', clause: '§5.2' };
  const window = { fromYear: 2015, toYear: 2017 };
  const name = { zh: '规则', en: 'rule' };
  expect(
    eligibilityRulesOf([
      { kind: 'partyOrganisation', key: 'a', name, clause },
      { kind: 'violation', key: 'b', name, clause, window },
      { kind: 'criticismOrPenalty', key: 'c', name, clause, window },
      { kind: 'otherCircumstance', key: 'd', name, clause },
    ]),
  ).toEqual([
    { key: 'a', clause, check: 'partyOrganisationComplete' },
    { key: 'b', clause, check: 'noViolation', window },
    { key: 'c', clause, check: 'noCircularCriticismOrPenalty', window },
    { key: 'd', clause, check: 'flagged' },
  ]);
});
