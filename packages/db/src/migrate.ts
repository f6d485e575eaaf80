import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSchemaEngine } from './schema-engine.ts';

const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));
const LOCK_FILE = 'migration_lock.toml';
const NOTHING_EXTERNAL = { externalTables: [], externalEnums: [] };

/**
 * Brings a database to the newest schema, offline: applies the migrations of packages/db/prisma/migrations that it has not seen,
 * in order, each in a transaction of its own, and keeps Prisma's `_prisma_migrations`. Gives the names of those applied now.
 * Throws with the engine's words where one fails or the history was edited. `last` is the newest to apply, for tests of those after it.
 */
export async function migrate(databaseUrl: string, last?: string): Promise<{ applied: string[] }> {
  await using open = await openSchemaEngine(databaseUrl);
  const migrationsList = await readMigrations(last);
  const output = await open.engine.applyMigrations({ migrationsList, filters: NOTHING_EXTERNAL });
  return { applied: output.appliedMigrationNames };
}

async function readMigrations(last: string | undefined) {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && (last === undefined || entry.name <= last))
    .map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const content = await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: content } } };
    }),
  );
  const lockfile = { path: LOCK_FILE, content: await readFile(join(MIGRATIONS, LOCK_FILE), 'utf8') };
  return { baseDir: MIGRATIONS, lockfile, shadowDbInitScript: '', migrationDirectories };
}
