import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { ROOT } from '../../root.ts';
import { runProgram, SIGNALLED } from '../../test-run/program.ts';
import { notedIn, type Outcome } from '../result.ts';
import { drawn, mutantsOf } from './mutant-sample.ts';
import { MUTATED_AREAS, type MutatedArea } from './mutated-area.ts';
import { triedIn } from './mutation-report.ts';
import { type AreaScore, scoreOf } from './mutation-score.ts';
import { strykerOptions } from './stryker-options.ts';

const FOLDER = 'test-results/mutation';
const STRYKER = 'node_modules/@stryker-mutator/core/bin/stryker.js';

/** Plants faults in every area and tells how many of them the tests noticed. */
export async function runMutation(env: NodeJS.ProcessEnv): Promise<Outcome> {
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  const scores: AreaScore[] = [];
  for (const area of MUTATED_AREAS) scores.push(await scoreArea(area, env));
  return {
    passed: scores.reduce((sum, { killed }) => sum + killed, 0),
    failed: scores.reduce((sum, { belowFloor }) => sum + belowFloor, 0),
    ...notedIn(''),
    figures: scores.flatMap(({ figures }) => figures),
    details: scores.flatMap(({ survivors }) => survivors),
  };
}

async function scoreArea(area: MutatedArea, env: NodeJS.ProcessEnv): Promise<AreaScore> {
  const inFolder = (name: string) => join(ROOT, FOLDER, `${area.name}.${name}`);
  const [config, report, kept] = [inFolder('options.json'), inFolder('report.json'), inFolder('kept.json')];
  const sandbox = `${FOLDER}/${area.name}`;
  for (const path of [config, report, kept, join(ROOT, sandbox)]) rmSync(path, { recursive: true, force: true });
  const sample = area.sample === null ? null : drawn(await mutantsOf(area.folders), area.sample);
  if (sample !== null) writeFileSync(kept, JSON.stringify(sample));
  const files = { report, kept: sample === null ? null : kept, sandbox };
  writeFileSync(config, JSON.stringify(strykerOptions(area, files)));
  const code = await runProgram({ args: [join(ROOT, STRYKER), 'run', config], cwd: ROOT, env });
  if (code > SIGNALLED) throw new Refusal('interrupted; nothing is written down');
  // Where Stryker could not work there is no report: every folder then is below its floor.
  const tried = existsSync(report)
    ? triedIn(JSON.parse(readFileSync(report, 'utf8')), sample === null ? null : new Set(sample))
    : [];
  return scoreOf(area, tried);
}
