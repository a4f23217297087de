/** Workflow ids and task queues. One function each: whoever needs an id builds it here. */

export const roundId = (round: string) => `round/${round}`;
export const stageId = (round: string, stageKey: string, n: number) => `round/${round}/${stageKey}/${n}`;
/** The n-th application of a society; a case that was reopened is the next attempt at it: `1`, `1.2`. */
export const applicationCaseId = (round: string, society: string, n: number, attempt = 1) => `round/${round}/application/${society}/${attempt === 1 ? n : `${n}.${attempt}`}`;
export const projectId = (project: string) => `project/${project}`;
export const sanctionId = (sanction: string) => `sanction/${sanction}`;
/** Applies a correction to a case that has ended. */
export const correctionId = (command: string) => `correction/${command}`;
export const remindersId = (round: string) => `reminders/${round}`;
export const mailroomId = (realm: string) => `mailroom/${realm}`;
/** Watches the deadlines of contested facts. */
export const contestsId = (realm: string) => `contests/${realm}`;

/** The live realm has its own queue; all rehearsals share another, served by another worker. */
export const taskQueue = (realm: string) => (realm === LIVE ? 'xuehui-live' : 'xuehui-rehearsal');

export const LIVE = 'live';
