/** [C] Who objects is confidential: letters to objectors are listed without their address. */
export const OBJECTOR_LETTERS = ['objectionReceipt', 'lateObjectionReceipt', 'objectionInadmissible', 'objectionAnswered', 'objectionReexamined', 'objectionReopened'] as const;
export type ObjectorLetter = (typeof OBJECTOR_LETTERS)[number];
