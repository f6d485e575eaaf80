import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { z } from 'zod';

/** How the prices of an instrument are written: the decimals of its tick at least, and all that its prices have at most. */
export const priceForm = z.object({ least: z.number(), most: z.number() });
export type PriceForm = z.infer<typeof priceForm>;

/** What screens need of an instrument besides its name. */
export const instrumentForm = z.object({ instrument_id: z.string(), currency: z.string(), price: priceForm });
export type InstrumentForm = z.infer<typeof instrumentForm>;

/** The form of prices with this tick and so many decimals; the tick is a decimal text. */
export function priceFormOf(tick: string, priceDecimals: number): PriceForm {
  const decimals = tick.split('.')[1]?.length ?? 0;
  // Money is never written with less than cents, whatever the tick.
  const least = Math.min(priceDecimals, Math.max(2, decimals));
  return { least, most: priceDecimals };
}

/** The form of prices of a decision's instrument, as its record says it. */
export function priceFormOfRecord({ instrument }: Pick<DecisionEvidence, 'instrument'>): PriceForm {
  return priceFormOf(instrument.tick, instrument.price_decimals);
}
