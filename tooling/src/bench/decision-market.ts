import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { InstrumentBook, type VenueCondition } from '@fairlead/core/market/instrument-book';
import { price, quantity } from '@fairlead/core/money/units';
import type { RoutingObjective, ValidOrder } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';
import { Random } from '../replay/random.ts';
import { firstWave, marketOrder } from './market-order.ts';

const TICK = 100;
const MID = 1_900_000;
const NOW_US = 1_767_366_000_000_000;
/** Enough different markets that no branch is learned by heart. */
const MARKETS = 256;

/** A market to decide on, as the router holds it: the view is taken anew for every decision. */
export interface DecisionCase {
  readonly book: InstrumentBook;
  readonly conditions: readonly VenueCondition[];
  readonly order: ValidOrder;
}

/**
 * Seeded markets over `venueCount` lit venues copied from the catalogue's exchanges: quotes within six ticks of the mid, one to twelve round
 * lots, and orders that need about a third of the venues.
 */
export function decisionCases(venueCount: number, objective: RoutingObjective): readonly DecisionCase[] {
  const random = new Random(venueCount);
  const [instrument] = US_EQUITY_INSTRUMENTS;
  if (instrument === undefined) throw new Error('the catalogue is empty');
  const venues = venuesOf(venueCount);
  return Array.from({ length: MARKETS }, (_, index) => ({
    book: bookOf(instrument, venues, random),
    conditions: venues.map((venue) => conditionOf(venue, random)),
    order: orderOf(random, { index, venueCount, objective, instrumentId: instrument.instrumentId }),
  }));
}

/** The input of the first wave of a case, its view taken now. */
export function inputOf({ book, conditions, order }: DecisionCase): PlanInput {
  const view = book.view(NOW_US, conditions);
  const sign = sideSign(order.side);
  return firstWave(order, view, price(MID + sign * 100 * TICK));
}

function venuesOf(count: number): readonly Venue[] {
  const lit = US_EQUITY_VENUES.filter((venue) => venue.lit);
  return Array.from({ length: count }, (_, index) => {
    const model = lit[index % lit.length];
    if (model === undefined) throw new Error('the catalogue has no lit venue');
    return { ...model, venueId: index < lit.length ? model.venueId : `${model.venueId}${index}`, priority: index + 1 };
  });
}

function bookOf(instrument: Instrument, venues: readonly Venue[], random: Random): InstrumentBook {
  const book = new InstrumentBook(instrument, venues);
  const lots = () => quantity((1 + random.below(12)) * instrument.roundLot);
  for (let row = 0; row < venues.length; row++) {
    book.applyQuote(row, {
      bid: price(MID - (1 + random.below(6)) * TICK),
      bidSize: lots(),
      ask: price(MID + (1 + random.below(6)) * TICK),
      askSize: lots(),
      eventTimeUs: NOW_US - random.below(1_000_000),
      receiptTimeUs: NOW_US,
    });
  }
  return book;
}

function conditionOf(venue: Venue, random: Random): VenueCondition {
  return {
    status: 'ACTIVE',
    circuit: 'CLOSED',
    connected: true,
    isFull: false,
    latencyUs: venue.typicalLatencyUs + random.below(100),
    fillRate: 0.8 + random.below(200) / 1_000,
    observations: random.below(500),
    hidden: [],
    blindBar: null,
  };
}

function orderOf(
  random: Random,
  as: { index: number; venueCount: number; objective: RoutingObjective; instrumentId: string },
): ValidOrder {
  return marketOrder({
    orderId: `bench-${as.index}`,
    instrumentId: as.instrumentId,
    side: random.pick(['BUY', 'SELL']),
    quantity: quantity(100 * (1 + random.below(Math.ceil(as.venueCount * 4)))),
    routingObjective: as.objective,
    timeInForce: 'DAY',
  });
}
