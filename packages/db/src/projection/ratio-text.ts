import { formatScaled } from '@fairlead/core/money/scaled';

/** A ratio with eight decimals as text, for numeric(20,8) columns that hold no money. */
export function ratioText(value: number): string {
  return formatScaled(Math.round(value * 100_000_000), 8);
}
