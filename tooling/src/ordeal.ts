import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRILL_FILE } from '@fairlead/contracts/risk-drill';
import { commitOf, machine } from './bench/machine.ts';
import { environmentForTools, readStartEnvironment } from './env.ts';
import { drillRecordOf } from './ordeal/drill-record.ts';
import { runMutation } from './ordeal/mutation/mutation-run.ts';
import { ORDEALS, type Ordeal } from './ordeal/ordeals.ts';
import { runOverload } from './ordeal/overload.ts';
import { reliabilityPage } from './ordeal/page.ts';
import { type OrdealResult, type Outcome, ordealResult } from './ordeal/result.ts';
import { runTests } from './ordeal/tests-run.ts';
import { readOrdealWish } from './ordeal/wish.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';

/**
 * `npm run ordeal -- NAME … [--SETTING N]`: long runs of the tests, or of faults planted for them to find; each writes `bench/ordeals/<name>.json`, and docs/reliability.md is
 * made from all of them. `page` makes that page alone.
 */
const FOLDER = join(ROOT, 'bench/ordeals');

try {
  const { names, env, isLook } = readOrdealWish(process.argv.slice(2), ORDEALS);
  mkdirSync(FOLDER, { recursive: true });
  const results: OrdealResult[] = [];
  for (const [name, ordeal] of ORDEALS) {
    if (!names.includes(name)) continue;
    const result = await undergo(name, { ...ordeal, env: { ...ordeal.env, ...env } });
    results.push(result);
    if (!isLook) keep(result);
  }
  if (!isLook) writePage();
  process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

async function undergo(name: string, { tries, files, env }: Ordeal): Promise<OrdealResult> {
  const begun = performance.now();
  const inEnvironment = { ...environmentForTools(), ...env };
  const outcome = await outcomeOf(files, inEnvironment);
  return {
    name,
    tries,
    machine: machine(),
    commit: commitOf(ROOT),
    endedAt: new Date().toISOString(),
    seconds: Math.round((performance.now() - begun) / 1000),
    env: { ...env },
    ...outcome,
  };
}

function keep(result: OrdealResult): void {
  writeFileSync(join(FOLDER, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  if (result.name === 'drill') keepDrill(result);
}

function writePage(): void {
  writeFileSync(join(ROOT, 'docs/reliability.md'), reliabilityPage(kept()));
}

function outcomeOf(files: Ordeal['files'], env: NodeJS.ProcessEnv): Promise<Outcome> {
  if (files === 'MUTATION') return runMutation(env);
  return files === 'OVERLOAD' ? runOverload() : runTests(files, env);
}

/** The installation here tells of its last drill itself. */
function keepDrill(result: OrdealResult): void {
  const { dataDir } = readStartEnvironment();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, DRILL_FILE), `${JSON.stringify(drillRecordOf(result), null, 2)}\n`);
}

function kept(): OrdealResult[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.map((name) => ordealResult.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))));
}
