/** Sanctions for fraud (003 §5.2): the finding, the statement, the decision, the clawback, the bar, and the appeal. */
export const sanctionsEn = {
  // bar
  NO_BAR: 'No bar of {authority} is on record that still holds.',
  BARRED: 'Barred from applying after fraud or inflated results (decision: {document}): applications handed in from {from} to {to} are not accepted (this one: {appliedOn}). The decision says how it can be appealed.',
  BAR_OVER: 'The bar ({from} to {to}, decision: {document}) has ended (this application: {appliedOn}) and does not count.',
  BARRED_SINCE_APPLICATION: 'A bar was decided ({from} to {to}, decision: {document}) after this application was handed in ({appliedOn}). It is no ground for refusal; staff should see it.',
  'rule.bar': 'barred from applying',

  // clawback
  CLAIM_NOT_WHOLE_CENTS: 'What was paid out and what came back are whole cents, not negative ({disbursed}, {returned}).',
  RETURNED_OVER_DISBURSED: 'More came back ({returned} cents) than was paid out ({disbursed} cents): check the accounts first.',
  RETURN_NOT_WHOLE_CENTS: 'A returned amount is whole cents, more than none ({amount}).',
  RETURN_OVER_CLAIM: '{amount} cents are more than the {outstanding} cents that are outstanding.',
  NOTHING_OUTSTANDING: 'Nothing is outstanding.',

  'formula.barPeriod': 'From the day after the decision ({from}) to its corresponding date {years} years later ({to}), both included; the end never moves to a working day.',
  'formula.claim': 'Claim = {disbursed} cents paid out − {returned} cents given back before = {claim} cents; no interest.',
  'formula.clawback': 'Outstanding = claim of {claim} cents (paid out {disbursed} − given back before {returned}) − {recovered} cents received − {writtenOff} cents written off = {outstanding} cents; no interest.',
  'input.decidedOn': 'day of the decision',
  'input.minutes': 'number of the minutes',
  'input.barYears': 'years of the bar',
  'input.disbursed': 'paid out',
  'input.returned': 'given back before',
  'input.recovered': 'received',
  'input.writtenOff': 'written off',
  'input.sanction': 'case',
} as const;
