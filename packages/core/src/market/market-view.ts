import type { Instrument } from '../instrument/instrument.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import type { BlindBar } from '../quality/blind-bar.ts';
import type { CircuitState } from '../venue/circuit-state.ts';
import type { Venue, VenueStatus } from '../venue/venue.ts';
import type { Nbbo } from './nbbo.ts';
import type { QuoteState } from './quote.ts';
import type { BeliefPart, CataloguePart, VenueBelief } from './view-parts.ts';

/** What may be had at one price of a book. */
export interface DepthLevel {
  readonly price: Price;
  readonly size: Quantity;
}

/** A book as deep as its venue shows it, best level first; the first level of each side is the venue's quote. */
export interface Depth {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
}

/** One venue as a decision sees it: its settings, health, quote and what is believed of it, at one instant. */
export interface VenueSnapshot extends VenueBelief {
  readonly venue: Venue;
  readonly status: VenueStatus;
  readonly circuit: CircuitState;
  readonly connected: boolean;
  /** It takes no new orders for the moment: it has said so, or as many have left for it as it takes in a second. */
  readonly isFull: boolean;
  readonly quoteState: QuoteState;
  readonly bid: Price;
  readonly bidSize: Quantity;
  readonly ask: Price;
  readonly askSize: Quantity;
  /** The levels of the book; null where the venue shows its best prices alone. */
  readonly depth: Depth | null;
  /** The last microsecond since 1970 in which the quote may be traded; null where it stands until it is replaced. */
  readonly validUntilUs: number | null;
  /** Microseconds between the quote's event time and the view; null without a quote. */
  readonly ageUs: number | null;
  /** Why the venue may not be sent to blind now; null where it may. */
  readonly blindBar: BlindBar | null;
}

/** The market of one instrument at one instant; immutable, and all that a decision may know of it. */
export interface MarketView {
  readonly instrument: Instrument;
  /** Microseconds since 1970. */
  readonly takenAtUs: number;
  readonly nbbo: Nbbo;
  readonly venues: readonly VenueSnapshot[];
  /** What of all this stands in the two parts of a record: the same objects from view to view as long as nothing in them changes. */
  readonly catalogue: CataloguePart;
  readonly beliefs: BeliefPart;
}

/** What an order of this side could take of a venue's book, best level first: only the best price where the venue shows no more. */
export function shownLevels(snapshot: VenueSnapshot, side: Side): readonly DepthLevel[] {
  const isBuy = side === 'BUY';
  if (snapshot.depth !== null) return isBuy ? snapshot.depth.asks : snapshot.depth.bids;
  const size = isBuy ? snapshot.askSize : snapshot.bidSize;
  return size === 0 ? [] : [{ price: isBuy ? snapshot.ask : snapshot.bid, size }];
}
