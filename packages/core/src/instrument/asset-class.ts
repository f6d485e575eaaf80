import type { AssetClass } from './instrument.ts';

/**
 * True where the market has protected quotes and a national best bid and offer made of them: Regulation NMS covers NMS stocks alone (Rules 600
 * and 611). Elsewhere every fresh displayed quote counts towards the best prices, and taking a worse one is nobody's rule but the order's.
 */
export function hasProtectedQuotes(assetClass: AssetClass): boolean {
  return assetClass === 'EQUITY';
}
