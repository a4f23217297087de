import type { Schemas } from '../../app/api.js';

export type Form = Schemas['TaskForm'];
export type Field = Form['sections'][number]['fields'][number];
export type Column = NonNullable<Field['columns']>[number];
export type Content = Record<string, unknown>;
export type Row = Record<string, unknown>;

/** By field, as the server names it: `goals`, `kpis.2.baseline`. */
export type Faults = ReadonlyMap<string, string>;
