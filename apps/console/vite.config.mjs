import { defineConfig } from 'vite';

/** The component library marks its modules for servers that render; here is none. */
const onLog = (level, log, pass) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : pass(level, log));

export default defineConfig({
  root: import.meta.dirname,
  build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2022', cssCodeSplit: false, assetsInlineLimit: 0, rolldownOptions: { onLog } },
  html: { cspNonce: '__NONCE__' },
  server: { proxy: { '/api': process.env.API ?? 'http://localhost:3000', '/link': process.env.API ?? 'http://localhost:3000' } },
});
