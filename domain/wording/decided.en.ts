import type { decidedZh } from './decided.zh.js';

export const decidedEn: Record<keyof typeof decidedZh, string> = {
  'why.input.decidedAt': 'decided at',
  'why.input.decidedBy': 'decided by',
  'why.input.handedInAt': 'handed in at',

  'why.what.instalmentLeft': 'the next instalment',
  'why.input.gradeFrom.excellent': 'excellent from',
  'why.input.gradeFrom.good': 'good from',
  'why.input.gradeFrom.fair': 'fair from',
  'why.input.gradeFrom.poor': 'poor from',
  'why.input.grade': 'grade',
  'why.input.conclusion': 'conclusion of the check',
  'why.input.plannedCents': 'planned instalment',
  'why.input.releasedCents': 'commitment released',
  'why.result.qualified': 'qualified',
  'why.result.notQualified': 'not qualified',
  'why.formula.noAudit': 'without a third-party score of the year there is no grade',
  'why.formula.noRecommendation': 'without a score nothing is recommended: whatever is decided has a reason',
  'why.formula.midTerm': 'qualified: support goes on; not qualified: funding is adjusted or ended',
  'why.formula.ownScore': 'what the society found itself; told, and not what decides',
  'why.formula.next.continue': 'support goes on: the next instalment is paid in full',
  'why.formula.next.adjust': 'support is adjusted: the next instalment = planned × {percent} %, less than a cent left out; the rest is released',
  'why.formula.next.terminate': 'support ends: nothing more is paid, what was promised is released',
};
