import { US_EQUITY_INSTRUMENTS } from '../catalogue/us-equity-instruments.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { MarketReference } from '../market/market-reference.ts';
import { type Depth, type MarketView, shownLevels, type VenueSnapshot } from '../market/market-view.ts';
import { type BestQuote, type Nbbo, nbboStateOf } from '../market/nbbo.ts';
import { roundLotQuote } from '../market/round-lot-quote.ts';
import { beliefOf } from '../market/view-parts.ts';
import { price, type Quantity, quantity } from '../money/units.ts';
import { UNSAID, type ValidOrder } from '../order/request.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import { DEFAULT_VENUES } from '../venue/default-venues.ts';
import type { Venue } from '../venue/venue.ts';

/** What a test says of a venue's quote: prices in cents, sizes in shares; anything else of the snapshot can be overridden. */
export interface QuoteOf extends Partial<Omit<VenueSnapshot, 'venue' | 'bid' | 'ask' | 'bidSize' | 'askSize'>> {
  readonly bid?: readonly [cents: number, size: number];
  readonly ask?: readonly [cents: number, size: number];
  readonly venue?: Partial<Venue>;
  /** Levels behind the ask and the bid: [cents worse, size] each. */
  readonly deeper?: readonly (readonly [cents: number, size: number])[];
  /** What is believed to be hidden: [size, probability] each. */
  readonly believed?: readonly (readonly [size: number, probability: number])[];
}

const CENT = 100;

/** The catalogue's venue with changes. */
export function venueOf(venueId: string, changes: Partial<Venue> = {}): Venue {
  const venue = DEFAULT_VENUES.find((each) => each.venueId === venueId);
  if (venue === undefined) throw new Error(`no venue ${venueId} in the catalogue`);
  return { ...venue, ...changes };
}

/** A snapshot of a catalogue venue that quotes as said, healthy in every other way. */
export function snapshotOf(venueId: string, said: QuoteOf): VenueSnapshot {
  const { bid = [0, 0], ask = [0, 0], venue, deeper, believed = [], ...rest } = said;
  const configured = venueOf(venueId, venue);
  return {
    venue: configured,
    status: 'ACTIVE',
    circuit: 'CLOSED',
    connected: true,
    isFull: false,
    quoteState: bid[1] + ask[1] === 0 ? 'NONE' : bid[1] > 0 && ask[1] > 0 && bid[0] > ask[0] ? 'CROSSED' : 'FRESH',
    bid: price(bid[0] * CENT),
    bidSize: quantity(bid[1]),
    ask: price(ask[0] * CENT),
    askSize: quantity(ask[1]),
    depth: deeper === undefined ? null : depthOf({ bid, ask, deeper }),
    validUntilUs: null,
    ageUs: 1_000,
    latencyUs: configured.typicalLatencyUs,
    fillRate: 0.9,
    observations: 50,
    bidOutflow: 0,
    askOutflow: 0,
    hidden: believed.map(([size, probability]) => ({ size: quantity(size), probability })),
    blindBar: null,
    ...rest,
  };
}

function depthOf({ bid, ask, deeper }: Required<Pick<QuoteOf, 'bid' | 'ask' | 'deeper'>>): Depth {
  const levels = ([best, size]: readonly [number, number], sign: 1 | -1) =>
    [[0, size] as const, ...deeper].flatMap(([worse, each]) =>
      size === 0 || each === 0 ? [] : [{ price: price((best + sign * worse) * CENT), size: quantity(each) }],
    );
  return { bids: levels(bid, -1), asks: levels(ask, 1) };
}

/** A market over the venues that are named, of AAPL where nothing else is said; the NBBO follows from their quotes. */
export function marketOf(quotes: Readonly<Record<string, QuoteOf>>, instrument: Instrument = aapl()): MarketView {
  const venues = Object.entries(quotes).map(([venueId, said]) => snapshotOf(venueId, said));
  const isEquity = instrument.assetClass === 'EQUITY';
  const usable = venues.filter((each) => (each.venue.protectedQuote || !isEquity) && each.quoteState === 'FRESH');
  const bid = bestOf(usable, { side: 'SELL', roundLot: instrument.roundLot });
  const ask = bestOf(usable, { side: 'BUY', roundLot: instrument.roundLot });
  return viewOf({ instrument, takenAtUs: 1_767_366_000_000_000, nbbo: nbboOf(bid, ask), venues });
}

/** A view of snapshots made by hand, with the parts that a book would have given it. */
export function viewOf(seen: Omit<MarketView, 'catalogue' | 'beliefs'>): MarketView {
  const venues = seen.venues.map((each) => ({ ...each, ...beliefOf(each, each) }));
  const catalogue = { instrument: seen.instrument, venues: venues.map(({ venue }) => venue) };
  return { ...seen, venues, catalogue, beliefs: { venues } };
}

/** The NBBO that two best quotes make, in a market of which nothing is known from before, without odd lots. */
export function nbboOf(bid: BestQuote | null, ask: BestQuote | null): Nbbo {
  const reference = new MarketReference();
  if (bid !== null && ask !== null) {
    reference.observe({ bid: bid.price, ask: ask.price, isWidelyQuoted: () => false }, 0);
  }
  return {
    state: nbboStateOf(bid, ask, false),
    bid,
    ask,
    oddBid: null,
    oddAsk: null,
    referenceBid: bid === null ? null : reference.of('BID', bid.price),
    referenceAsk: ask === null ? null : reference.of('ASK', ask.price),
  };
}

function aapl(): Instrument {
  const [instrument] = US_EQUITY_INSTRUMENTS;
  if (instrument === undefined) throw new Error('the catalogue is empty');
  return instrument;
}

/** The best that an order of `side` could take, in round lots. */
function bestOf(
  venues: readonly VenueSnapshot[],
  { side, roundLot }: { side: 'BUY' | 'SELL'; roundLot: Quantity },
): BestQuote | null {
  const quotes = venues.flatMap((each) => {
    const quote = roundLotQuote(shownLevels(each, side), roundLot);
    return quote === null ? [] : [{ ...quote, venueId: each.venue.venueId }];
  });
  const sign = side === 'BUY' ? 1 : -1;
  quotes.sort((a, b) => (a.price - b.price) * sign || b.size - a.size);
  return quotes[0] ?? null;
}

/** A BUY MARKET order of AAPL for 100 shares, best price, sweep, with changes. */
export function orderOf(changes: Partial<ValidOrder> = {}): ValidOrder {
  return {
    ...UNSAID,
    orderId: 'order-1',
    instrumentId: 'AAPL',
    side: 'BUY',
    quantity: quantity(100),
    orderType: 'MARKET',
    routingMode: 'SWEEP',
    venueCaps: [],
    ...changes,
  };
}

/** The first wave of an order on a market, protected, with the order's limit as the worst price. */
export function planInputOf(order: ValidOrder, view: MarketView): PlanInput {
  return {
    clientId: 'client-1',
    order,
    wave: 1,
    quantity: order.quantity,
    worstPrice: order.limitPrice,
    view,
    settings: { protection: true, urgency: 0.5, passiveHorizonMs: null },
    triedVenues: [],
    rulesVersion: 'none',
    rulesApplied: [],
    modelVersion: 'priors-1',
  };
}
