import { describe, expect, it } from 'vitest';
import { DEFAULT_INSTRUMENTS } from '../catalogue/default-instruments.ts';
import { price, quantity } from '../money/units.ts';
import { DEFAULT_VENUES } from '../venue/default-venues.ts';
import { InstrumentBook, type VenueCondition } from './instrument-book.ts';

const CONDITION: VenueCondition = {
  status: 'ACTIVE',
  circuit: 'CLOSED',
  connected: true,
  isFull: false,
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

  it.each([
    ['a price around which a collar is not exact', 45_000_001 * 100_000, 1],
    ['a price of nothing', 0, 1],
    ['a price below nothing', -5, 1],
    ['a size below nothing', 108_500, -1],
    ['a size of sixteen digits', 108_500, 1_000_000_000_000_000],
  ])('takes a side with %s for no quote, and keeps the other', (_, bid, bidSize) => {
    const book = bookOf('EURUSD');
    const row = book.row('LP2') ?? -1;
    const level = { price: price(bid), size: quantity(bidSize) };
    const ask = { price: price(9_000_001 * 1_000_000), size: quantity(7) };
    const times = { eventTimeUs: NOW, receiptTimeUs: NOW };
    const sane = { price: price(108_510), size: quantity(7) };
    book.applyQuote(row, { bid: level.price, bidSize: level.size, ask: sane.price, askSize: sane.size, ...times });
    book.setLadder(row, { depth: { bids: [level], asks: [sane, ask] }, validUntilUs: null });
    const shown = book.shown(row, NOW);
    expect([shown.quote.bidSize, shown.quote.askSize, shown.depth]).toEqual([0, 7, { bids: [], asks: [] }]);
    expect(book.nbbo(NOW)).toMatchObject({ bid: null, ask: { price: 108_510 } });
  });

  it('shows no side of a book whose levels are not in the order of their prices', () => {
    const book = bookOf('EURUSD');
    const row = book.row('LP2') ?? -1;
    const at = (value: number) => ({ price: price(value), size: quantity(7) });
    const asks = [at(108_510), at(108_512), at(108_512)];
    book.setLadder(row, { depth: { bids: [at(108_500), at(108_498), at(108_499)], asks }, validUntilUs: null });
    expect(book.shown(row, NOW).depth).toEqual({ bids: [], asks });
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

describe('an instrument whose listing venue has halted it', () => {
  it('is halted for as long as that is said, and by its own setting whatever is said', () => {
    const book = bookOf('AAPL');
    const { instrument } = book;
    const before = book.instrument.status;
    book.setTradingStatus({ atUs: NOW, status: 'HALTED' });
    expect([before, book.instrument.status, book.nbbo(NOW).state]).toEqual(['ACTIVE', 'HALTED', 'HALTED']);
    book.setInstrument({ ...instrument, shortSaleRestricted: true });
    expect(book.instrument).toMatchObject({ status: 'HALTED', shortSaleRestricted: true });
    book.setTradingStatus({ atUs: NOW, status: 'TRADING' });
    expect(book.instrument.status).toBe('ACTIVE');
    book.setInstrument({ ...instrument, status: 'RESTRICTED' });
    book.setTradingStatus({ atUs: NOW, status: 'HALTED' });
    expect(book.instrument.status).toBe('RESTRICTED');
    book.setTradingStatus(null);
    expect(book.instrument.status).toBe('RESTRICTED');
  });

  it('keeps the last trade that was printed, and none that can be none', () => {
    const book = bookOf('AAPL');
    const sale = { atUs: NOW, price: price(2_000_000), quantity: quantity(100), condition: 'REGULAR' } as const;
    expect([book.lastSale, book.print(sale), book.print({ ...sale, price: price(-1) })]).toEqual([null, true, false]);
    expect(book.lastSale).toEqual(sale);
  });
});
