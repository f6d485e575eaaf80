import { appendFileSync } from 'node:fs';

/** Where `npm run ordeal` reads what tests have measured; an ordinary run writes nothing. */
const FIGURES = process.env.FAIRLEAD_ORDEAL_FIGURES;

/** A failure of a whole system that was tried, in the words of tooling/src/ordeal/result.ts. */
interface Trial {
  readonly failure: string;
  /** From the failure until orders were taken and executed as before, each time. */
  readonly outageMs: readonly number[];
  /** The same, from when what had failed was started or let go again. */
  readonly recoverMs: readonly number[];
  readonly orders: number;
  readonly executions: number;
  readonly differences: number;
}

/** Writes down a figure for the page of the ordeals. */
export function note(what: string, value: string): void {
  write({ what, value });
}

/** Writes down what became of a failure; before it is asserted, so that a run that failed tells of it too. */
export function noteTrial(trial: Trial): void {
  // What never came back is told by the test that failed.
  const finite = (values: readonly number[]) => values.filter(Number.isFinite).map(Math.round);
  write({ ...trial, outageMs: finite(trial.outageMs), recoverMs: finite(trial.recoverMs) });
}

/** Writes down one cell of an ordeal's table. */
export function noteCell(cell: { readonly row: string; readonly column: string; readonly says: string }): void {
  write(cell);
}

/** Durations in words: the median, the 99th percentile and the longest. */
export function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  const [p50, p99, longest] = [at(0.5), at(0.99), at(1)].map((ms) => `${ms.toLocaleString('en')} ms`);
  return `p50 ${p50}, p99 ${p99}, longest ${longest}`;
}

function write(line: object): void {
  if (FIGURES !== undefined) appendFileSync(FIGURES, `${JSON.stringify(line)}\n`);
}
