import { basename } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { type RecordedTrade, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';
import { eachRow, type Layout, type Row, wholeIn } from './rows.ts';
import { printVenueIn, venueIn } from './tape-letters.ts';
import { usEquityMarket } from './us-equity-market.ts';

const QUOTES: Layout = { separator: ',', width: 8, header: null };
const TRADES: Layout = { separator: ',', width: 6, header: null };
const US_PER_MS = 1_000;
/** LEAN's TradeConditionFlags: prints before and after hours, at open and close, say nothing of the book in between. */
const NOT_OF_THE_BOOK = 0x2000 + 0x80 + 0x40;

/** One side of the national best, with the exchange that sets it. Prices in 10^-4 dollars, sizes in shares. */
interface BestSide {
  readonly venueId: string;
  readonly price: number;
  readonly size: number;
}

/** One update of the consolidated tape: both sides as they are from now on. */
export interface NationalBest {
  /** Microseconds since midnight New York. */
  readonly timeUs: number;
  readonly bid: BestSide;
  readonly ask: BestSide;
}

/** Gives every update of a file of LEAN quote ticks, in file order: a row of the bid and a row of the ask at one time. Refuses a row alone. */
export async function eachNationalBest(path: string, take: (best: NationalBest) => void): Promise<number> {
  let bidRow: Row | null = null;
  let rows = 0;
  await eachRow(path, QUOTES, (row) => {
    rows += 1;
    if (bidRow === null) {
      bidRow = row;
      return;
    }
    take(bestOf(bidRow, row));
    bidRow = null;
  });
  if (bidRow !== null) throw new Refusal(`${path}:${rows} is a bid without its ask`);
  return rows;
}

function bestOf(bid: Row, ask: Row): NationalBest {
  const [bidUs, askUs] = [wholeIn(bid, 0) * US_PER_MS, wholeIn(ask, 0) * US_PER_MS];
  const isPair = bidUs === askUs && wholeIn(bid, 3) === 0 && wholeIn(ask, 1) === 0;
  if (!isPair) throw new Refusal(`${bid.path}:${bid.line} and the row after it are not a bid and an ask of one time`);
  return {
    timeUs: bidUs,
    bid: { venueId: venueIn(bid, 5), price: wholeIn(bid, 1), size: wholeIn(bid, 2) },
    ask: { venueId: venueIn(ask, 5), price: wholeIn(ask, 3), size: wholeIn(ask, 4) },
  };
}

/**
 * Reads LEAN's tick files of US equities. They hold the consolidated NBBO alone, so the market that is replayed shows one exchange a side:
 * the one that sets the best price, and nobody else, because nobody else was recorded.
 */
export async function readLeanTicks({ quotesPath, tradesPath, symbol, days }: RecordingFiles): Promise<Recording> {
  const venues = new VenueRows();
  const shown = new ShownBest(venues);
  const rows = await eachNationalBest(quotesPath, (best) => shown.update(best));
  const [, named = 'xxx'] = /^([A-Za-z.]{1,20})_\d{8}_quote/.exec(basename(quotesPath)) ?? [];
  const market = usEquityMarket({
    symbol: symbol ?? named.toUpperCase(),
    path: quotesPath,
    venueIds: venues.names,
    primaryVenueId: 'XNYS',
    recordedUs: shown.builder.recordedUs,
    days,
  });
  return {
    format: 'lean',
    market,
    tape: shown.builder.tape(market.midnightUs),
    trades: tradesPath === null ? [] : await readTrades(tradesPath, venues),
    rows,
    isFlagged: false,
    assumptions: {
      consolidated:
        'The recording is the national best bid and offer, not the books of the exchanges: at every moment one exchange shows the best bid and one the best offer, and what others showed is not known and counts as nothing. So the NBBO cannot be checked, there is never a second venue at the best price or a next price to walk to, and routers differ in little but fees, posting and midpoint.',
      listing: 'The New York Stock Exchange counts as the listing venue.',
    },
  };
}

async function readTrades(path: string, venues: VenueRows): Promise<readonly RecordedTrade[]> {
  const trades: RecordedTrade[] = [];
  await eachRow(path, TRADES, (row) => {
    const venueId = printVenueIn(row, 3);
    const venueRow = venueId === null ? null : venues.known(venueId);
    const trade = { timeUs: wholeIn(row, 0) * US_PER_MS, price: wholeIn(row, 1), size: wholeIn(row, 2) };
    const conditions = Number.parseInt(row.fields[4] ?? '', 16);
    const isOdd = !Number.isInteger(conditions) || (conditions & NOT_OF_THE_BOOK) !== 0 || row.fields[5] !== '0';
    if (venueRow !== undefined && !isOdd) trades.push({ ...trade, row: venueRow });
  });
  return trades.sort((a, b) => a.timeUs - b.timeUs);
}

const NOBODY: BestSide = { venueId: '', price: 0, size: 0 };

/** Turns updates of the national best into quotes of the exchanges that set it, and takes away those of exchanges that no longer do. */
class ShownBest {
  readonly builder = new TapeBuilder();
  readonly #venues: VenueRows;
  #bid = NOBODY;
  #ask = NOBODY;

  constructor(venues: VenueRows) {
    this.#venues = venues;
  }

  update({ timeUs, bid, ask }: NationalBest): void {
    if (timeUs < this.builder.lastUs) throw new Refusal(`the quotes go back in time to ${timeUs} µs`);
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
    this.builder.add({ timeUs, row: this.#venues.rowOf(venueId), ...sides, changed: 0 });
  }
}

function isSame(a: BestSide, b: BestSide): boolean {
  return a.venueId === b.venueId && a.price === b.price && a.size === b.size;
}
