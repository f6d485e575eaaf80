import { TapeBuilder } from '../quote-tape.ts';
import { printSizeIn, timeOfDayUsIn, wholePrintPriceIn } from './fields.ts';
import { dateOf, requireSameSymbol, symbolOf } from './file-name.ts';
import { isSuspicious, leanRefusal } from './lean-conditions.ts';
import { type BestSide, eachNationalBest, type NationalBest, NOBODY } from './national-best.ts';
import { type RecordedTrade, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';
import { eachRow, type Layout, textIn } from './rows.ts';
import { Skipped, skippedWords } from './skipped.ts';
import { StockTrades } from './stock-trades.ts';
import { hoursWords, PRICE_DECIMALS, stockMarket } from './us-equity-market.ts';

type TradeColumn = 'time_ms' | 'price' | 'size' | 'exchange' | 'conditions' | 'suspicious';

const TRADES: Layout<TradeColumn> = {
  separator: ',',
  columns: ['time_ms', 'price', 'size', 'exchange', 'conditions', 'suspicious'],
  optional: [],
  hasHeader: false,
};

/**
 * Reads LEAN's tick files of US equities. They hold the consolidated NBBO alone, so the market that is replayed shows one exchange a side:
 * the one that sets the best price, and nobody else, because nobody else was recorded.
 */
export async function readLeanTicks(files: RecordingFiles): Promise<Recording> {
  const skipped = new Skipped(dateOf(files));
  const shown = new ShownBest();
  const { rows, recordedUs } = await eachNationalBest(files.quotesPath, skipped, (best) => shown.update(best));
  const read = { ...shown, recordedUs, skippedWords: skippedWords(skipped.counts) ?? 'it has no rows' };
  const symbol = symbolOf(files.symbol, files.quotesPath);
  const market = stockMarket(read, { files, symbol, tape: files.tape ?? 'A' });
  return {
    format: 'lean',
    market,
    tape: shown.builder.tape(market.midnightUs),
    trades: await tradesOf(files, shown.venues, skipped),
    rows,
    isFlagged: false,
    skipped: skipped.counts,
    assumptions: {
      ...hoursWords(files),
      consolidated:
        'The recording is the national best bid and offer, not the books of the exchanges: at every moment one exchange shows the best bid and one the best offer, and what others showed is not known and counts as nothing. So the NBBO cannot be checked, there is never a second venue at the best price or a next price to walk to, and routers differ in little but fees, posting and midpoint.',
      listing: 'The New York Stock Exchange counts as the listing venue, unless --tape says otherwise.',
    },
  };
}

async function tradesOf(files: RecordingFiles, venues: VenueRows, skipped: Skipped): Promise<readonly RecordedTrade[]> {
  if (files.tradesPath === null) return [];
  if (files.symbol === null) requireSameSymbol(files.quotesPath, files.tradesPath);
  const trades = new StockTrades(venues, skipped);
  await eachRow(files.tradesPath, TRADES, (row) => {
    trades.add({
      timeUs: timeOfDayUsIn(row, 'time_ms'),
      exchange: textIn(row, 'exchange'),
      price: wholePrintPriceIn(row, 'price', PRICE_DECIMALS),
      size: printSizeIn(row, 'size'),
      refusal: isSuspicious(row) ? 'suspicious print' : leanRefusal(row, 'trade'),
      correction: '',
    });
  });
  return trades.inTime;
}

/** Turns updates of the national best into quotes of the exchanges that set it, and takes away those of exchanges that no longer do. */
class ShownBest {
  readonly builder = new TapeBuilder();
  readonly venues = new VenueRows();
  #bid = NOBODY;
  #ask = NOBODY;

  update({ timeUs, bid, ask }: NationalBest): void {
    const changed = new Set<string>();
    if (!isSame(this.#bid, bid)) changed.add(this.#bid.venueId).add(bid.venueId);
    if (!isSame(this.#ask, ask)) changed.add(this.#ask.venueId).add(ask.venueId);
    changed.delete('');
    this.#bid = bid;
    this.#ask = ask;
    for (const venueId of changed) this.#show(venueId, timeUs);
  }

  #show(venueId: string, timeUs: number): void {
    const bid = this.#bid.venueId === venueId ? this.#bid : NOBODY;
    const ask = this.#ask.venueId === venueId ? this.#ask : NOBODY;
    const sides = { bid: bid.price, bidSize: bid.size, ask: ask.price, askSize: ask.size };
    this.builder.add({ timeUs, row: this.venues.rowOf(venueId), ...sides, changed: 0 });
  }
}

function isSame(a: BestSide, b: BestSide): boolean {
  return a.venueId === b.venueId && a.price === b.price && a.size === b.size;
}
