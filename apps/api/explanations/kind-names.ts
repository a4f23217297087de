/** What can be asked "why". Each has its service in `kinds/`; names are the path of the API and are never reused. */
export const EXPLANATION_KINDS = [
  'indicator', 'assessment', 'shortlist', 'eligibility', 'application', 'assignment', 'reviewScore', 'finalRank', 'tier', 'objection', 'deadline', 'letter', 'instalment', 'balance', 'verdict', 'sanction', 'bar', 'clawback', 'command', 'collection', 'budgetLine', 'selfEvaluation',
] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];
