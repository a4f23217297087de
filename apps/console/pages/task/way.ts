/** How a hand-in is saved and sent: by whoever owes it, or by the office for a society, from paper. The forms are the same. */
import { createContext, type ReactNode } from 'react';
import { answer, api, ifMatch, keyed, type Schemas } from '../../app/api.js';
import { say } from '../../words/say.js';
import { sayDeadline } from '../../words/dates.js';

export interface Way {
  /** Under which this device keeps what is not saved yet. */
  keptAs: (taskId: string) => string;
  save: (taskId: string, version: number, payload: Record<string, unknown>) => Promise<Schemas['Draft']>;
  /** Of the draft that the server has now. */
  version: (taskId: string) => Promise<number>;
  submit: (taskId: string, body: Schemas['Submission'], key: string) => Promise<unknown>;
  /** What is entered beside the form; a change of it is saved like one of the form. */
  beside: unknown;
  /** How much of that is missing. */
  lacking: number;
  /** What the dialog says before it is sent. */
  consequence: (task: Schemas['TaskDetail']) => ReactNode;
  /** Of the act, where it is not the form's own. */
  name?: string;
  /** What can be done about a refusal, beside it. */
  remedy?: (error: unknown) => ReactNode;
}

const path = (id: string) => ({ id });

/** Whoever owes it hands it in. */
export const OWN_WAY: Way = {
  keptAs: (id) => `xuehui.draft.${id}`,
  save: (id, version, payload) => answer(api.PUT('/api/v1/tasks/{id}/draft', { params: { path: path(id), header: ifMatch(version) }, body: { payload } })),
  version: async (id) => (await answer(api.GET('/api/v1/tasks/{id}', { params: { path: path(id) } }))).version,
  submit: (id, body, key) => answer(api.POST('/api/v1/tasks/{id}/submission', { params: { path: path(id), header: keyed(key) }, body })),
  beside: undefined,
  lacking: 0,
  consequence: ({ dueAt }) => say('task.submitHint', { due: sayDeadline(dueAt) }),
};

export interface Received {
  channel: Schemas['PaperChannel'] | null;
  /** RFC 3339. */
  receivedAt: string | null;
}

/** The office enters what came on paper. */
export const paperWay = (received: Received, society: string): Way => ({
  keptAs: (id) => `xuehui.paper.${id}`,
  save: (id, version, payload) => answer(api.PUT('/api/v1/tasks/{id}/paper/draft', { params: { path: path(id), header: ifMatch(version) }, body: { payload, ...received } })),
  version: async (id) => (await answer(api.GET('/api/v1/tasks/{id}/paper', { params: { path: path(id) } }))).version,
  // What is missing is refused by the server, with its field.
  submit: (id, submission, key) => answer(api.POST('/api/v1/tasks/{id}/paper/submission', { params: { path: path(id), header: keyed(key) }, body: { submission, ...received } as Schemas['PaperSubmission'] })),
  beside: received,
  lacking: Object.values(received).filter((one) => one === null).length,
  consequence: ({ dueAt }) => say('paper.submitHint', { society, due: sayDeadline(dueAt) }),
  name: say('paper.submit', { society }),
});

export const WayContext = createContext<Way>(OWN_WAY);
