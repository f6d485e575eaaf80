import { describe, expect, it } from 'vitest';
import { DEFAULT_INSTRUMENTS } from '../instrument/default-instruments.ts';
import { price, quantity } from '../money/units.ts';
import { DEFAULT_VENUES } from '../venue/default-venues.ts';
import { InstrumentBook, type VenueCondition } from './instrument-book.ts';

const CONDITION: VenueCondition = {
  status: 'ACTIVE',
  circuit: 'CLOSED',
  connected: true,
  latencyUs: 100,
  fillRate: 0.9,
  observations: 0,
  hidden: [],
  blindBar: null,
};
const NOW = 1_767_366_000_000_000;

function bookOf(instrumentId: string): InstrumentBook {
  const instrument = DEFAULT_INSTRUMENTS.find((each) => each.instrumentId === instrumentId);
  if (instrument === undefined) throw new Error(`no ${instrumentId}`);
  return new InstrumentBook(instrument, DEFAULT_VENUES);
}

/** A venue quotes, with or without an end. */
function quote(book: InstrumentBook, venueId: string, bid: number, ask: number, validUntilUs: number | null = null) {
  const row = book.row(venueId);
  if (row === undefined) throw new Error(`${venueId} is not in the book`);
  const size = quantity(1_000_000);
  const times = { eventTimeUs: NOW, receiptTimeUs: NOW };
  book.quotes.apply(row, { bid: price(bid), bidSize: size, ask: price(ask), askSize: size, ...times });
  book.setLadder(row, { depth: null, validUntilUs });
}

const viewOf = (book: InstrumentBook, nowUs = NOW) =>
  book.view(
    nowUs,
    book.venues.map(() => CONDITION),
  );

describe('the book of an instrument', () => {
  it.each([
    ['AAPL', 24],
    ['EURUSD', 5],
    ['BTC/USD', 3],
  ])('of %s has a row for each of the %i venues that trade it, and for no other', (instrumentId, count) => {
    const view = viewOf(bookOf(instrumentId));
    expect(view.venues).toHaveLength(count);
    expect(bookOf('EURUSD').row('XNYS')).toBeUndefined();
  });

  it('has the sizes of its venues at the instrument’s own scale', () => {
    const [venue] = viewOf(bookOf('BTC/USD')).venues;
    expect([venue?.venue.minOrderQuantity, venue?.venue.maxOrderQuantity]).toEqual([10_000, 50_000_000_000]);
  });

  it('counts every displayed quote where no quote is protected, and protected ones alone where some are', () => {
    const fx = bookOf('EURUSD');
    quote(fx, 'LP2', 108_500, 108_510);
    quote(fx, 'LP3', 108_502, 108_512);
    expect(fx.nbbo(NOW)).toMatchObject({ bid: { venueId: 'LP3' }, ask: { venueId: 'LP2' }, state: 'NORMAL' });
    const equity = bookOf('AAPL');
    quote(equity, 'SGMT', 2_700_000, 2_700_100);
    expect(equity.nbbo(NOW).state).toBe('STALE');
  });

  it('leaves a quote out of its best prices from its end on, until the venue quotes again', () => {
    const book = bookOf('EURUSD');
    quote(book, 'LP2', 108_500, 108_510, NOW + 500_000);
    quote(book, 'LP3', 108_490, 108_520, NOW + 2_000_000);
    expect(book.nbbo(NOW + 500_000).bid?.venueId).toBe('LP2');
    expect(book.nbbo(NOW + 500_001).bid?.venueId).toBe('LP3');
    const states = viewOf(book, NOW + 500_001).venues.map((each) => each.quoteState);
    expect(states).toEqual(['NONE', 'EXPIRED', 'FRESH', 'NONE', 'NONE']);
    quote(book, 'LP2', 108_501, 108_511, NOW + 3_000_000);
    expect(book.nbbo(NOW + 600_000).bid?.venueId).toBe('LP2');
    expect(book.nbbo(NOW + 9_000_000).state).toBe('STALE');
  });

  it('shows the fees that were set last', () => {
    const book = bookOf('BTC/USD');
    const row = book.row('CX1') ?? -1;
    const fees = viewOf(book).venues[row]?.venue.fees;
    if (fees === undefined) throw new Error('a venue expected');
    book.setFees(row, { ...fees, takePpm: 7 });
    expect(viewOf(book).venues[row]?.venue.fees.takePpm).toBe(7);
  });
});
