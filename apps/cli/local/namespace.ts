import { Connection, isGrpcServiceError } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Attributes } from '../../../workflows/attributes.js';
import { StartUpError } from './start-up-error.js';

/** How long a closed workflow stays visible. [C] */
const RETENTION = '90 days';
const ALREADY_EXISTS = 6;

/** Makes the namespace and its search attributes where they are missing, on whichever server this is; may be repeated. */
export async function prepareNamespace(address: string, namespace: string, patienceMs = 15_000): Promise<void> {
  const connection = await connect(address, patienceMs);
  try {
    await ensureNamespace(connection, namespace);
    await ensureSearchAttributes(connection, namespace);
  } catch (error) {
    throw unreachable(address, error);
  } finally {
    await connection.close();
  }
}

async function connect(address: string, patienceMs: number): Promise<Connection> {
  try {
    return await Connection.connect({ address, connectTimeout: patienceMs });
  } catch (error) {
    throw unreachable(address, error);
  }
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION) });
  } catch (error) {
    if (!isGrpcServiceError(error) || Number(error.code) !== ALREADY_EXISTS) throw error;
  }
}

async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(Attributes).filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, encodeSearchAttributeIndexedValueType(type)!]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

function unreachable(address: string, error: unknown): StartUpError {
  const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  return new StartUpError('temporalUnreachable', { address, reason }, { cause: error });
}
