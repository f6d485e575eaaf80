import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import { notionalRoundedE8 } from '@fairlead/core/money/amount';
import type { MoneyE8 } from '@fairlead/core/money/units';
import type { Arrival } from '@fairlead/core/risk/arrivals';
import type { LimitsInForce } from '@fairlead/core/risk/limits';
import type { Entered } from './admit.ts';
import { weighedBy } from './weighed-by.ts';

/** An order as it is held against those that came before it. */
export function arrivalOf(
  entered: Entered,
  { client, firm, duplicateWindowMs }: LimitsInForce,
  book: Pick<InstrumentBook, 'lastSale'> | undefined,
): Arrival {
  const { submission, order, enteredUs } = entered;
  return {
    ...{ clientId: submission.clientId, order, atUs: enteredUs, client, firm },
    duplicateWindowMs: duplicateWindowMs(comesTo(entered, book)),
  };
}

/** What an order is worth by its limit, else its stop price, else the market it comes to; null where that shows no price. */
function comesTo({ order, view }: Entered, book: Pick<InstrumentBook, 'lastSale'> | undefined): MoneyE8 | null {
  const by = order.limitPrice ?? order.stopPrice ?? weighedBy(order.side, book, view.nbbo);
  return by === null ? null : notionalRoundedE8(by, order.quantity, view.instrument);
}
