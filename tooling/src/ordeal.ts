import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitOf, machine } from './bench/machine.ts';
import { environmentForTools } from './env.ts';
import { ORDEALS, type Ordeal } from './ordeal/ordeals.ts';
import { reliabilityPage } from './ordeal/page.ts';
import { figuresIn, type OrdealResult, ordealResult } from './ordeal/result.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { runProgram } from './test-run/program.ts';
import { vitestTally } from './test-run/tally.ts';

/** `npm run ordeal -- NAME …`: long runs of the tests; each writes `bench/ordeals/<name>.json`, and docs/reliability.md is made from all of them. */
const FOLDER = join(ROOT, 'bench/ordeals');

try {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !ORDEALS.has(name));
  if (unknown !== undefined || asked.length === 0) {
    throw new Refusal(
      `${unknown === undefined ? 'which ordeal?' : `no ordeal '${unknown}';`} there are: ${[...ORDEALS.keys()].join(', ')}`,
    );
  }
  mkdirSync(FOLDER, { recursive: true });
  const results: OrdealResult[] = [];
  for (const [name, ordeal] of ORDEALS) if (asked.includes(name)) results.push(await undergo(name, ordeal));
  writeFileSync(join(ROOT, 'docs/reliability.md'), reliabilityPage(kept()));
  process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

async function undergo(name: string, ordeal: Ordeal): Promise<OrdealResult> {
  const json = join(FOLDER, `${name}.vitest.tmp`);
  const lines = join(FOLDER, `${name}.figures.tmp`);
  for (const path of [json, lines]) rmSync(path, { force: true });
  const begun = performance.now();
  const code = await runProgram({
    args: [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${json}`,
      ...ordeal.files,
    ],
    cwd: ROOT,
    env: { ...environmentForTools(), ...ordeal.env, FAIRLEAD_ORDEAL_FIGURES: lines },
  });
  const tally = vitestTally(json) ?? { passed: 0, failed: 1, skipped: 0 };
  const result: OrdealResult = {
    name,
    tries: ordeal.tries,
    machine: machine(),
    commit: commitOf(ROOT),
    endedAt: new Date().toISOString(),
    seconds: Math.round((performance.now() - begun) / 1000),
    env: { ...ordeal.env },
    passed: tally.passed,
    failed: code !== 0 && tally.failed === 0 ? 1 : tally.failed,
    figures: existsSync(lines) ? figuresIn(readFileSync(lines, 'utf8')) : [],
  };
  for (const path of [json, lines]) rmSync(path, { force: true });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return result;
}

function kept(): OrdealResult[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.map((name) => ordealResult.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))));
}
