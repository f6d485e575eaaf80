import { type Quantity, quantity } from '../money/units.ts';
import type { AssetClass, Instrument } from './instrument.ts';

/**
 * True where the market has protected quotes and a national best bid and offer made of them: Regulation NMS covers NMS stocks alone (Rules 600
 * and 611). Elsewhere every fresh displayed quote counts towards the best prices, and taking a worse one is nobody's rule but the order's.
 */
export function hasProtectedQuotes(assetClass: AssetClass): boolean {
  return assetClass === 'EQUITY';
}

/** The smallest size that counts towards the best prices: a round lot where quotes are protected, anything elsewhere. */
export function quotedLot({ assetClass, roundLot }: Pick<Instrument, 'assetClass' | 'roundLot'>): Quantity {
  return hasProtectedQuotes(assetClass) ? roundLot : quantity(1);
}
