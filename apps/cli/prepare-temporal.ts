import { prepareNamespace } from './local/namespace.js';

/** `node dist/apps/cli/prepare-temporal.js`: makes the namespace and the search attributes on the server of TEMPORAL_ADDRESS. */
const address = process.env.TEMPORAL_ADDRESS;
const namespace = process.env.TEMPORAL_NAMESPACE || 'default';

try {
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set');
  await prepareNamespace(address, namespace, 60_000);
  console.log(`namespace ${namespace} is there`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
