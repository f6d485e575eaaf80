import type { Instrument } from '../instrument/instrument.ts';
import { LARGEST_SCALED, powerOfTen } from '../money/scaled.ts';
import { quantity } from '../money/units.ts';
import type { Venue } from './venue.ts';

/** True where the venue trades the instrument: its asset class, and its own list where it has one. */
export function tradesInstrument(venue: Venue, instrument: Pick<Instrument, 'instrumentId' | 'assetClass'>): boolean {
  if (venue.assetClass !== instrument.assetClass) return false;
  return venue.supportedSymbols === null || venue.supportedSymbols.includes(instrument.instrumentId);
}

/**
 * The venue as it stands for one instrument: its order sizes at the instrument's quantity scale, the minimum rounded up and the maximum down,
 * so that what keeps them keeps the venue's own. A size of more than fifteen digits becomes the largest of fifteen, so that a record can hold it.
 */
export function venueFor(venue: Venue, { quantityDecimals }: Pick<Instrument, 'quantityDecimals'>): Venue {
  if (venue.sizeDecimals === quantityDecimals) return venue;
  const up = BigInt(powerOfTen(Math.max(0, quantityDecimals - venue.sizeDecimals)));
  const down = BigInt(powerOfTen(Math.max(0, venue.sizeDecimals - quantityDecimals)));
  const least = (BigInt(venue.minOrderQuantity) * up + down - 1n) / down;
  const most = (BigInt(venue.maxOrderQuantity) * up) / down;
  const safe = (count: bigint) => quantity(Number(count > MOST ? MOST : count));
  return { ...venue, sizeDecimals: quantityDecimals, minOrderQuantity: safe(least), maxOrderQuantity: safe(most) };
}

const MOST = BigInt(LARGEST_SCALED);
