import { formatScaled } from '@fairlead/core/money/scaled';
import type { LineDefects } from './defect.ts';
import { isQuotient, type Quotient } from './figure-checks.ts';

const DECIMALS = 6;

/** Effective over quoted is a fraction; four exchanges wrote it a hundredfold in their first files. */
export function checkEffectiveOverQuoted(written: Quotient, defects: LineDefects): void {
  if (isQuotient(written)) return;
  defects.add(isQuotient(written, 100n) ? 'EQ_TIMES_100' : 'EQ_DISAGREES', 'AvgEFQPct', inUnits(written.quotient));
}

/** A figure in millionths as text. */
export function inUnits(figure: bigint): string {
  return formatScaled(figure, DECIMALS);
}
