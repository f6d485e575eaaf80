import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitOf, machine } from './bench/machine.ts';
import { environmentForTools } from './env.ts';
import { runMutation } from './ordeal/mutation/mutation-run.ts';
import { ORDEALS, type Ordeal } from './ordeal/ordeals.ts';
import { reliabilityPage } from './ordeal/page.ts';
import { type OrdealResult, ordealResult } from './ordeal/result.ts';
import { runTests } from './ordeal/tests-run.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';

/**
 * `npm run ordeal -- NAME …`: long runs of the tests, or of faults planted for them to find; each writes `bench/ordeals/<name>.json`, and docs/reliability.md is
 * made from all of them. `page` makes that page alone.
 */
const FOLDER = join(ROOT, 'bench/ordeals');
const PAGE = 'page';

try {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => name !== PAGE && !ORDEALS.has(name));
  if (unknown !== undefined || asked.length === 0) {
    throw new Refusal(
      `${unknown === undefined ? 'which ordeal?' : `no ordeal '${unknown}';`} there are: ${[...ORDEALS.keys(), PAGE].join(', ')}`,
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

async function undergo(name: string, { tries, files, env }: Ordeal): Promise<OrdealResult> {
  const begun = performance.now();
  const inEnvironment = { ...environmentForTools(), ...env };
  const outcome = files === 'MUTATION' ? await runMutation(inEnvironment) : await runTests(files, inEnvironment);
  const result: OrdealResult = {
    name,
    tries,
    machine: machine(),
    commit: commitOf(ROOT),
    endedAt: new Date().toISOString(),
    seconds: Math.round((performance.now() - begun) / 1000),
    env: { ...env },
    ...outcome,
  };
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return result;
}

function kept(): OrdealResult[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.map((name) => ordealResult.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))));
}
