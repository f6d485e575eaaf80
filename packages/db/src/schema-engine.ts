import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { finishedWith } from './unfinished-migrations.ts';

/** What is used of the platform's WebAssembly, which Node's own types leave to the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loading: Promise<void> | null = null;

/** Prisma's schema engine on one database, with a connection of its own until it is disposed of. */
export interface OpenSchemaEngine extends AsyncDisposable {
  readonly engine: bindings.SchemaEngine;
}

/**
 * Starts Prisma's schema engine on a database, offline: the engine is a WebAssembly module in its npm package.
 * The package imports its .wasm as a module, which Node 20 does not do by itself, so it is instantiated here, once a process.
 * The engine's own errors are thrown as they are.
 */
export async function openSchemaEngine(databaseUrl: string): Promise<OpenSchemaEngine> {
  loading ??= load();
  await loading;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  // A connection that breaks while idle is reported here too; what runs on it fails by itself.
  pool.on('error', () => undefined);
  const factory = bindMigrationAwareSqlAdapterFactory(new SchemaEnginePg(pool));
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
  return {
    engine,
    async [Symbol.asyncDispose]() {
      engine.free();
      // The engine's advisory lock goes with its connection: the next one does not wait for it.
      await pool.end();
    },
  };
}

/** Prisma's adapter, with two of its limits lifted. */
class SchemaEnginePg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    // It cuts a migration at every semicolon, function bodies and comments included, and runs the pieces one by one. A simple
    // query takes the whole script and is one transaction, so that a migration applies whole or not at all.
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(finishedWith(script));
    };
    // It cannot read the type "char", in which the engine asks for the kinds of constraints.
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw({ ...query, sql: query.sql.replaceAll(CHAR_COLUMN, '$&::text') });
      const columnTypes = result.columnTypes.map((type, index) =>
        CHAR_NAMES.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  }
}

const CHAR_COLUMN = /\b(?:constr\.contype|con\.conf(?:del|upd)type)\b/g;
const CHAR_NAMES: ReadonlySet<string> = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

async function load(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const imports = { './schema_engine_bg.js': bindings };
  const { instance } = await WebAssembly.instantiate(await readFile(file), imports);
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function') throw new Error('the schema engine has another shape than the pinned version');
  start();
}
