import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SOURCE = /\.(ts|tsx|mts|mjs|js)$/;
/** Made by tools or kept by them; nobody writes these by hand. */
const NOT_OURS = new Set(['node_modules', 'dist', 'generated', 'coverage', 'test-results', 'playwright-report']);

/** Reads every hand-written source below a folder; folders that begin with a dot are tools' own. */
export function* readTree(root: string, folder = root): Generator<[path: string, text: string]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !NOT_OURS.has(entry.name)) yield* readTree(root, path);
    } else if (SOURCE.test(entry.name) && entry.name !== 'next-env.d.ts') {
      yield [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }
  }
}
