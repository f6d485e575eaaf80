import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightTests, type RanTest, vitestTests } from './ran-tests.ts';
import { playwrightTally, type Tally, vitestTally } from './tally.ts';

/** One runner of `npm test`. */
export interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** Below the root. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How its tests went; runners that check and do not test have none. */
  readonly tally?: () => Tally | undefined;
  /** Each of them. */
  readonly tests?: () => RanTest[];
}

interface Wishes {
  readonly root: string;
  readonly coverage: boolean;
}

/** Everything that `npm test` runs, in order: what fails fastest comes first. */
export function testSteps({ root, coverage }: Wishes): Step[] {
  const modules = join(root, 'node_modules');
  const results = join(root, 'test-results');
  const vitestJson = join(results, 'vitest.json');
  const steps: Step[] = [
    {
      name: 'types',
      args: [join(modules, 'turbo/bin/turbo'), 'run', 'typecheck', '--output-logs=errors-only'],
      folder: '.',
    },
    { name: 'lint', args: [join(modules, '@biomejs/biome/bin/biome'), 'check', '.'], folder: '.' },
    { name: 'tidy', args: [join(root, 'tooling/dist/tidy.js')], folder: '.' },
    {
      name: 'unit and integration',
      args: [
        join(modules, 'vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestJson}`,
        ...(coverage ? ['--coverage'] : []),
      ],
      folder: '.',
      tally: () => vitestTally(vitestJson),
      tests: () => vitestTests(vitestJson),
    },
  ];
  const browser = browserStep(root, join(results, 'playwright.json'));
  return browser === undefined ? steps : [...steps, browser];
}

function browserStep(root: string, json: string): Step | undefined {
  const folder = 'apps/web';
  if (!existsSync(join(root, folder, 'playwright.config.ts'))) return undefined;
  return {
    name: 'browser',
    args: [join(root, folder, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    folder,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: json, PLAYWRIGHT_JSON_OUTPUT_NAME: json },
    tally: () => playwrightTally(json),
    tests: () => playwrightTests(json),
  };
}
