import { price, quantity } from '../../money/units.ts';
import { err, ok, type Result } from '../../result.ts';
import { NBBO_STATES, type NbboState } from '../nbbo.ts';
import { type LastSale, SALE_CONDITIONS, type StatusChange, TRADING_STATUSES } from '../venue-news.ts';
import { ByteReader } from './byte-reader.ts';
import {
  BELIEF_BITS,
  FIELD_BITS,
  HISTORY_VERSION,
  type HistoryMinute,
  type MarketChange,
  NOTHING_SHOWN,
  PLACE_CODES,
  SALE_CODES,
  SECTION_KINDS,
  STATE_CODES,
  TRADING_CODES,
} from './history-minute.ts';
import type { ShownMarket, ShownSide } from './shown-market.ts';

/** Why bytes are not read: a later version of the form, or no row at all. */
export type MinuteFault = 'UNKNOWN_VERSION' | 'BROKEN';

const STATE_OF_CODE: ReadonlyMap<number, NbboState> = new Map(NBBO_STATES.map((state) => [STATE_CODES[state], state]));
const CONDITION_OF_CODE = new Map<number, LastSale['condition']>(
  SALE_CONDITIONS.map((each) => [SALE_CODES[each], each]),
);
const STATUS_OF_CODE = new Map<number, StatusChange['status']>(
  TRADING_STATUSES.map((each) => [TRADING_CODES[each], each]),
);
const PLACES: ReadonlySet<number> = new Set(Object.values(PLACE_CODES));
const STATE_MASK = BELIEF_BITS.BID - 1;

/** Reads a row of the history back, exactly. Sections of kinds that it does not know are gone past. */
export function readMinute(bytes: Uint8Array): Result<HistoryMinute, MinuteFault> {
  const row = new ByteReader(bytes);
  if (row.byte() !== HISTORY_VERSION) return err(row.isBroken ? 'BROKEN' : 'UNKNOWN_VERSION');
  const scale = { priceDecimals: row.byte(), quantityDecimals: row.byte() };
  const fromUs = row.whole();
  const sections = new Map<number, ByteReader>();
  while (!row.isAtEnd && !row.isBroken) {
    const kind = row.whole();
    sections.set(kind, row.part(row.whole()));
  }
  if (row.isBroken) return err('BROKEN');
  const section = (kind: number) => sections.get(kind) ?? new ByteReader(new Uint8Array());
  const changes = readMarkets(section(SECTION_KINDS.MARKETS), fromUs);
  const sales = readSales(section(SECTION_KINDS.LAST_SALES), fromUs);
  const places = sections.get(SECTION_KINDS.SALE_PLACES);
  const lastSales = sales === null || places === undefined ? sales : withPlaces(sales, places);
  const statuses = readStatuses(section(SECTION_KINDS.TRADING_STATUS), fromUs);
  if (changes === null || lastSales === null || statuses === null) return err('BROKEN');
  return ok({ fromUs, scale, changes, lastSales, statuses });
}

function readSales(content: ByteReader, fromUs: number): LastSale[] | null {
  const sales: LastSale[] = [];
  let [atUs, at] = [fromUs, 0];
  while (!content.isAtEnd) {
    atUs += content.whole();
    const condition = CONDITION_OF_CODE.get(content.byte());
    at += content.signed();
    const count = content.whole();
    const isSale = at > 0 && count > 0 && Number.isSafeInteger(at) && Number.isSafeInteger(count);
    if (content.isBroken || condition === undefined || !isSale) return null;
    sales.push({ atUs, price: price(at), quantity: quantity(count), condition });
  }
  return sales;
}

/** The sales, each with where it was printed; null where there is not one place for each. */
function withPlaces(sales: readonly LastSale[], content: ByteReader): LastSale[] | null {
  const placed: LastSale[] = [];
  for (const sale of sales) {
    const code = content.byte();
    if (!PLACES.has(code)) return null;
    placed.push(code === PLACE_CODES.NOT_KNOWN ? sale : { ...sale, isOnExchange: code === PLACE_CODES.ON_EXCHANGE });
  }
  return content.isBroken || !content.isAtEnd ? null : placed;
}

function readStatuses(content: ByteReader, fromUs: number): StatusChange[] | null {
  const statuses: StatusChange[] = [];
  let atUs = fromUs;
  while (!content.isAtEnd) {
    atUs += content.whole();
    const status = STATUS_OF_CODE.get(content.byte());
    if (content.isBroken || status === undefined) return null;
    statuses.push({ atUs, status });
  }
  return statuses;
}

function readMarkets(content: ByteReader, fromUs: number): MarketChange[] | null {
  const changes: MarketChange[] = [];
  let last: ShownMarket = NOTHING_SHOWN;
  let atUs = fromUs;
  while (!content.isAtEnd) {
    atUs += content.whole();
    const market = readMarket(content, last);
    if (market === null || content.isBroken) return null;
    changes.push({ ...market, atUs });
    last = market;
  }
  return changes;
}

function readMarket(content: ByteReader, last: ShownMarket): ShownMarket | null {
  const fields = content.byte();
  const follows = (bit: number) => (fields & bit) !== 0;
  const moved = (bit: number, before: number) => (follows(bit) ? before + content.signed() : before);
  const bid = sideOf(moved(FIELD_BITS.BID, last.bid?.price ?? 0), moved(FIELD_BITS.BID_SIZE, last.bid?.size ?? 0));
  const ask = sideOf(moved(FIELD_BITS.ASK, last.ask?.price ?? 0), moved(FIELD_BITS.ASK_SIZE, last.ask?.size ?? 0));
  const odd = (bit: number, before: ShownSide | null) =>
    follows(bit) ? sideOf(moved(bit, before?.price ?? 0), moved(bit, before?.size ?? 0)) : before;
  const [oddBid, oddAsk] = [odd(FIELD_BITS.ODD_BID, last.oddBid), odd(FIELD_BITS.ODD_ASK, last.oddAsk)];
  const { state, isBidBelieved, isAskBelieved } = last;
  if (!follows(FIELD_BITS.STATE)) return { state, bid, ask, oddBid, oddAsk, isBidBelieved, isAskBelieved };
  const said = content.byte();
  const known = STATE_OF_CODE.get(said & STATE_MASK);
  if (known === undefined) return null;
  const believed = { isBidBelieved: (said & BELIEF_BITS.BID) !== 0, isAskBelieved: (said & BELIEF_BITS.ASK) !== 0 };
  return { state: known, bid, ask, oddBid, oddAsk, ...believed };
}

/** A broken row may add up to anything; its reader says so. */
function sideOf(at: number, size: number): ShownSide | null {
  return at > 0 && size > 0 && Number.isSafeInteger(at) && Number.isSafeInteger(size)
    ? { price: price(at), size: quantity(size) }
    : null;
}

/** The market that a minute shows at a time in microseconds since 1970: its last change up to then. Null before its first. */
export function marketAt({ changes }: Pick<HistoryMinute, 'changes'>, atUs: number): MarketChange | null {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle]?.atUs ?? 0) <= atUs) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1] ?? null;
}
