/**
 * Makes src/generated from prisma/schema.prisma, without network, and only when the schema or Prisma's version changed.
 *
 * Prisma wants to download its schema engine before it generates, and needs none of it for this generator: pointing it at any
 * existing program makes it skip the download. The result is made beside its place and moved there whole, so that builds which
 * run at the same time never see half of it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'src', 'generated');
const stampFile = join(target, 'stamp.txt');
const require = createRequire(import.meta.url);
const prismaPackage = require.resolve('prisma/package.json');
const schema = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8');
const stamp = createHash('sha256').update(schema).update(readFileSync(prismaPackage)).digest('hex');

if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
  process.exit(0);
}

mkdirSync(join(root, 'node_modules'), { recursive: true });
const work = mkdtempSync(join(root, 'node_modules', '.generate-'));
try {
  const workSchema = join(work, 'schema.prisma');
  mkdirSync(join(work, 'generated'));
  writeFileSync(workSchema, schema.replace('"../src/generated"', '"./generated"'));
  execFileSync(
    process.execPath,
    [join(dirname(prismaPackage), 'build', 'index.js'), 'generate', '--schema', workSchema],
    {
      cwd: root,
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  writeFileSync(join(work, 'generated', 'stamp.txt'), stamp);
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(join(work, 'generated'), target);
  } catch (error) {
    // Another build moved the same result there first.
    if (!existsSync(stampFile)) throw error;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
