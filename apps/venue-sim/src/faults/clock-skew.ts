import type { FaultBoard } from './fault-board.ts';

/** By how much the clock of the venue is off now, in microseconds; negative is behind. */
export function clockSkewUs(faults: FaultBoard): number {
  return (faults.find('clock_skew')?.skew_ms ?? 0) * 1_000;
}
