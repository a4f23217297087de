// Loads the tests of domain with one file changed, without writing anything: modules are linked afresh for each mutant.
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';

const require = createRequire(import.meta.url);
const SWC = {
  swcrc: false, sourceMaps: false, module: { type: 'es6' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
};

/** Compiled once per source text. */
const compiled = new Map();
const natives = new Map();

const compile = (file, source) => {
  const known = compiled.get(file);
  if (known?.source === source) return known.code;
  const { code } = transformSync(source, { ...SWC, filename: file });
  return code;
};

/** What a file reads as while the mutant is alive. */
export class World {
  constructor(root, mutant, jest) {
    this.root = root;
    this.changed = new Map(mutant ? [[path.join(root, mutant.file), mutant.source]] : []);
    this.modules = new Map();
    this.jest = jest;
  }

  read = (file, ...rest) => {
    const whole = path.resolve(this.root, String(file));
    return this.changed.get(whole) ?? fs.readFileSync(whole, ...rest);
  };

  async run(file) {
    const module = await this.load(path.join(this.root, file));
    if (module.status === 'unlinked') await module.link(this.link);
    await module.evaluate();
  }

  link = (specifier, from) => this.resolve(specifier, from.identifier);

  async resolve(specifier, from) {
    if (specifier.startsWith('.')) {
      const target = path.resolve(path.dirname(from), specifier);
      return this.load(target.endsWith('.js') && fs.existsSync(target.replace(/\.js$/, '.ts')) ? target.replace(/\.js$/, '.ts') : target);
    }
    if (specifier === '@jest/globals') return this.wrap('@jest/globals', this.jest);
    if (specifier === 'node:fs') return this.wrap('node:fs', { ...fs, readFileSync: this.read, default: { ...fs, readFileSync: this.read } });
    if (specifier === 'node:fs/promises') {
      const readFile = (...args) => Promise.resolve(this.read(...args));
      return this.wrap('node:fs/promises', { ...fsPromises, readFile, default: { ...fsPromises, readFile } });
    }
    if (specifier.endsWith('.json')) return this.wrap(specifier, { default: require(specifier) });
    if (!natives.has(specifier)) natives.set(specifier, await import(specifier));
    return this.wrap(specifier, natives.get(specifier));
  }

  async load(file) {
    const known = this.modules.get(file);
    if (known) return known;
    const source = this.read(file, 'utf8');
    const code = compile(file, source);
    if (!this.changed.has(file)) compiled.set(file, { source, code });
    const module = new vm.SourceTextModule(code, {
      identifier: file,
      initializeImportMeta: (meta) => Object.assign(meta, { url: `file://${file}`, dirname: path.dirname(file), filename: file }),
      importModuleDynamically: async (specifier, from) => {
        const target = await this.resolve(specifier, from.identifier);
        if (target.status === 'unlinked') await target.link(this.link);
        await target.evaluate();
        return target;
      },
    });
    this.modules.set(file, module);
    return module;
  }

  wrap(name, exported) {
    const known = this.modules.get(name);
    if (known) return known;
    const keys = [...new Set([...Object.keys(exported), 'default'])];
    const module = new vm.SyntheticModule(keys, function () {
      for (const key of keys) this.setExport(key, exported[key]);
    }, { identifier: name });
    this.modules.set(name, module);
    return module;
  }
}
