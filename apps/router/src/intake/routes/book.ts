import { type BookLevel, type BookView, bookView } from '@fairlead/contracts/book';
import { isoTime, wireNumber } from '@fairlead/contracts/wire-value';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { DepthLevel } from '@fairlead/core/market/market-view';
import type { Quote } from '@fairlead/core/market/quote';
import type { Market } from '../../market-data/market.ts';
import type { Clock } from '../../ports.ts';
import { nbboView } from '../../publish/wire.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { instrumentQuery } from './market.ts';

/** What the book's route works with. */
export interface BookRoute {
  readonly market: Market;
  readonly clock: Clock;
}

/** GET book: every venue that trades the instrument, with the levels that it shows. */
export const bookRoute: Routes<BookRoute> = async (app, { market, clock }) => {
  const schema = { querystring: instrumentQuery, response: { 200: bookView } };
  app.get('/book', { onRequest: app.guard('orders:read'), schema }, async (request, reply) => {
    const book = market.book(request.query.instrument_id);
    return book === undefined ? sendProblem(reply, 'NOT_FOUND') : reply.send(viewOf(book, clock.nowUs()));
  });
};

function viewOf(book: InstrumentBook, nowUs: number): BookView {
  const { instrument } = book;
  return {
    instrument_id: instrument.instrumentId,
    timestamp: isoTime(nowUs),
    nbbo: nbboView(book.nbbo(nowUs), instrument, nowUs),
    venues: book.venues.map((venue, row) => {
      const { quote, state, depth } = book.shown(row, nowUs);
      const levels = (side: readonly DepthLevel[]) => side.map((level) => levelView(level, book));
      return {
        venue_id: venue.venueId,
        venue_type: venue.venueType,
        lit: venue.lit,
        quote_state: state,
        event_time: state === 'NONE' ? null : isoTime(quote.eventTimeUs),
        bids: levels(depth?.bids ?? top(quote, 'bid')),
        asks: levels(depth?.asks ?? top(quote, 'ask')),
      };
    }),
  };
}

/** The best price of a side as its only level; none where nothing is shown. */
function top(quote: Readonly<Quote>, side: 'bid' | 'ask'): DepthLevel[] {
  const size = side === 'bid' ? quote.bidSize : quote.askSize;
  return size === 0 ? [] : [{ price: quote[side], size }];
}

function levelView({ price, size }: DepthLevel, { instrument }: InstrumentBook): BookLevel {
  return {
    price: wireNumber(price, instrument.priceDecimals),
    size: wireNumber(size, instrument.quantityDecimals),
  };
}
