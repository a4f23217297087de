/** Everybody who acts in one rehearsal, and what they have in common: the round, the lots, the forms they have read. */
import type { Schemas } from '../apps/api/client.js';
import type { Chance } from './chance.js';
import type { ExpertPlan, SocietyPlan } from './data.js';
import { attach } from './documents.js';
import type { Span } from './timing.js';
import { type Actor, ask, header, insist, remembering, signedIn } from './session.js';

export type Task = Schemas['Task'];
export type Asks = NonNullable<Schemas['TaskDetail']['asks']>;

export interface Setting {
  /** Where the API answers. */
  baseUrl: string;
  /** Of the live realm, with the permission `rehearsal.manage`. */
  operator: Actor;
  realm: string;
  chance: Chance;
}

/** Where the round stands at one instant of the rehearsal. */
export interface Scene {
  /** Epoch milliseconds, by the rehearsal's clock. */
  now: number;
  tasks: Task[];
  /** The open stage, while there is one. */
  stage: { key: string; type: string; n: number } | undefined;
  /** When something was first so: the rehearsal's instant at which this key was asked for first. */
  since(key: string): number;
}

/** Something that somebody will do at an instant, once. `key` says what, by business keys. */
export interface Act {
  at: number;
  key: string;
  run(): Promise<void>;
}

/** The time somebody has for a task, from when it was first seen with its present deadline. */
export const spanOf = (scene: Scene, task: Task): Span => ({
  opensAt: Date.parse(task.opensAt), dueAt: Date.parse(task.dueAt), seenAt: scene.since(`task/${task.id}/${task.dueAt}`),
});

export class Cast {
  readonly societies = new Map<string, SocietyPlan>();
  readonly experts = new Map<string, ExpertPlan & { id: string }>();
  /** Experts who have stepped back already, by code. */
  readonly recused = new Set<string>();
  /** Of each group's draw; undefined where the programme has none. */
  substitutes: number | undefined;
  roundId = '';
  /** Number of awards of the round. */
  places = 0;
  /** Projects whose filing was sent back, by id: what they file again is another hand-in. */
  readonly sentBack = new Set<string>();
  /** Accused societies that make no statement, by id. */
  readonly speechless = new Set<string>();
  /** Objections whose answer was taken back once. */
  readonly undone = new Set<string>();
  /** Of the objection whose answer is disputed, where the programme knows a re-examination. */
  receipt: string | undefined;
  /** After it there is no open stage any more. */
  announced = false;
  private readonly actors = remembering<Actor>();
  private readonly forms = remembering<Asks>();
  private readonly defences = remembering<Schemas['Defence']>();
  private first: { stageId: string; opensAt: number } | undefined;
  private readonly lists = remembering<Schemas['PublicityList']>();
  private readonly accused = remembering<{ code: string; id: string }[]>();
  private readonly applicants = remembering<Map<string, Schemas['ApplicationSummary']>>();

  constructor(readonly setting: Setting) {}

  get chance(): Chance {
    return this.setting.chance;
  }

  society(id: string): Promise<Actor> {
    return this.actor(`society.${id}`, { role: 'society', societyId: id, n: 1 });
  }

  expert(accountId: string): Promise<Actor> {
    return this.actor(`expert.${accountId}`, { role: 'expert', expertId: this.experts.get(accountId)?.id, n: 1 });
  }

  /** The n-th of a role; whoever stands for nobody in particular. */
  role(role: 'staff' | 'leadership' | 'auditor' | 'public' | 'finance' | 'discipline', n = 1): Promise<Actor> {
    return this.actor(`${role}.${n}`, { role, n });
  }

  /** What a kind of task asks for; read once, by whoever owes it first. */
  asks(task: Task, actor: Actor): Promise<Asks> {
    return this.forms(task.kind, async () => {
      const { asks } = await this.read(task, actor);
      if (asks === null) throw new Error(`task ${task.kind} asks for nothing`);
      return asks;
    });
  }

  read(task: Task, { client }: Actor): Promise<Schemas['TaskDetail']> {
    return ask(() => client.GET('/api/v1/tasks/{id}', { params: { path: { id: task.id } } }));
  }

  /** By id. The list is closed when the review begins. */
  applications(): Promise<Map<string, Schemas['ApplicationSummary']>> {
    return this.applicants('all', async () => {
      const { client } = await this.role('staff');
      const page = await ask(() => client.GET('/api/v1/rounds/{id}/applications', { params: { path: { id: this.roundId }, query: { limit: 500 } } }));
      return new Map(page.items.map((item) => [item.id, item]));
    });
  }

  /** The round's first publicity period, once its list has been posted. */
  async period(): Promise<{ stageId: string; opensAt: number } | undefined> {
    if (this.first) return this.first;
    const { client } = await this.role('public');
    const { items } = await ask(() => client.GET('/api/v1/publicity', { params: { query: { roundId: this.roundId } } }));
    const posted = items.find(({ n }) => n === 1);
    if (posted) this.first = { stageId: posted.stageId, opensAt: Date.parse(posted.opensAt) };
    return this.first;
  }

  /** The run-sheet, once it is planned. */
  defence(): Promise<Schemas['Defence']> {
    return this.defences('planned', async () => {
      const { client } = await this.role('staff');
      return ask(() => client.GET('/api/v1/rounds/{id}/defence', { params: { path: { id: this.roundId } } }));
    });
  }

  /** The list as the public saw it when it was posted. */
  posted(): Promise<Schemas['PublicityList']> {
    return this.lists('posted', async () => {
      const [{ client }, period] = [await this.role('public'), await this.period()];
      if (period === undefined) throw new Error('no list is public');
      return ask(() => client.GET('/api/v1/publicity/{stageId}', { params: { path: { stageId: period.stageId } } }));
    });
  }

  /** The funded societies of which something is found; drawn once. */
  suspects(draw: () => Promise<{ code: string; id: string }[]>): Promise<{ code: string; id: string }[]> {
    return this.accused('all', draw);
  }

  async submit(task: Task, actor: Actor, entry: Schemas['Submission']): Promise<void> {
    const { client } = actor;
    const body = entry.kind === 'form' ? { ...entry, content: await this.withFiles(task, actor, entry.content) } : entry;
    await insist(`submit.${task.id}${this.again(task)}`, (key) => client.POST('/api/v1/tasks/{id}/submission', { params: { path: { id: task.id }, header: header(key) }, body }));
  }

  /** What is owed once more under the same task. */
  again(task: Task): string {
    return task.projectId !== null && task.step === 'filing' && this.sentBack.has(task.projectId) ? '.again' : '';
  }

  private async withFiles(task: Task, actor: Actor, content: Record<string, unknown>): Promise<Record<string, unknown>> {
    const asks = await this.asks(task, actor);
    return asks.what === 'form' ? attach(actor, asks.form, content) : content;
  }

  private actor(name: string, body: Schemas['NewActor']): Promise<Actor> {
    const { baseUrl, operator, realm } = this.setting;
    return this.actors(name, async () => {
      const issued = await insist(`actor.${realm}.${name}`, (key) =>
        operator.client.POST('/api/v1/rehearsals/{id}/actors', { params: { path: { id: realm }, header: header(key) }, body }));
      return signedIn(baseUrl, issued);
    });
  }
}
