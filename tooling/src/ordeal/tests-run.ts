import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../root.ts';
import { runProgram } from '../test-run/program.ts';
import { vitestTally } from '../test-run/tally.ts';
import { notedIn, type Outcome } from './result.ts';

const JSON_REPORT = join(ROOT, 'test-results/ordeal.json');
const FIGURES = join(ROOT, 'test-results/ordeal-figures.jsonl');

/** Runs these test files and reads how they went and what they wrote down. */
export async function runTests(files: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  for (const path of [JSON_REPORT, FIGURES]) rmSync(path, { force: true });
  // The tests write figures long before the report makes the folder.
  mkdirSync(dirname(FIGURES), { recursive: true });
  const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'];
  const code = await runProgram({
    args: [...vitest, `--outputFile.json=${JSON_REPORT}`, ...files],
    cwd: ROOT,
    env: { ...env, FAIRLEAD_ORDEAL_FIGURES: FIGURES },
  });
  const tally = vitestTally(JSON_REPORT) ?? { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: tally.passed,
    failed: code !== 0 && tally.failed === 0 ? 1 : tally.failed,
    ...notedIn(existsSync(FIGURES) ? readFileSync(FIGURES, 'utf8') : ''),
  };
}
