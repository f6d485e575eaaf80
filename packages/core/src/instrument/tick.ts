import { type Price, price } from '../money/units.ts';
import type { Instrument, TickBand } from './instrument.ts';

/**
 * The tick bands of a US equity at four price decimals: $0.01 from $1.00, $0.0001 below.
 * Source: Regulation NMS Rule 612 (17 CFR 242.612(a), (b)) before the 2024 amendments. Bands are dated settings of an instrument: where its
 * listing exchange finds a stock tick-constrained (time-weighted quoted spread of $0.015 or less), a firm adds bands with a tick of $0.005
 * from the day on which that counts; amended Rule 612 does so from 2 November 2026 at the earliest.
 */
export const US_EQUITY_TICK_BANDS: readonly TickBand[] = [
  { fromPrice: price(0), tick: price(1) },
  { fromPrice: price(10_000), tick: price(100) },
];

/** The day from which the bands of the default instruments count: the compliance date of Rule 612, as ISO text. */
export const TICK_BANDS_FROM = '2006-01-31';

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
