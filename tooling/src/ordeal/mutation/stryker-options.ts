import { fileURLToPath } from 'node:url';
import type { MutatedArea } from './mutated-area.ts';

/** Where one run of Stryker reads and writes, below the root and not kept. */
export interface RunFiles {
  readonly report: string;
  /** Holds the ids of the mutants to try; null tries all. */
  readonly kept: string | null;
  readonly sandbox: string;
}

/** Added to what a test usually takes before it counts as hung: other programs use this machine too. */
const PATIENCE = { timeoutMS: 10_000, timeoutFactor: 3 };

/** What Stryker is told. Its copy of the project holds the core and only the tests of the area, so no other test is run. */
export function strykerOptions({ folders, withoutTests }: MutatedArea, { report, kept, sandbox }: RunFiles): object {
  const isSampled = kept !== null;
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', ...(isSampled ? [fileURLToPath(checkerUrl())] : [])],
    mutate: [...folders.map((folder) => `${folder}/**/*.ts`), '!**/*.test.ts'],
    ignorePatterns: [
      '**',
      '!package.json',
      '!vitest.config.ts',
      '!tsconfig.base.json',
      '!packages/core/{package,tsconfig}.json',
      '!packages/core/src/**',
      'packages/core/src/**/*.test.ts',
      ...folders.map((folder) => `!${folder}/**/*.test.ts`),
      ...withoutTests,
    ],
    checkers: isSampled ? ['sample'] : [],
    sample: { kept },
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    tempDirName: sandbox,
    thresholds: { break: null },
    warnings: { unknownOptions: false, slow: false },
    allowConsoleColors: false,
    ...PATIENCE,
  };
}

function checkerUrl(): URL {
  return new URL('./sample-checker.js', import.meta.url);
}
