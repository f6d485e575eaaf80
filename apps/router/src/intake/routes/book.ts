import type { BookLevel, BookView } from '@fairlead/contracts/book';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { DepthLevel } from '@fairlead/core/market/market-view';
import type { Quote } from '@fairlead/core/market/quote';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { Market } from '../../market-data/market.ts';
import type { Clock } from '../../ports.ts';
import { isoTime, nbboView } from '../../publish/wire.ts';
import { sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';
import { type InstrumentQuery, instrumentQuery } from './market.ts';

/** GET book: every venue that trades the instrument, with the levels that it shows. */
export function bookRoute({ app, guard }: Server, { market, clock }: { market: Market; clock: Clock }): void {
  app.get<{ Querystring: InstrumentQuery }>(
    '/api/v1/smart-routing/book',
    { onRequest: guard('orders:read'), config: { query: instrumentQuery } },
    async (request, reply) => {
      const book = market.book(request.query.instrument_id);
      return book === undefined ? sendProblem(reply, 'NOT_FOUND') : reply.send(bookView(book, clock.nowUs()));
    },
  );
}

function bookView(book: InstrumentBook, nowUs: number): BookView {
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
    price: Number(formatScaled(price, instrument.priceDecimals)),
    size: Number(formatScaled(size, instrument.quantityDecimals)),
  };
}
