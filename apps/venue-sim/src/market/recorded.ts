import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { parseScaled } from '@fairlead/core/money/scaled';
import { type Price, price, quantity } from '@fairlead/core/money/units';
import type { MakerLevel, MakerQuote } from '../book/market-maker.ts';
import type { MarketSink, MarketSource } from './market-source.ts';

/** The exchange letters of the tape as venues of the catalogue. */
export const VENUE_OF_EXCHANGE: Readonly<Record<string, string>> = {
  A: 'XASE',
  B: 'XBOS',
  C: 'XCIS',
  H: 'EPRL',
  J: 'EDGA',
  K: 'EDGX',
  L: 'LTSE',
  M: 'XCHI',
  N: 'XNYS',
  P: 'ARCX',
  T: 'XNAS',
  U: 'MEMX',
  V: 'IEXG',
  X: 'XPSX',
  Y: 'BATY',
  Z: 'BATS',
};

const HEADER = 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind';
const PRICE_DECIMALS = 4;
const SHARES_PER_LOT = 100;
const REGULAR_OPEN_MS = 34_200_000;
const REGULAR_CLOSE_MS = 57_600_000;
const RECOVERY_US = 250_000;

/** One row of the recording: a venue's complete new top of book. */
export interface RecordedQuote {
  readonly timeMs: number;
  readonly venueId: string;
  readonly bid: Price;
  readonly bidSize: number;
  readonly ask: Price;
  readonly askSize: number;
}

/** Reads a recorded day (gzip or plain CSV). Throws with the line number for a row that does not have the format. */
export async function openRecording(path: string): Promise<RecordedMarket> {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // A pipe does not pass errors on; without this a missing file would wait for ever.
  file.on('error', (error) => bytes.destroy(error));
  const rows: RecordedQuote[] = [];
  let line = 0;
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (line === 1) {
      if (text !== HEADER) throw new Error(`${path}: the first line is not the header of a recorded quote file`);
      continue;
    }
    const row = readRow(text);
    if (row === null) throw new Error(`${path}: line ${line} is not a recorded quote`);
    rows.push(row);
  }
  return new RecordedMarket(rows);
}

/** One CSV row, or null where it is none. */
export function readRow(text: string): RecordedQuote | null {
  const [timeMs, , exchange, bid, bidLots, ask, askLots] = text.split(',');
  const venueId = VENUE_OF_EXCHANGE[exchange ?? ''];
  const bidPrice = parseScaled(bid ?? '', PRICE_DECIMALS);
  const askPrice = parseScaled(ask ?? '', PRICE_DECIMALS);
  const numbers = [timeMs, bidLots, askLots].map(Number);
  const [time = Number.NaN, bidCount = Number.NaN, askCount = Number.NaN] = numbers;
  if (venueId === undefined || !bidPrice.ok || !askPrice.ok) return null;
  if (!numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return null;
  return {
    timeMs: time,
    venueId,
    bid: price(bidPrice.value),
    bidSize: bidCount * SHARES_PER_LOT,
    ask: price(askPrice.value),
    askSize: askCount * SHARES_PER_LOT,
  };
}

/**
 * A recorded day as a market: everything before 09:30 sets the opening quotes, regular hours follow in their own time, and at 16:00
 * the day begins again.
 */
export class RecordedMarket implements MarketSource {
  readonly #rows: readonly RecordedQuote[];
  readonly #current = new Map<string, RecordedQuote>();
  readonly #recoveries: { dueUs: number; venueId: string }[] = [];
  #index = 0;
  #dayStartUs = 0;

  constructor(rows: readonly RecordedQuote[]) {
    this.#rows = rows;
  }

  nextUs(): number {
    if (this.#rows.length === 0) return Number.POSITIVE_INFINITY;
    return Math.min(this.#nextRowUs(), this.#recoveries[0]?.dueUs ?? Number.POSITIVE_INFINITY);
  }

  step(sink: MarketSink): void {
    const recovery = this.#recoveries[0];
    if (recovery !== undefined && recovery.dueUs < this.#nextRowUs()) {
      this.#recoveries.shift();
      const row = this.#current.get(recovery.venueId);
      if (row !== undefined) sink.quote(row.venueId, makerQuote(row));
      return;
    }
    const row = this.#rows[this.#index];
    if (row === undefined || row.timeMs > REGULAR_CLOSE_MS) this.#close(sink);
    else if (row.timeMs < REGULAR_OPEN_MS) this.#open(sink);
    else this.#show(row, sink);
  }

  recover(venueId: string, nowUs: number): void {
    if (this.#recoveries.some((recovery) => recovery.venueId === venueId)) return;
    this.#recoveries.push({ dueUs: nowUs + RECOVERY_US, venueId });
  }

  #show(row: RecordedQuote, sink: MarketSink): void {
    this.#index += 1;
    this.#current.set(row.venueId, row);
    sink.quote(row.venueId, makerQuote(row));
  }

  /** Shows the last quote of each venue before the opening; showing the whole morning at once would cross the market with itself. */
  #open(sink: MarketSink): void {
    for (
      let row = this.#rows[this.#index];
      row !== undefined && row.timeMs < REGULAR_OPEN_MS;
      row = this.#rows[this.#index]
    ) {
      this.#index += 1;
      this.#current.set(row.venueId, row);
    }
    for (const row of this.#current.values()) sink.quote(row.venueId, makerQuote(row));
  }

  /** Takes all quotes away and begins the day again. */
  #close(sink: MarketSink): void {
    for (const venueId of this.#current.keys()) sink.quote(venueId, { bids: [], asks: [] });
    this.#current.clear();
    this.#dayStartUs = this.#nextRowUs();
    this.#index = 0;
  }

  #nextRowUs(): number {
    const row = this.#rows[this.#index];
    const timeMs = Math.min(row?.timeMs ?? REGULAR_CLOSE_MS, REGULAR_CLOSE_MS);
    return this.#dayStartUs + Math.max(0, timeMs - REGULAR_OPEN_MS) * 1_000;
  }
}

function makerQuote(row: RecordedQuote): MakerQuote {
  const bids = row.bidSize > 0 && row.bid > 0 ? [level(row.bid, row.bidSize)] : [];
  const asks = row.askSize > 0 && row.ask > 0 ? [level(row.ask, row.askSize)] : [];
  // A venue whose own quote is locked or crossed has no book that could show it.
  if (bids.length > 0 && asks.length > 0 && row.bid >= row.ask) return { bids: [], asks: [] };
  return { bids, asks };
}

function level(at: Price, size: number): MakerLevel {
  return { price: at, displayed: quantity(size), hidden: quantity(0) };
}
