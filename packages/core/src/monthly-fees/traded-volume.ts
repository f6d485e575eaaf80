import type { Instrument } from '../instrument/instrument.ts';
import { notionalRoundedE8 } from '../money/amount.ts';
import { powerOfTen } from '../money/scaled.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { MonthlyVolume } from '../venue/fees.ts';

/** What was traded in one go, in 10^-8: units, and their value in a currency. */
export interface TradedVolume extends MonthlyVolume {
  readonly currency: string;
}

/** What an execution counts towards a month's volume: 1 where it was made, -1 where it is taken back. */
export function tradedVolume(
  { price, quantity }: { readonly price: Price; readonly quantity: Quantity },
  instrument: Instrument,
  sign: 1n | -1n,
): TradedVolume {
  const unitsE8 = BigInt(quantity) * BigInt(powerOfTen(8 - instrument.quantityDecimals));
  const notionalE8 = notionalRoundedE8(price, quantity, instrument);
  return { unitsE8: sign * unitsE8, notionalE8: sign * notionalE8, currency: instrument.currency };
}
