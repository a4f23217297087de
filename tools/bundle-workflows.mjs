// dist/workflows/index.js and all it imports → dist/workflow-bundle.js.
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';

const dist = path.resolve(import.meta.dirname, '..', 'dist');
const target = path.join(dist, 'workflow-bundle.js');
const { code } = await bundleWorkflowCode({ workflowsPath: path.join(dist, 'workflows', 'index.js'), logger: new DefaultLogger('WARN') });
// A worker that starts meanwhile must find the old one or the new one, never half of it.
await writeFile(`${target}.${process.pid}`, code);
await rename(`${target}.${process.pid}`, target);
