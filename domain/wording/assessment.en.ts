import type { assessmentZh } from './assessment.zh.js';

export const assessmentEn = {
  POINTS_REACHED: '{indicator}: {value} reaches {threshold} and gives {points} points.',
  BELOW_ALL_POINTS: '{indicator}: {value} is short of the lowest band, {threshold}, and gives {points} points.',
  BETWEEN_WORST_AND_BEST: '{indicator}: {value} lies on the way from {worst} to {best} and gives {points} points.',
  INDICATOR_UNKNOWN: 'There is no indicator “{indicator}”.',
  WEIGHTS_NOT_TOTAL: 'The points add up to {sum}; they should be {total}.',
  BANDS_OUT_OF_ORDER: 'The bands of “{indicator}” go from the best to the worst ({direction}).',
  'problem.INDICATOR_IS_RECORDED': '“{indicator}” comes from the authority’s records: correct the record.',
  'problem.FIGURE_CONTESTED': '“{indicator}” of {society} is contested and not settled ({count} in all): verify or correct it before the list is confirmed.',

  'why.formula.reweighted': 'Unreported indicators are left out: {earned} of {reported} points, scaled to {full}, less {deducted}, never below 0',
  'mail.figuresMissing.subject': '[{round}] Capability assessment: some figures are missing',
  'mail.figuresMissing.body': '{recipient}:\n\nThese figures were not reported. Missing is not zero, but it gives no points for now:\n\n{items}\n\nIf you have them, send them with their evidence to the office before the list is confirmed. Details: {link}',
  'mail.figureCorrected.subject': '[{round}] Capability assessment: a figure was corrected',
  'mail.figureCorrected.body': '{recipient}:\n\n“{indicator}” was corrected from {valueBefore} to {value}; points and ranks were computed again.\n\nEvidence: {evidence}\nNote: {reason}\n\nIf you disagree, write to the office with your evidence. {link}',

  'programmeProblem.BANDS_OR_SCALE': 'An indicator has either bands (shares) or a scale, and not both.',
  'programmeProblem.SCALE_NOT_POINTS': 'The best band gives {top} points; it should give all of the indicator’s {points}.',
} as const satisfies Record<keyof typeof assessmentZh, string>;
