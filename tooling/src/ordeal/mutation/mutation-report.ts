import { z } from 'zod';
import { type Mutant, mutant, mutantKey } from './mutant.ts';

const status = z.enum([
  'Killed',
  'Timeout',
  'Survived',
  'NoCoverage',
  'CompileError',
  'RuntimeError',
  'Ignored',
  'Pending',
]);
type Status = z.infer<typeof status>;

const report = z.object({
  files: z.record(z.string(), z.object({ source: z.string(), mutants: z.array(mutant.extend({ status })) })),
});

/** A mutant that was tried, and whether a test noticed. */
export interface TriedMutant {
  readonly file: string;
  readonly isKilled: boolean;
  /** What stood there, in one line. */
  readonly original: string;
  readonly mutant: Mutant;
}

/** What counts: a mutant that hangs was noticed, one that no test runs was not; one that could not be tried says nothing. */
const NOTICED: Readonly<Partial<Record<Status, boolean>>> = {
  Killed: true,
  Timeout: true,
  Survived: false,
  NoCoverage: false,
};

/** The mutants of Stryker's JSON report that were tried; of a sample only its own. */
export function triedIn(json: unknown, sample: ReadonlySet<string> | null): TriedMutant[] {
  return Object.entries(report.parse(json).files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.flatMap((each) => {
      const isKilled = NOTICED[each.status];
      if (isKilled === undefined || (sample !== null && !sample.has(mutantKey(file, each)))) return [];
      return [{ file, isKilled, original: originalOf(lines, each.location), mutant: each }];
    });
  });
}

function originalOf(lines: readonly string[], { start, end }: Mutant['location']): string {
  const last = start.line === end.line ? end.column - 1 : undefined;
  const first = (lines[start.line - 1] ?? '').slice(start.column - 1, last);
  return start.line === end.line ? first : `${first} …`;
}
