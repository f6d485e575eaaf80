import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentForTools } from './env.ts';
import { ROOT } from './root.ts';
import { runProgram, SIGNALLED } from './test-run/program.ts';
import { failedLines, slowestLines } from './test-run/ran-tests.ts';
import { type Step, testSteps } from './test-run/steps.ts';
import { formatTally, type Tally, total } from './test-run/tally.ts';

interface Outcome {
  readonly step: Step;
  readonly code: number;
  readonly seconds: number;
  readonly tally: Tally | undefined;
}

const SLOWEST = 10;
const LINES_OF_A_FAILURE = 12;

const { values } = parseArgs({ options: { coverage: { type: 'boolean', default: false } } });
// Figures of an earlier run must not be taken for this one's.
rmSync(join(ROOT, 'test-results'), { recursive: true, force: true });

const outcomes: Outcome[] = [];
for (const step of testSteps({ root: ROOT, coverage: values.coverage })) {
  console.log(`\n── ${step.name} ──`);
  const outcome = await run(step);
  outcomes.push(outcome);
  if (outcome.code > SIGNALLED) break;
}

const tests = outcomes.flatMap(({ step }) => step.tests?.() ?? []);
console.log('\n── slowest ──');
for (const line of slowestLines(tests, SLOWEST)) console.log(line);

const failed = failedLines(tests, LINES_OF_A_FAILURE);
if (failed.length > 0) console.log('\n── failed ──');
for (const line of failed) console.log(line);

console.log('\n── summary ──');
for (const outcome of outcomes) console.log(describeOutcome(outcome));
console.log(formatTally(total(outcomes.flatMap(({ tally }) => tally ?? []))));
process.exitCode = outcomes.every(({ code }) => code === 0) ? 0 : 1;

async function run(step: Step): Promise<Outcome> {
  const begun = performance.now();
  const env = { ...environmentForTools(), ...step.env };
  const code = await runProgram({ args: step.args, cwd: join(ROOT, step.folder), env });
  const seconds = (performance.now() - begun) / 1000;
  return { step, code, seconds, tally: step.tally === undefined ? undefined : honest(code, step.tally()) };
}

/** A runner that fails without a failed test, because a file could not be loaded, say, counts as one. */
function honest(code: number, tally: Tally = { passed: 0, failed: 0, skipped: 0 }): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function describeOutcome({ step, code, seconds, tally }: Outcome): string {
  const verdict = code === 0 ? 'ok' : `FAILED (exit ${code})`;
  const figures = tally === undefined ? '' : `  ${formatTally(tally)}`;
  return `${step.name.padEnd(22)}${verdict.padEnd(18)}${seconds.toFixed(1).padStart(6)} s${figures}`;
}
