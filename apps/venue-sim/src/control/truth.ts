import type { InstrumentMarket } from '../market/instrument-market.ts';
import { startPriceOf, symbolProfile } from '../market/profiles.ts';
import type { ServedVenue } from '../session/venue-server.ts';
import type { Simulator } from '../simulator.ts';
import { lastLookOf } from '../venue/last-look.ts';
import { LATENCY_TAIL_FACTOR } from '../venue/profiles.ts';
import type { VenueOrder } from '../venue/venue-order.ts';

/** The true parameters of every venue: for tests and benchmarks, never for the router. Times in microseconds. */
export function truth(simulator: Simulator): object {
  return {
    venues: [...simulator.venues.values()].map(venueTruth),
    instruments: [...simulator.markets.keys()],
  };
}

/** What is in the books of one instrument now, hidden interest included; null for an unknown instrument. */
export function instrumentTruth(simulator: Simulator, instrumentId: string): object | null {
  const market = simulator.markets.get(instrumentId);
  if (market === undefined) return null;
  return {
    instrument_id: instrumentId,
    ...symbolTruth(market),
    nbbo: market.consolidated.nbbo(),
    venues: [...simulator.venues.values()]
      .filter(({ venue }) => venue.model(instrumentId) !== undefined)
      .map((served) => bookTruth(served, instrumentId)),
  };
}

/** What a venue holds of every order that it remembers: the books that a router's are held against. Times in microseconds since 1970. */
export function ordersTruth({ venue }: ServedVenue): object {
  return { venue_id: venue.venue.venueId, epoch: venue.epoch, orders: [...venue.orders].map(orderTruth) };
}

function orderTruth(order: VenueOrder): object {
  return {
    child_id: order.childId,
    instrument_id: order.instrumentId,
    quantity: order.quantity,
    limit_price: order.limit,
    /** How many changes of it were heard of. */
    revision: order.terms.revision,
    state: order.state,
    filled_quantity: order.filledQuantity,
    received_us: order.receivedUs,
    shown: order.shown && { bid: order.shown.bid, ask: order.shown.ask, since_us: order.shown.sinceUs },
    times_received: order.timesReceived,
    cancel_received_us: order.cancelReceivedUs,
    canceled_us: order.canceledUs,
    executions: order.executions.map((execution) => ({
      execution_id: execution.executionId,
      quantity: execution.quantity,
      price: execution.price,
      time_us: execution.timeUs,
      /** What it costs, in 10^-8 of the currency as a text, whether the venue says so or not. */
      fee_e8: String(execution.feeE8),
    })),
  };
}

function venueTruth({ venue }: ServedVenue): object {
  const { profile } = venue;
  return {
    venue_id: venue.venue.venueId,
    latency_median_us: venue.venue.typicalLatencyUs,
    latency_sigma: profile.latencySigma,
    latency_tail_probability: profile.latencyTailProbability,
    latency_tail_factor: LATENCY_TAIL_FACTOR,
    last_look: venue.venue.venueType === 'LIQUIDITY_PROVIDER' ? lastLookTruth(venue.venue.venueId) : null,
    fade_probability: profile.fadeProbability,
    fade_gone_share: profile.fadeGoneShare,
    reject_probability: profile.rejectProbability,
    /** That displayed size is wholly there for an order that is not refused. */
    displayed_fill_probability: (1 - profile.rejectProbability) * (1 - profile.fadeProbability),
    hidden_probability: profile.hiddenProbability,
    hidden_lots_mean: profile.hiddenLotsMean,
    hidden_refresh_us: profile.hiddenRefreshUs,
    silent_on: profile.silentOn,
  };
}

function lastLookTruth(venueId: string): object {
  const look = lastLookOf(venueId);
  return {
    hold_us: look.holdUs,
    tolerance_of_spread: look.toleranceOfSpread,
    reject_probability_beyond: look.beyondProbability,
    reject_probability_within: look.withinProbability,
  };
}

function symbolTruth(market: InstrumentMarket): object {
  const start_price = startPriceOf(market.instrument);
  if (market.instrument.assetClass !== 'EQUITY') return { start_price };
  const { spreadClass, depthLots } = symbolProfile(market.instrument);
  return { start_price, spread_class: spreadClass, depth_lots: depthLots };
}

function bookTruth({ venue }: ServedVenue, instrumentId: string): object {
  const model = venue.model(instrumentId);
  return {
    venue_id: venue.venue.venueId,
    displayed: model?.display() ?? null,
    /** What a child order of each side could meet that nobody shows. */
    hidden: { BUY: model?.hiddenFor('BID') ?? 0, SELL: model?.hiddenFor('ASK') ?? 0 },
  };
}
