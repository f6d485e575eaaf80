import type { LastSale, StatusChange } from '../venue-news.ts';
import { ByteWriter } from './byte-writer.ts';
import {
  BELIEF_BITS,
  FIELD_BITS,
  HISTORY_VERSION,
  type HistoryMinute,
  type HistoryScale,
  NOTHING_SHOWN,
  PLACE_CODES,
  SALE_CODES,
  SECTION_KINDS,
  STATE_CODES,
  TRADING_CODES,
} from './history-minute.ts';
import type { ShownMarket, ShownSide } from './shown-market.ts';

/** Where a section begins: at the row's time, with nothing before. */
interface Before {
  atUs: number;
  price: number;
}

/** Writes the changes of one instrument's market within a minute as they come: each is coded once, and the bytes so far can be had at any time. */
export class MinuteWriter {
  readonly fromUs: number;
  readonly #scale: HistoryScale;
  readonly #markets = new ByteWriter();
  readonly #lastSales = new ByteWriter();
  readonly #salePlaces = new ByteWriter();
  readonly #statuses = new ByteWriter();
  readonly #lastSale: Before;
  #statusUs: number;
  #isPlaceKnown = false;
  #last: ShownMarket = NOTHING_SHOWN;
  #lastUs: number;

  /** From a time in microseconds since 1970. */
  constructor(fromUs: number, scale: HistoryScale) {
    this.fromUs = fromUs;
    this.#scale = scale;
    this.#lastUs = fromUs;
    this.#lastSale = { atUs: fromUs, price: 0 };
    this.#statusUs = fromUs;
  }

  /** The length of what was written so far, in bytes, without head. */
  get length(): number {
    return this.#markets.length + this.#lastSales.length + this.#salePlaces.length + this.#statuses.length;
  }

  /** Adds a change that is not before the last one. Throws for an earlier time. */
  add(market: ShownMarket, atUs: number): void {
    const [to, last] = [this.#markets, this.#last];
    to.whole(atUs - this.#lastUs);
    to.byte(changedFields(last, market));
    writeSide(to, last.bid, market.bid);
    writeSide(to, last.ask, market.ask);
    writeOdd(to, last.oddBid, market.oddBid);
    writeOdd(to, last.oddAsk, market.oddAsk);
    if (stateByte(market) !== stateByte(last)) to.byte(stateByte(market));
    this.#last = market;
    this.#lastUs = atUs;
  }

  /** When the last print was heard of; the row's own time before the first. */
  get lastSaleUs(): number {
    return this.#lastSale.atUs;
  }

  /** Adds a print that was not heard of before the last one. Throws for an earlier time. */
  addSale({ atUs, price, quantity, condition, isOnExchange }: LastSale): void {
    const [to, last] = [this.#lastSales, this.#lastSale];
    to.whole(atUs - last.atUs);
    to.byte(SALE_CODES[condition]);
    to.signed(price - last.price);
    to.whole(quantity);
    this.#salePlaces.byte(placeCode(isOnExchange));
    this.#isPlaceKnown ||= isOnExchange !== undefined;
    last.atUs = atUs;
    last.price = price;
  }

  /** Adds a status that was not said before the last one. Throws for an earlier time. */
  addStatus({ atUs, status }: StatusChange): void {
    this.#statuses.whole(atUs - this.#statusUs);
    this.#statuses.byte(TRADING_CODES[status]);
    this.#statusUs = atUs;
  }

  /** The row so far. */
  bytes(): Uint8Array {
    const row = new ByteWriter();
    row.byte(HISTORY_VERSION);
    row.byte(this.#scale.priceDecimals);
    row.byte(this.#scale.quantityDecimals);
    row.whole(this.fromUs);
    putSection(row, SECTION_KINDS.MARKETS, this.#markets);
    if (this.#lastSales.length > 0) putSection(row, SECTION_KINDS.LAST_SALES, this.#lastSales);
    if (this.#isPlaceKnown) putSection(row, SECTION_KINDS.SALE_PLACES, this.#salePlaces);
    if (this.#statuses.length > 0) putSection(row, SECTION_KINDS.TRADING_STATUS, this.#statuses);
    return row.bytes();
  }
}

function placeCode(isOnExchange: boolean | undefined): number {
  if (isOnExchange === undefined) return PLACE_CODES.NOT_KNOWN;
  return isOnExchange ? PLACE_CODES.ON_EXCHANGE : PLACE_CODES.ELSEWHERE;
}

function putSection(row: ByteWriter, kind: number, content: ByteWriter): void {
  row.whole(kind);
  row.whole(content.length);
  row.append(content.bytes());
}

/** Writes a whole minute. Throws where what it holds is not in the order of its times. */
export function writeMinute({ fromUs, scale, changes, lastSales, statuses }: HistoryMinute): Uint8Array {
  const writer = new MinuteWriter(fromUs, scale);
  for (const change of changes) writer.add(change, change.atUs);
  for (const sale of lastSales) writer.addSale(sale);
  for (const status of statuses) writer.addStatus(status);
  return writer.bytes();
}

function changedFields(last: ShownMarket, market: ShownMarket): number {
  let fields = 0;
  if (priceOf(last.bid) !== priceOf(market.bid)) fields |= FIELD_BITS.BID;
  if (sizeOf(last.bid) !== sizeOf(market.bid)) fields |= FIELD_BITS.BID_SIZE;
  if (priceOf(last.ask) !== priceOf(market.ask)) fields |= FIELD_BITS.ASK;
  if (sizeOf(last.ask) !== sizeOf(market.ask)) fields |= FIELD_BITS.ASK_SIZE;
  if (hasChanged(last.oddBid, market.oddBid)) fields |= FIELD_BITS.ODD_BID;
  if (hasChanged(last.oddAsk, market.oddAsk)) fields |= FIELD_BITS.ODD_ASK;
  if (stateByte(last) !== stateByte(market)) fields |= FIELD_BITS.STATE;
  return fields;
}

function writeSide(to: ByteWriter, last: ShownSide | null, side: ShownSide | null): void {
  if (priceOf(last) !== priceOf(side)) to.signed(priceOf(side) - priceOf(last));
  if (sizeOf(last) !== sizeOf(side)) to.signed(sizeOf(side) - sizeOf(last));
}

/** Odd lots come and go whole, so that their price and size stand together. */
function writeOdd(to: ByteWriter, last: ShownSide | null, side: ShownSide | null): void {
  if (!hasChanged(last, side)) return;
  to.signed(priceOf(side) - priceOf(last));
  to.signed(sizeOf(side) - sizeOf(last));
}

function hasChanged(last: ShownSide | null, side: ShownSide | null): boolean {
  return priceOf(last) !== priceOf(side) || sizeOf(last) !== sizeOf(side);
}

function stateByte({ state, isBidBelieved, isAskBelieved }: ShownMarket): number {
  return STATE_CODES[state] + (isBidBelieved ? BELIEF_BITS.BID : 0) + (isAskBelieved ? BELIEF_BITS.ASK : 0);
}

function priceOf(side: ShownSide | null): number {
  return side === null ? 0 : side.price;
}

function sizeOf(side: ShownSide | null): number {
  return side === null ? 0 : side.size;
}
