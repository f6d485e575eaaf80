import { z } from 'zod';

const position = z.object({ line: z.number(), column: z.number() });

/** A small fault planted at one place. Places count from 1, as in Stryker's reports and in editors. */
export const mutant = z.object({
  mutatorName: z.string(),
  replacement: z.string(),
  location: z.object({ start: position, end: position }),
});
export type Mutant = z.infer<typeof mutant>;

/** A mutant as Stryker's plug-ins see it: places count from 0. */
export interface RawMutant extends Mutant {
  /** With the folders above the root. */
  readonly fileName: string;
}

/** Names one mutant the same in every run; `file` is below the root. */
export function mutantKey(file: string, { mutatorName, replacement, location: { start, end } }: Mutant): string {
  return [file, start.line, start.column, end.line, end.column, mutatorName, replacement].join(':');
}

/** The place of a mutant as a report tells it. */
export function asReported({ mutatorName, replacement, location: { start, end } }: RawMutant): Mutant {
  const next = ({ line, column }: z.infer<typeof position>) => ({ line: line + 1, column: column + 1 });
  return { mutatorName, replacement, location: { start: next(start), end: next(end) } };
}
