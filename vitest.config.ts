import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// What the console's compiler knows: its own paths, and that a module is for the server.
const alias = { '@/': at('apps/web/src/'), 'server-only': at('apps/web/node_modules/server-only/empty.js') };

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
      include: ['{apps,packages}/*/src/**/*.{ts,tsx}', 'tooling/src/**/*.ts'],
      exclude: ['**/*.test.{ts,tsx}', '**/testing/**', '**/generated/**'],
      reporter: ['text-summary', 'json-summary', 'json'],
      reportOnFailure: true,
    },
  },
});
