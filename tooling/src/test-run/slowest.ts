import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One test and how long it took. */
export interface TimedTest {
  readonly name: string;
  readonly seconds: number;
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), duration: z.number().nullish() })) }),
  ),
});
const spec = z.object({
  title: z.string(),
  tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })),
});
interface Suite {
  readonly specs?: readonly z.infer<typeof spec>[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(spec).optional(), suites: z.array(suite).optional() }),
);
const playwrightReport = z.object({ suites: z.array(suite) });

/** Every test of a Vitest report with its time; none where the run wrote none. */
export function vitestTimes(path: string): TimedTest[] {
  if (!existsSync(path)) return [];
  const report = vitestReport.parse(JSON.parse(readFileSync(path, 'utf8')));
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({ name: fullName, seconds: (duration ?? 0) / 1000 })),
  );
}

/** Every test of a Playwright report with its time; none where the run wrote none. */
export function playwrightTimes(path: string): TimedTest[] {
  if (!existsSync(path)) return [];
  return playwrightReport.parse(JSON.parse(readFileSync(path, 'utf8'))).suites.flatMap(timesIn);
}

function timesIn({ specs = [], suites = [] }: Suite): TimedTest[] {
  const own = specs.map(({ title, tests }) => ({
    name: title,
    seconds: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
  }));
  return [...own, ...suites.flatMap(timesIn)];
}

/** The slowest tests, slowest first, a line each. */
export function slowestLines(tests: readonly TimedTest[], count: number): string[] {
  const slowest = [...tests].sort((a, b) => b.seconds - a.seconds).slice(0, count);
  return slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
}
