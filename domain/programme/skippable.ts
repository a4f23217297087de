/** Which steps staff may go on without, with a reason [C]. What decides about a society is never skipped. */

/** Late score sheets: the ranking counts those that came. */
const SKIPPABLE_STEPS: Record<string, readonly string[]> = { expertReview: ['scoring'] };

/** `type` is the workflow's; every step of a funded project may be skipped. */
export const isSkippable = (type: string, step: string): boolean => type === 'fundedProject' || (SKIPPABLE_STEPS[type]?.includes(step) ?? false);
