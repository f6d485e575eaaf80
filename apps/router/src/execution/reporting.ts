import { doubleMid } from '@fairlead/core/market/nbbo';
import type { Reporting } from '@fairlead/core/order-life/on-report';
import type { FillMarket } from '@fairlead/core/order-life/order-event';
import { executionFeeE8 } from '@fairlead/core/venue/fees';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Market } from '../market-data/market.ts';
import type { OrderIdentity } from '../order/live-order.ts';
import type { Ids } from '../ports.ts';

/** What a report of a venue is booked with: the market and the venue's fees of this moment. Throws for a venue that is not known. */
export function reportingOf(
  { instrument }: OrderIdentity,
  at: { readonly childId: string; readonly venueId: string; readonly report: VenueReport; readonly nowUs: number },
  { market, ids }: { readonly market: Market; readonly ids: Ids },
): Reporting {
  const fees = market.chargedFees(at.venueId, instrument.instrumentId);
  if (fees === undefined) throw new Error(`child at a venue that is not known: ${at.venueId}`);
  return {
    childId: at.childId,
    report: at.report,
    market: fillMarket(market, instrument.instrumentId, at.nowUs),
    feeOf: ({ price, quantity, liquidityFlag }, isFirst) =>
      executionFeeE8(fees, liquidityFlag, { price, quantity, scale: instrument, isFirst }),
    currency: instrument.currency,
    newId: () => ids.next(),
  };
}

/** The best prices of a moment, as a fill keeps them. */
export function fillMarket(market: Market, instrumentId: string, nowUs: number): FillMarket {
  const nbbo = market.nbbo(instrumentId, nowUs);
  return {
    bid: nbbo?.bid?.price ?? null,
    ask: nbbo?.ask?.price ?? null,
    doubleMid: nbbo === undefined ? null : doubleMid(nbbo),
  };
}
