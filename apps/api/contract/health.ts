import { z } from 'zod';

const State = z.enum(['up', 'down']);

export const Health = z.object({ status: State, database: State, temporal: State }).meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;
