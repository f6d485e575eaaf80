import { type Price, price } from '../money/units.ts';
import type { Instrument } from './instrument.ts';

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

/**
 * The largest price on a tick that is no higher than this one, at the instrument's price scale; 0 where no tick is so low. The tick is that
 * of the price that comes out, not of the one that goes in: across the bound of a band the two differ.
 */
export function roundedDownToTick(instrument: Pick<Instrument, 'tickBands'>, at: Price): Price {
  for (let index = instrument.tickBands.length - 1; index >= 0; index--) {
    const band = instrument.tickBands[index];
    if (band === undefined || band.fromPrice > at) continue;
    const onTick = at - (at % band.tick);
    if (onTick >= band.fromPrice) return price(onTick);
    // The band begins between two of its own ticks: what is on tick below it belongs to the band below.
    return roundedDownToTick(instrument, price(band.fromPrice - 1));
  }
  return at;
}

/** The smallest price on a tick that is no lower than this one, at the instrument's price scale; the tick is that of the price that comes out. */
export function roundedUpToTick(instrument: Pick<Instrument, 'tickBands'>, at: Price): Price {
  const tick = tickAt(instrument, at);
  const onTick = Math.ceil(at / tick) * tick;
  const next = instrument.tickBands.find((band) => band.fromPrice > at);
  if (next === undefined || onTick < next.fromPrice) return price(onTick);
  return roundedUpToTick(instrument, next.fromPrice);
}

/** The price so many ticks above another, below it where the number is negative: every one of them on a tick at its own price; not below 0. */
export function movedByTicks(instrument: Pick<Instrument, 'tickBands'>, from: Price, ticks: number): Price {
  let at = from;
  for (let moved = 0; moved < Math.abs(ticks); moved++) {
    if (ticks > 0) at = roundedUpToTick(instrument, price(at + 1));
    else if (at > 0) at = roundedDownToTick(instrument, price(at - 1));
  }
  return at;
}
