/** The worker's settings, read once. A missing or wrong value stops the start with one line that names it. */
import { z } from 'zod';

const Config = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: z.string().default('smtp://127.0.0.1:1025'),
  MAIL_FROM: z.string().default('xuehui@example.org'),
  PUBLIC_URL: z.string().default('http://127.0.0.1:3000'),
  RECONCILE_MS: z.coerce.number().int().positive().default(3_000),
});
export type Config = z.infer<typeof Config>;

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Config.safeParse(environment);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  process.stderr.write(`${issue?.path.join('.')}: ${issue?.message}\n`);
  process.exit(1);
}
