import type { Instrument } from './instrument.ts';

/** What a quantity of a US equity counts. */
export const SHARES = 'SHARES';

/**
 * What a quantity of an instrument counts, so that only like is added to like: shares, or the code of the base currency or coin that the
 * instrument's id begins with (EURUSD: EUR, BTC/USD: BTC).
 */
export function quantityUnit({ assetClass, instrumentId }: Pick<Instrument, 'assetClass' | 'instrumentId'>): string {
  switch (assetClass) {
    case 'EQUITY':
      return SHARES;
    case 'FX':
      return instrumentId.replace('/', '').slice(0, 3);
    case 'CRYPTO':
      return instrumentId.split('/', 1)[0] ?? instrumentId;
  }
}
