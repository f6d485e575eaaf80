import { z } from 'zod';

const figure = z.object({ what: z.string(), value: z.string() });

/** What an ordeal came to, as it is kept in `bench/ordeals/<name>.json`. */
export const ordealResult = z.object({
  name: z.string(),
  tries: z.string(),
  machine: z.string(),
  commit: z.string(),
  /** ISO time at which it ended. */
  endedAt: z.string(),
  seconds: z.number(),
  env: z.record(z.string(), z.string()),
  passed: z.number(),
  failed: z.number(),
  /** What was measured, and what is to be known. */
  figures: z.array(figure),
});
export type OrdealResult = z.infer<typeof ordealResult>;
/** What a run itself came to, before anything is said about it. */
export type Outcome = Pick<OrdealResult, 'passed' | 'failed' | 'figures'>;
export type OrdealFigure = z.infer<typeof figure>;

/** The figures that tests appended as JSON lines. */
export function figuresIn(text: string): OrdealFigure[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => figure.parse(JSON.parse(line)));
}
