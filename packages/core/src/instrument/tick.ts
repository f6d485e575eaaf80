import { type Price, price } from '../money/units.ts';
import type { Instrument, TickBand } from './instrument.ts';

/**
 * The tick bands of a US equity at four price decimals: $0.01 from $1.00, $0.0001 below.
 * Source: Regulation NMS Rule 612 (17 CFR 242.612(a), (b)) before the 2024 amendments; a dated setting of the instrument.
 */
export const US_EQUITY_TICK_BANDS: readonly TickBand[] = [
  { fromPrice: price(0), tick: price(1) },
  { fromPrice: price(10_000), tick: price(100) },
];

/** The tick in force at this price, in the instrument's price scale. */
export function tickAt(instrument: Pick<Instrument, 'tickBands'>, at: Price): Price {
  let tick = price(1);
  for (const band of instrument.tickBands) {
    if (at < band.fromPrice) break;
    tick = band.tick;
  }
  return tick;
}

/** True where the price is a whole number of ticks at its own level (Rule 612 for US equities). */
export function isOnTick(instrument: Pick<Instrument, 'tickBands'>, at: Price): boolean {
  return at % tickAt(instrument, at) === 0;
}
