// Compares prisma/*.prisma with a migrated database, without Prisma's engine binaries: `DATABASE_URL=… node tools/schema.mjs check|pull`.
// `check` prints the SQL that would be needed and exits with 2 when there is any; `pull` prints the schema as the database has it.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const CHAR_OID = 18;
const TEXT_OID = 25;
const CHARACTER = 6;

// The adapter has no mapping for the catalogue's type "char", which the describer reads as one character.
const describeRows = pg.Query.prototype.handleRowDescription;
pg.Query.prototype.handleRowDescription = function (message) {
  for (const field of message.fields) {
    if (field.dataTypeID === CHAR_OID) Object.assign(field, { dataTypeID: TEXT_OID, isChar: true });
  }
  return describeRows.call(this, message);
};

function withCharacters(factory) {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const query = adapter.queryRaw;
    adapter.queryRaw = async (statement) => {
      let fields = [];
      const watched = Object.create(adapter, {
        performIO: {
          value: async (text) => {
            const result = await adapter.performIO(text);
            fields = result.fields;
            return result;
          },
        },
      });
      const result = await query.call(watched, statement);
      fields.forEach((field, index) => {
        if (field.isChar) result.columnTypes[index] = CHARACTER;
      });
      return result;
    };
    return adapter;
  };
  return factory;
}

async function engine(files) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { message: '', set_message: (text) => console.error(text), get: () => '' };
  const require = createRequire(import.meta.url);
  const wasm = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')), 'schema_engine_bg.wasm');
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  const adapter = bindMigrationAwareSqlAdapterFactory(withCharacters(new PrismaPg({ connectionString: process.env.DATABASE_URL })));
  return bindings.SchemaEngine.new({ datamodels: files.map(({ path: name, content }) => [name, content]) }, () => {}, adapter);
}

const folder = path.resolve(import.meta.dirname, '..', 'prisma');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.prisma'))
  .map((name) => ({ path: path.join(folder, name), content: readFileSync(path.join(folder, name), 'utf8') }));
const schema = await engine(files);

if (process.argv[2] === 'pull') {
  const pulled = await schema.introspect({ schema: { files }, baseDirectoryPath: folder, force: false, compositeTypeDepth: -1, namespaces: ['public', 'auth'] });
  for (const file of pulled.schema.files) console.log(`// ${path.basename(file.path)}\n${file.content}`);
  if (pulled.warnings) console.error(pulled.warnings);
} else {
  const difference = await schema.diff({
    from: { tag: 'schemaDatasource', files, configDir: path.dirname(folder) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  });
  if (difference.exitCode === 2) console.log(difference.stdout);
  process.exitCode = difference.exitCode;
}
process.exit();
