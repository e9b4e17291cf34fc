/** Loads Prisma's schema engine as WebAssembly, so that migrations need no downloaded binary. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

/** The little of the WebAssembly API that is used here; neither library nor Node's types declare it. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

let instantiated: Promise<void> | undefined;

/**
 * An engine that works on the adapter's database. `datamodels` are the Prisma schema files it may
 * compare with, as pairs of path and text. Free it when done.
 */
export async function openSchemaEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  datamodels: [string, string][] | undefined,
): Promise<SchemaEngine> {
  instantiated ??= instantiate();
  await instantiated;
  const ignoreLog = () => undefined;
  return glue.SchemaEngine.new(
    { datamodels },
    ignoreLog,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

async function instantiate(): Promise<void> {
  // The package imports its .wasm as an ES module, which Node runs only behind a flag.
  const packed = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(join(dirname(packed), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': Object.fromEntries(Object.entries(glue).map(withoutHold)),
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
}

/**
 * Waiting for its own lock, the engine sets a timer of ten seconds and never clears it. It must not
 * hold the process back from ending.
 */
function withoutHold([name, imported]: [string, unknown]): [string, unknown] {
  if (!name.startsWith('__wbg_setTimeout_') || typeof imported !== 'function')
    return [name, imported];
  const setTimer = (...args: unknown[]): unknown => {
    const real = globalThis.setTimeout;
    globalThis.setTimeout = Object.assign(
      (action: () => void, milliseconds?: number) => real(action, milliseconds).unref(),
      real,
    );
    try {
      return imported(...args);
    } finally {
      globalThis.setTimeout = real;
    }
  };
  return [name, setTimer];
}
