/** What `npm start` says to whoever runs the system on a machine. Chinese first; `{name}` is filled in. */
const LINES = {
  starting: { zh: '正在启动学会资助项目管理系统…', en: 'Starting xuehui…' },
  databaseMoved: { zh: '数据库用户无法进入 {wanted}，数据库改放在 {used}', en: 'the database user cannot enter {wanted}; the database is kept in {used}' },
  databaseOrphan: { zh: '停止上次遗留的数据库进程 {pid}', en: 'stopping database process {pid}, left behind by the last run' },
  databaseReady: { zh: '数据库就绪：{address}', en: 'database ready: {address}' },
  migrated: { zh: '数据库结构已更新：{name}', en: 'database schema updated: {name}' },
  temporalReady: { zh: 'Temporal 就绪：{address}', en: 'Temporal ready: {address}' },
  partReady: { zh: '{part} 就绪', en: '{part} ready' },
  restarting: { zh: '{part} 已退出（{how}），{seconds} 秒后重启', en: '{part} ended ({how}); restarting in {seconds} s' },
  stopping: { zh: '正在停止…', en: 'Stopping…' },
  stopped: { zh: '已停止。', en: 'Stopped.' },
  ready: { zh: '系统已就绪', en: 'ready' },
  readyApi: { zh: '系统与接口', en: 'Application' },
  readyTemporal: { zh: '流程监控（Temporal）', en: 'Temporal UI' },
  readyMail: { zh: '本机收件箱', en: 'Mail catcher' },
  readyDatabase: { zh: '数据库', en: 'Database' },
  readyData: { zh: '数据目录', en: 'Data folder' },
  firstAdmin: { zh: '还没有管理员，请用此一次性链接设置', en: 'There is no administrator yet; set one up with this one-time link' },
  howToStop: { zh: '按 Ctrl-C 停止。', en: 'Press Ctrl-C to stop.' },

  portTaken: {
    zh: '端口 {port}（{part}）已被占用：请停止占用它的程序，或用环境变量 {variable} 指定其他端口。',
    en: 'Port {port} ({part}) is taken: stop what uses it, or name another port in {variable}.',
  },
  portInvalid: { zh: '环境变量 {variable} 应为 1 到 65535 的端口号，现为“{value}”。', en: '{variable} must be a port from 1 to 65535, but is “{value}”.' },
  alreadyRunning: { zh: '数据目录 {place} 正被进程 {pid} 使用：系统已在运行。', en: 'The data folder {place} is in use by process {pid}: the system is already running.' },
  noWrite: { zh: '无法写入 {place}（{reason}）。', en: '{place} cannot be written ({reason}).' },
  noSpace: { zh: '磁盘空间不足：{place}。', en: 'The disk is full: {place}.' },
  noDatabaseBinary: { zh: '此平台（{platform}）没有内置数据库：请用 DATABASE_URL 和 DATABASE_OWNER_URL 指定 PostgreSQL 18。', en: 'There is no built-in database for {platform}: name a PostgreSQL 18 in DATABASE_URL and DATABASE_OWNER_URL.' },
  databaseFailed: { zh: '数据库未能启动（详见 {log}）：{line}', en: 'The database did not start (see {log}): {line}' },
  databaseUrls: { zh: 'DATABASE_URL 与 DATABASE_OWNER_URL 必须同时给出。', en: 'DATABASE_URL and DATABASE_OWNER_URL must be given together.' },
  databaseSecretsLost: { zh: '数据目录 {place} 中的数据库密码已丢失，无法打开现有数据库。', en: 'The passwords of the database in {place} are lost: the existing database cannot be opened.' },
  databaseUnreachable: { zh: '无法连接数据库：{reason}', en: 'The database cannot be reached: {reason}' },
  migrationRefused: { zh: '数据库结构无法更新：{reason}', en: 'The database schema cannot be updated: {reason}' },
  temporalMissing: { zh: '没有可用的 Temporal 服务器：请通过 npm start 启动，或用 TEMPORAL_ADDRESS 指定。', en: 'There is no Temporal server to run: use npm start, or name one in TEMPORAL_ADDRESS.' },
  temporalFailed: { zh: 'Temporal 未能启动（详见 {log}）：{line}', en: 'Temporal did not start (see {log}): {line}' },
  temporalUnreachable: { zh: '无法连接 Temporal（{address}）：{reason}', en: 'Temporal at {address} cannot be reached: {reason}' },
  partFailed: { zh: '{part} 未能启动（详见 {log}）：{line}', en: '{part} did not start (see {log}): {line}' },
  partCrashes: { zh: '{part} 一分钟内退出了五次，已停止全部服务（详见 {log}）：{line}', en: '{part} ended five times within a minute, so everything was stopped (see {log}): {line}' },
  partMissing: { zh: '缺少程序文件 {file}：请用 npm start 启动。', en: 'The program {file} is missing: use npm start.' },
} as const;

export type StartUpLine = keyof typeof LINES;

/** Both languages in one line, Chinese first. */
export function startUpText(line: StartUpLine, params: Record<string, string | number> = {}): string {
  const { zh, en } = LINES[line];
  return `${fill(zh, params)} · ${fill(en, params)}`;
}

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
