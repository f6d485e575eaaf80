import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// What the console's compiler knows: its own paths, and that a module is for the server.
const alias = { '@/': at('apps/web/src/'), 'server-only': at('apps/web/node_modules/server-only/empty.js') };

/**
 * The least coverage in percent, over all that is measured and by folder; `npm test -- --coverage` fails below it. Files that match two patterns
 * are held to both. Core is nearly all of it branches that a decision hangs on, so it is held near to what it has.
 */
const FLOORS = {
  lines: 90,
  branches: 85,
  'packages/core/src/routing/**': { lines: 100, branches: 93 },
  'packages/core/src/{order,risk}/**': { lines: 99, branches: 95 },
  'packages/core/src/**': { lines: 99, branches: 92 },
  'packages/contracts/src/**': { lines: 97, branches: 97 },
  'packages/rule606/src/**': { lines: 97, branches: 92 },
  'packages/db/src/**': { lines: 93, branches: 85 },
  'apps/router/src/**': { lines: 92, branches: 85 },
  'apps/venue-sim/src/**': { lines: 97, branches: 93 },
  'apps/worker/src/**': { lines: 97, branches: 83 },
  'apps/web/src/words/**': { lines: 80, branches: 65 },
  'tooling/src/{replay,verification}/**': { lines: 99, branches: 88 },
  'tooling/src/tidy/**': { lines: 95, branches: 88 },
};

/** Screens run in a browser and programs in processes of their own: tests start them, and this measurement does not see them there. */
const UNSEEN = [
  '**/*.tsx',
  '**/{main,*-main}.ts',
  'tooling/src/*.ts',
  'tooling/src/bench/**',
  'apps/web/src/instrumentation*.ts',
];

/** Workspace packages are tested from their sources: the `source` condition of their exports. */
export default defineConfig({
  resolve: { alias, conditions: ['source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['{apps,packages}/*/{src,test}/**/*.test.{ts,tsx}', 'tooling/{src,test}/**/*.test.ts'],
    // Tests start real databases and processes on machines that do other things too; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    exclude: ['**/node_modules/**', '**/dist/**', '**/e2e/**'],
    coverage: {
      include: ['{apps,packages}/*/src/**/*.ts', 'tooling/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/generated/**', ...UNSEEN],
      reporter: ['text-summary', 'json-summary'],
      thresholds: FLOORS,
    },
  },
});
