// What the bootstrap says, in one place. It runs before anything is compiled, so it cannot use domain/wording.

const MESSAGES = {
  oldNode: (p) => [`需要 Node.js ${p.wanted} 或更高版本，当前是 ${p.found}。`, `Node.js ${p.wanted} or later is needed; this is ${p.found}.`],
  installing: () => ['安装依赖（npm ci）…', 'installing packages (npm ci)…'],
  generating: () => ['生成数据库客户端…', 'generating the database client…'],
  compiling: () => ['编译…', 'compiling…'],
  building: () => ['构建控制台…', 'building the console…'],
  bundling: () => ['打包工作流…', 'bundling the workflows…'],
  buildingHost: () => ['编译 Temporal 服务器：仅此一次，约 6 分钟…', 'building the Temporal server: once, about 6 minutes…'],
  waitingForHost: () => ['另一进程正在编译 Temporal 服务器，等待…', 'another process is building the Temporal server; waiting…'],
  stillBuilding: (p) => [`仍在编译 Temporal 服务器（已用 ${p.seconds} 秒）…`, `still building the Temporal server (${p.seconds} s)…`],
  builtHost: (p) => [`Temporal 服务器已编译（${p.seconds} 秒）。`, `the Temporal server is built (${p.seconds} s).`],
  usingCli: (p) => [`未找到 Go，改用已安装的 temporal 命令（${p.path}）。`, `Go was not found; the installed temporal command is used (${p.path}).`],
  noGo: () => [
    '未找到 Go，也没有 temporal 命令：请安装 Go 1.26（https://go.dev/dl/），或安装 Temporal CLI，或用 TEMPORAL_ADDRESS 指定现有服务器。',
    'Neither Go nor a temporal command was found: install Go 1.26 (https://go.dev/dl/) or the Temporal CLI, or name a running server in TEMPORAL_ADDRESS.',
  ],
  noSpace: (p) => [`磁盘空间不足（${p.place}）：请腾出至少 ${p.need} GB 后重试。`, `Not enough disk space (${p.place}): free at least ${p.need} GB and try again.`],
  noNetwork: (p) => [`${p.step}需要网络，但无法连接；请检查网络或代理后重试。`, `${p.step} needs the network, which cannot be reached; check the connection or proxy and try again.`],
  stepFailed: (p) => [`${p.step} 失败（详见 ${p.log}）：${p.line}`, `${p.step} failed (see ${p.log}): ${p.line}`],
  noWrite: (p) => [`无法写入 ${p.place}：请检查目录权限。`, `${p.place} cannot be written: check its permissions.`],
  noCompiled: (p) => [`缺少编译结果 ${p.file}。`, `the compiled file ${p.file} is missing.`],
  unknownTask: (p) => [`用法：node tools/bootstrap.mjs start|test|rehearse|build（收到 ${p.task}）。`, `Usage: node tools/bootstrap.mjs start|test|rehearse|build (got ${p.task}).`],
  testing: (p) => [`测试：${p.what}…`, `testing: ${p.what}…`],
  testRunFailed: (p) => [`${p.what} 未通过`, `${p.what} did not pass`],
  testsTook: (p) => [`用时 ${p.seconds} 秒`, `took ${p.seconds} s`],
  nothingRan: () => ['没有运行任何测试。', 'No test ran.'],
};

/** Chinese and English in one line. */
export function message(key, params = {}) {
  return MESSAGES[key](params).join(' · ');
}
