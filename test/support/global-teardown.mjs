import { rm } from 'node:fs/promises';

export default async function stopServers() {
  const servers = globalThis.xuehuiTestServers;
  await servers?.temporal?.stop();
  await servers?.postgres?.stop();
  if (servers) await rm(servers.folder, { recursive: true, force: true });
}
