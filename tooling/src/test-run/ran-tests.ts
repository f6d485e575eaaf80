import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One test, how long it took, and the first lines of what failed; null where nothing did. */
export interface RanTest {
  readonly name: string;
  readonly file: string;
  readonly seconds: number;
  readonly failure: string | null;
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      /** What kept the file itself from being loaded. */
      message: z.string().nullish(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          duration: z.number().nullish(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
const spec = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      results: z.array(
        z.object({ duration: z.number(), error: z.object({ message: z.string().nullish() }).nullish() }),
      ),
    }),
  ),
});
interface Suite {
  readonly specs?: readonly z.infer<typeof spec>[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(spec).optional(), suites: z.array(suite).optional() }),
);
const playwrightReport = z.object({ suites: z.array(suite) });

/** Every test of a Vitest report, and every file of it that could not be loaded; none where the run wrote none. */
export function vitestTests(path: string): RanTest[] {
  if (!existsSync(path)) return [];
  const report = vitestReport.parse(JSON.parse(readFileSync(path, 'utf8')));
  return report.testResults.flatMap(({ name: file, message, assertionResults }) => {
    if (assertionResults.length === 0) return [{ name: 'the file', file, seconds: 0, failure: message || null }];
    return assertionResults.map(({ fullName, duration, failureMessages }) => ({
      name: fullName,
      file,
      seconds: (duration ?? 0) / 1000,
      failure: failureMessages?.[0] ?? null,
    }));
  });
}

/** Every test of a Playwright report; none where the run wrote none. */
export function playwrightTests(path: string): RanTest[] {
  if (!existsSync(path)) return [];
  return playwrightReport.parse(JSON.parse(readFileSync(path, 'utf8'))).suites.flatMap(testsIn);
}

function testsIn({ specs = [], suites = [] }: Suite): RanTest[] {
  const own = specs.map(({ title, file, ok, tests }) => {
    const results = tests.flatMap((each) => each.results);
    const seconds = results.reduce((sum, { duration }) => sum + duration, 0) / 1000;
    const said = results.flatMap(({ error }) => error?.message ?? []);
    return { name: title, file, seconds, failure: ok ? null : (said[0] ?? 'no word of why') };
  });
  return [...own, ...suites.flatMap(testsIn)];
}

/** The slowest tests, slowest first, a line each. */
export function slowestLines(tests: readonly RanTest[], count: number): string[] {
  const slowest = [...tests].sort((a, b) => b.seconds - a.seconds).slice(0, count);
  return slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
}

/** What failed, with the first lines of why: the last part of a log is often all that is left of it. */
export function failedLines(tests: readonly RanTest[], linesEach: number): string[] {
  return tests.flatMap(({ name, file, failure }) => {
    if (failure === null) return [];
    const why = failure.split('\n').slice(0, linesEach);
    return [`${file} › ${name}`, ...why.map((line) => `    ${line}`)];
  });
}
