import { randomUUID } from 'node:crypto';
import { createApiClient, type Schemas } from '../../api/client.js';
import { header, insist } from '../../../rehearsal/session.js';
import type { Connection } from './connection.js';

export const operatorOf = ({ baseUrl, token }: Connection) => createApiClient({ baseUrl, token, locale: 'zh' });

/** A token for somebody in the rehearsal. */
export const tokenOf = (connection: Connection, id: string, body: Schemas['NewActor']): Promise<Schemas['Actor']> =>
  insist(randomUUID(), (key) => operatorOf(connection).POST('/api/v1/rehearsals/{id}/actors', { params: { path: { id }, header: header(key) }, body }));
