import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Workspace packages are tested from their sources: the `source` condition of their exports. */
export default defineConfig({
  resolve: {
    conditions: ['source', 'module', 'node', 'development|production'],
    alias: [{ find: /^@\//, replacement: fileURLToPath(new URL('./apps/web/src/', import.meta.url)) }],
  },
  ssr: { resolve: { conditions: ['source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['{apps,packages}/*/{src,test}/**/*.test.{ts,tsx}', 'tooling/{src,test}/**/*.test.ts'],
    // Tests start real databases and processes on machines that do other things too; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    exclude: ['**/node_modules/**', '**/dist/**', '**/e2e/**'],
  },
});
