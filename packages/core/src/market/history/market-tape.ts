import type { InstrumentBook } from '../instrument-book.ts';
import type { LastSale, StatusChange } from '../venue-news.ts';
import { MINUTE_US, minuteOf, type UnknownBecause } from './history-minute.ts';
import { MinuteWriter } from './minute-writer.ts';
import { isSameShown, type ShownMarket, shownOf } from './shown-market.ts';

/** A time before a row of which nothing is known, and why; it lasts until the row begins. */
export interface Unknown {
  readonly sinceUs: number;
  readonly because: UnknownBecause;
}

/** A row of the history: what is known of an instrument's market from a time on and until another, which is not included. Microseconds since 1970. */
export interface TapeRow {
  readonly instrumentId: string;
  readonly fromUs: number;
  readonly untilUs: number;
  /** What is not known before it; null where it goes on from the row before, and for the very first. */
  readonly unknown: Unknown | null;
  readonly bytes: Uint8Array;
}

/** The market is not looked at for longer than this only where the whole process stood still. */
const STALLED_US = 1_000_000;

/**
 * The history of one instrument's best prices as it is made. Looked at again and again, it notes the market where that has changed since the look
 * before, with the time of the quote that came last: so there is at most one change a look, and what came and went between two looks is not kept.
 * Every minute ends a row and begins the next with what stands then.
 */
export class MarketTape {
  readonly #book: InstrumentBook;
  #writer: MinuteWriter;
  #shown: ShownMarket;
  #unknown: Unknown | null = null;
  #quotes = -1;
  /** What was printed since the last look. */
  #sales: LastSale[] = [];
  #status: StatusChange | null;
  #lookedUs: number;

  /** Begins with what the book shows at a time in microseconds since 1970. */
  constructor(book: InstrumentBook, nowUs: number) {
    this.#book = book;
    this.#lookedUs = nowUs;
    this.#shown = this.#read(nowUs);
    this.#status = book.tradingStatus;
    this.#writer = this.#begin(nowUs);
    book.onSale = (sale) => void this.#sales.push(sale);
  }

  /**
   * Looks at the book where it has taken a quote since the last look, or in any case where `isThorough`: sessions that end, halts and quotes past
   * their end change a market too. Gives the rows that have ended, most often none. Times never go back.
   */
  look(nowUs: number, isThorough: boolean): TapeRow[] {
    const ended: TapeRow[] = [];
    if (nowUs - this.#lookedUs > STALLED_US) ended.push(...this.#beginAnew(nowUs));
    else if (isThorough || this.#book.quotes.quoteCount !== this.#quotes) ended.push(...this.#note(nowUs));
    ended.push(...this.#noteStatus(nowUs));
    ended.push(...this.#standsUntil(nowUs));
    this.#writeSales(Number.POSITIVE_INFINITY);
    this.#lookedUs = nowUs;
    return ended;
  }

  /** What is said of the trading now, where that is something else than at the last look. */
  #noteStatus(nowUs: number): TapeRow[] {
    const status = this.#book.tradingStatus;
    if (status === this.#status) return [];
    const isSame = status?.status === this.#status?.status;
    this.#status = status;
    if (isSame || status === null) return [];
    const ended = this.#standsUntil(nowUs);
    this.#writer.addStatus({ ...status, atUs: nowUs });
    return ended;
  }

  /** What was printed before a time belongs to the row under way. */
  #writeSales(beforeUs: number): void {
    let written = 0;
    for (; written < this.#sales.length; written++) {
      const sale = this.#sales[written];
      if (sale === undefined || sale.atUs >= beforeUs) break;
      // A clock that was set back between two prints is no reason to lose one.
      this.#writer.addSale({ ...sale, atUs: Math.max(sale.atUs, this.#writer.lastSaleUs) });
    }
    if (written > 0) this.#sales = this.#sales.slice(written);
  }

  /** The row that is under way, as known so far; null where nothing of it is. */
  underWay(): TapeRow | null {
    return this.#lookedUs > this.#writer.fromUs ? this.#row(this.#lookedUs) : null;
  }

  /** Of the time in which nobody looked nothing is known. */
  #beginAnew(nowUs: number): TapeRow[] {
    const row = this.underWay();
    this.#sales = [];
    this.#status = this.#book.tradingStatus;
    this.#unknown = {
      sinceUs: row === null ? (this.#unknown?.sinceUs ?? this.#lookedUs) : this.#lookedUs,
      because: 'ROUTER_STALLED',
    };
    this.#shown = this.#read(nowUs);
    this.#writer = this.#begin(nowUs);
    return row === null ? [] : [row];
  }

  #note(nowUs: number): TapeRow[] {
    const hasQuoted = this.#book.quotes.quoteCount !== this.#quotes;
    const shown = this.#read(nowUs);
    if (isSameShown(shown, this.#shown)) return [];
    const quotedUs = this.#book.quotes.quotedUs;
    const atUs = hasQuoted && quotedUs > this.#lookedUs && quotedUs < nowUs ? quotedUs : nowUs;
    const ended = this.#standsUntil(atUs);
    this.#writer.add(shown, atUs);
    this.#shown = shown;
    return ended;
  }

  #read(nowUs: number): ShownMarket {
    this.#quotes = this.#book.quotes.quoteCount;
    return shownOf(this.#book.nbbo(nowUs));
  }

  /** Ends the minutes up to a time: what stood at their ends begins the next ones. */
  #standsUntil(atUs: number): TapeRow[] {
    const ended: TapeRow[] = [];
    for (let endUs = this.#endUs; atUs >= endUs; endUs = this.#endUs) {
      this.#writeSales(endUs);
      ended.push(this.#row(endUs));
      this.#unknown = null;
      this.#writer = this.#begin(endUs);
    }
    return ended;
  }

  get #endUs(): number {
    return minuteOf(this.#writer.fromUs) + MINUTE_US;
  }

  #begin(fromUs: number): MinuteWriter {
    const writer = new MinuteWriter(fromUs, this.#book.instrument);
    writer.add(this.#shown, fromUs);
    if (this.#status !== null) writer.addStatus({ ...this.#status, atUs: fromUs });
    return writer;
  }

  #row(untilUs: number): TapeRow {
    const { instrumentId } = this.#book.instrument;
    return { instrumentId, fromUs: this.#writer.fromUs, untilUs, unknown: this.#unknown, bytes: this.#writer.bytes() };
  }
}
