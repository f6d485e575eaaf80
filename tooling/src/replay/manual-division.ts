import type { MarketView } from '@fairlead/core/market/market-view';
import { formatScaled, parseScaled } from '@fairlead/core/money/scaled';
import type { OrderRequest } from '@fairlead/core/order/request';

/**
 * An order as a person might divide it by hand: half to the listing venue, the rest to the venue with the best price; all to the latter where
 * the two are one, or the order is to be filled whole or not at all. An order whose quantity is no number is left for validation to refuse.
 */
export function dividedByHand(request: OrderRequest, view: MarketView): OrderRequest {
  const { instrument, nbbo } = view;
  const manual = { ...request, routingMode: 'MANUAL' as const };
  const count = parseScaled(request.quantity, instrument.quantityDecimals);
  const listing = instrument.primaryVenueId ?? view.venues[0]?.venue.venueId ?? '';
  const best = (request.side === 'BUY' ? nbbo.ask : nbbo.bid)?.venueId ?? listing;
  const half = count.ok ? Math.floor(count.value / 2) : 0;
  if (!count.ok || half === 0 || best === listing || request.timeInForce === 'FOK')
    return { ...manual, manualAllocations: [{ venueId: best, quantity: request.quantity }] };
  const text = (units: number) => formatScaled(units, instrument.quantityDecimals);
  return {
    ...manual,
    manualAllocations: [
      { venueId: listing, quantity: text(half) },
      { venueId: best, quantity: text(count.value - half) },
    ],
  };
}
