import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { Nbbo } from '@fairlead/core/market/nbbo';
import type { Price } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { farPrice } from '@fairlead/core/risk/collar';

/** What an order that waits counts by, where it has no price of its own: the price to measure by, else the last sale, however old; null where nothing is known. */
export function weighedBy(side: Side, book: Pick<InstrumentBook, 'lastSale'> | undefined, nbbo: Nbbo): Price | null {
  return farPrice(side, nbbo) ?? book?.lastSale?.price ?? null;
}
