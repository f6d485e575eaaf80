import { type HistoryScale, MINUTE_US, minuteOf } from '@fairlead/core/market/history/history-minute';
import { marketAt } from '@fairlead/core/market/history/minute-reader';
import type { Session } from '@fairlead/core/market/session';
import type { DisplayedQuote, Nbbo } from '@fairlead/rule606/rule605/order-facts';
import type { KnownMinute, MarketHistoryRepository } from '../repositories/market-history-repository.ts';
import { displayedQuote, scaledE8 } from './displayed-quote.ts';

/** What the market showed from a time on: null where no NBBO was shown, UNKNOWN where nothing was recorded. */
export interface ShownFrom {
  readonly atUs: number;
  readonly quote: DisplayedQuote | 'UNKNOWN' | null;
}

/** A regular trade that was printed: microseconds since 1970, dollars a share and shares in 10^-8. */
export interface Print {
  readonly atUs: number;
  readonly priceE8: bigint;
  readonly quantityE8: bigint;
  /** Whether an exchange printed it; null where that was not kept. */
  readonly isOnExchange: boolean | null;
}

/** What is read in one question: so long that orders of about the same time share it, so short that little of it is not asked for. */
const PIECE_US = 30 * MINUTE_US;
/** Enough for the hours between an order and its last print, and some ten megabytes at the most. */
const PIECES_MOST = 24;
/** A session's last NBBO is looked for so far back. */
const FINAL_US = 10 * MINUTE_US;

/** What one instrument's market showed, read piece by piece and kept while orders of about the same time ask for it. Times in microseconds since 1970. */
export class InstrumentMarket {
  readonly #history: Pick<MarketHistoryRepository, 'minutesBetween'>;
  readonly #instrumentId: string;
  readonly #pieces = new Map<number, readonly KnownMinute[]>();
  readonly #finals = new Map<number, Nbbo | null>();

  constructor(history: Pick<MarketHistoryRepository, 'minutesBetween'>, instrumentId: string) {
    this.#history = history;
    this.#instrumentId = instrumentId;
  }

  /** What was shown at a time. */
  async at(atUs: number): Promise<ShownFrom['quote']> {
    const minute = (await this.#piece(atUs)).findLast(({ fromUs }) => fromUs <= atUs);
    if (minute === undefined || atUs >= minute.untilUs) return 'UNKNOWN';
    const market = marketAt(minute, atUs);
    return market === null ? 'UNKNOWN' : displayedQuote(market, minute.scale);
  }

  /** What was shown from a time on and before another: what stood then first, and of each gap that it is one. */
  async *shownBetween(fromUs: number, toUs: number): AsyncGenerator<ShownFrom> {
    let knownUs = fromUs;
    for await (const minute of this.#minutes(fromUs, toUs)) {
      if (minute.fromUs > knownUs) yield { atUs: knownUs, quote: 'UNKNOWN' };
      const begins = Math.max(minute.fromUs, fromUs);
      const standing = marketAt(minute, begins);
      if (standing !== null) yield { atUs: begins, quote: displayedQuote(standing, minute.scale) };
      for (const change of minute.changes) {
        if (change.atUs > begins && change.atUs < toUs)
          yield { atUs: change.atUs, quote: displayedQuote(change, minute.scale) };
      }
      knownUs = minute.untilUs;
    }
    if (knownUs < toUs) yield { atUs: knownUs, quote: 'UNKNOWN' };
  }

  /** What was printed from a time on and before another, regular trades alone; null where some of that time was not recorded. */
  async printsBetween(fromUs: number, toUs: number): Promise<Print[] | null> {
    const prints: Print[] = [];
    let knownUs = fromUs;
    for await (const { untilUs, scale, lastSales, fromUs: begins } of this.#minutes(fromUs, toUs)) {
      if (begins > knownUs) return null;
      for (const sale of lastSales) {
        if (sale.condition === 'REGULAR' && sale.atUs >= fromUs && sale.atUs < toUs) prints.push(printOf(sale, scale));
      }
      knownUs = untilUs;
    }
    return knownUs < toUs ? null : prints;
  }

  /** The last NBBO of a session; null where its end was not recorded, or none was shown in its last minutes. */
  async finalNbbo({ closesAtUs }: Session): Promise<Nbbo | null> {
    const known = this.#finals.get(closesAtUs);
    if (known !== undefined) return known;
    let last: ShownFrom['quote'] = null;
    for await (const { quote } of this.shownBetween(closesAtUs - FINAL_US, closesAtUs)) last = quote ?? last;
    const nbbo = last === 'UNKNOWN' ? null : last;
    this.#finals.set(closesAtUs, nbbo);
    return nbbo;
  }

  /** The rows that know something of the time between two. */
  async *#minutes(fromUs: number, toUs: number): AsyncGenerator<KnownMinute> {
    for (let piece = pieceOf(fromUs); piece < toUs; piece += PIECE_US) {
      for (const minute of await this.#piece(piece)) {
        if (minute.untilUs > fromUs && minute.fromUs < toUs) yield minute;
      }
    }
  }

  async #piece(atUs: number): Promise<readonly KnownMinute[]> {
    const begins = pieceOf(atUs);
    const known = this.#pieces.get(begins);
    this.#pieces.delete(begins);
    const minutes = known ?? (await this.#history.minutesBetween(this.#instrumentId, begins, begins + PIECE_US));
    this.#pieces.set(begins, minutes);
    const [longestUnused] = this.#pieces.keys();
    if (this.#pieces.size > PIECES_MOST && longestUnused !== undefined) this.#pieces.delete(longestUnused);
    return minutes;
  }
}

function pieceOf(atUs: number): number {
  return Math.floor(minuteOf(atUs) / PIECE_US) * PIECE_US;
}

function printOf(
  { atUs, price, quantity, isOnExchange }: KnownMinute['lastSales'][number],
  scale: HistoryScale,
): Print {
  return {
    atUs,
    priceE8: scaledE8(price, scale.priceDecimals),
    quantityE8: scaledE8(quantity, scale.quantityDecimals),
    isOnExchange: isOnExchange ?? null,
  };
}
