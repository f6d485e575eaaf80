import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultKinds } from '@fairlead/venue-sim/faults/fault';
import { expect, it } from 'vitest';
import { expectedHappenings, Figures } from './figures.ts';
import { simulate } from './simulate.ts';

const DEFAULT_SEEDS = 50;
const SEEDS = Number(process.env.FAIRLEAD_SIMULATION_SEEDS ?? DEFAULT_SEEDS);
/** One seed alone, with everything that happens in it written down. */
const ONE = process.env.FAIRLEAD_SIMULATION_SEED;
const FIGURES = process.env.FAIRLEAD_ORDEAL_FIGURES;
const RESULTS = fileURLToPath(new URL('../../../test-results/', import.meta.url));
const SAY_EVERY = 100;

/** What is to be known of a seed that failed: what did not hold, what happened last, and how to see it again. */
function failureOf({ seed, broken, last }: Awaited<ReturnType<typeof simulate>>): string {
  const again = `npm run ordeal -- simulate --seed ${seed}`;
  return [`seed ${seed}: ${broken?.invariant} does not hold: ${broken?.found}`, ...last, again].join('\n');
}

it.skipIf(ONE !== undefined)(
  `${SEEDS} lives of the whole system lose nothing, do nothing twice, and end with records that are the venues’ books`,
  async () => {
    const figures = new Figures();
    const failures: string[] = [];
    const begun = performance.now();
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const simulated = await simulate(seed);
      figures.add(simulated);
      if (simulated.broken !== null) failures.push(failureOf(simulated));
      if (seed % SAY_EVERY === 0) console.log(`${seed} of ${SEEDS} seeds, ${failures.length} failed`);
    }
    const table = figures.table((performance.now() - begun) / 1_000);
    if (FIGURES !== undefined) for (const each of table) appendFileSync(FIGURES, `${JSON.stringify(each)}\n`);
    expect(failures.join('\n\n')).toBe('');
    const met = [...figures.counts].flatMap(([what, count]) => (count > 0 ? [what] : []));
    const expected = SEEDS < DEFAULT_SEEDS ? [] : expectedHappenings(faultKinds().map(({ kind }) => kind));
    expect(expected.filter((name) => !met.some((what) => name.test(what)))).toEqual([]);
  },
  7_200_000,
);

it.skipIf(ONE === undefined)('one life of the whole system, told from its beginning to its end', async () => {
  const lines: string[] = [];
  const simulated = await simulate(Number(ONE), (line) => lines.push(line));
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${RESULTS}simulation-${ONE}.log`, `${lines.join('\n')}\n`);
  console.log(`everything that happened is in test-results/simulation-${ONE}.log`);
  expect(simulated.broken === null ? '' : failureOf(simulated)).toBe('');
});

it('a seed is the same life every time, to the last byte of its journal and of the venues’ books', async () => {
  const [first, second, other] = [await simulate(7), await simulate(7), await simulate(8)];
  expect(second.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});
