import { isOrderEnded, ORDER_STATES } from '@fairlead/core/order/order-state';
import { ORDER_TYPES, SIDES } from '@fairlead/core/order/request';
import {
  type DisplayedQuote,
  HORIZONS,
  type Horizon,
  type LaterNbbo,
  type OrderFacts,
  type QuoteAt,
  type SpecialHandling,
} from '@fairlead/rule606/rule605/order-facts';
import { isExecutable } from '@fairlead/rule606/rule605/order-type';
import { oneOf, wholeE8 } from '../row-reading.ts';
import type { InstrumentMarket } from './instrument-market.ts';
import type { ExecutedRow, OwnOrderRow } from './own-order-rows.ts';
import type { Sessions } from './sessions.ts';

/** What the orders of one stock are measured by. */
export interface StockMarket {
  readonly symbol: string;
  readonly roundLotShares: number;
  readonly market: InstrumentMarket;
  readonly sessions: Sessions;
  /** Microseconds since 1970: the end of the month in which clocks start, and the time from which on nothing is told. */
  readonly toUs: number;
  readonly toldUntilUs: number;
}

/** An order with what it was measured by, ready to be judged. */
export interface MeasuredOrder {
  readonly facts: OrderFacts;
  readonly quotes: readonly QuoteAt[];
  readonly receivedAtUs: number;
  /** When nothing more could happen to it, or what is told of it ends. Microseconds since 1970. */
  readonly endsAtUs: number;
}

type Later = Pick<OrderFacts['executions'][number], 'after' | 'finalNbbo'>;

const NOTHING_LATER = { '50ms': null, '1s': null, '15s': null, '1m': null, '5m': null } as const;

/**
 * An order of ours. We route every order, so all is executed away. A market of the receipt is that of its row, in the moment of receipt, with the sizes that the
 * history has of it; what came later is the history's, at most 20 ms late.
 */
export async function ownOrder(
  row: OwnOrderRow,
  executed: readonly ExecutedRow[],
  stock: StockMarket,
): Promise<MeasuredOrder> {
  const isEnded = isOrderEnded(oneOf(ORDER_STATES, row.state)) && row.updated_at_us < stock.toldUntilUs;
  const endsAtUs = isEnded ? row.updated_at_us : stock.toldUntilUs;
  const facts = await factsOf(row, { executed, isEnded }, stock);
  return { facts, quotes: await quotesOf(row, { facts, endsAtUs }, stock), receivedAtUs: row.created_at_us, endsAtUs };
}

async function factsOf(
  row: OwnOrderRow,
  { executed, isEnded }: { executed: readonly ExecutedRow[]; isEnded: boolean },
  stock: StockMarket,
): Promise<OrderFacts> {
  const orderType = oneOf(ORDER_TYPES, row.order_type);
  const quantityE8 = wholeE8(row.quantity);
  const executedE8 = executed.reduce((sum, { quantity }) => sum + wholeE8(quantity), 0n);
  const leftE8 = quantityE8 > executedE8 ? quantityE8 - executedE8 : 0n;
  const side = oneOf(SIDES, row.side);
  const executions: OrderFacts['executions'][number][] = [];
  for (const each of executed) {
    executions.push({
      atUs: each.executed_at_us,
      priceE8: wholeE8(each.price),
      quantityE8: wholeE8(each.quantity),
      isAway: true,
      isRegularHours: stock.sessions.at(each.executed_at_us) !== null,
      ...(await laterOf(each.executed_at_us, stock)),
    });
  }
  return {
    symbol: stock.symbol,
    side,
    limitE8: orderType === 'MIDPOINT_PEG' ? pegLimitE8(row) : orNull(row.limit_price),
    isStop: orderType === 'STOP' || orderType === 'STOP_LIMIT',
    isImmediateOrCancel: row.time_in_force === 'IOC' || row.time_in_force === 'FOK',
    handling: handlingOf(row),
    quantityE8,
    canceledE8: isEnded ? leftE8 : 0n,
    roundLotShares: stock.roundLotShares,
    executions,
    couldHaveFilledE8: null,
    couldHaveFilledOnExchangeE8: null,
  };
}

/** What fills whole or not at all is executed only at its full size. */
function handlingOf({ held, time_in_force }: OwnOrderRow): SpecialHandling[] {
  return [...(held ? [] : (['NOT_HELD'] as const)), ...(time_in_force === 'FOK' ? (['ALL_OR_NONE'] as const) : [])];
}

/** A peg to the midpoint is a limit at it, and no further than its own limit. */
function pegLimitE8({ side, arrival_mid, limit_price }: OwnOrderRow): bigint | null {
  const [mid, limit] = [orNull(arrival_mid), orNull(limit_price)];
  if (mid === null || limit === null) return mid ?? limit;
  return (side === 'BUY') === mid < limit ? mid : limit;
}

function orNull(text: string | null): bigint | null {
  return text === null ? null : wholeE8(text);
}

/** The NBBO so long after an execution at a time; what was executed outside of a session has none. */
async function laterOf(executedAtUs: number, { market, sessions }: StockMarket): Promise<Later> {
  const session = sessions.at(executedAtUs);
  const after: Record<Horizon, LaterNbbo> = { ...NOTHING_LATER };
  for (const { horizon, afterUs } of HORIZONS) {
    const atUs = executedAtUs + afterUs;
    if (session === null) continue;
    if (atUs >= session.closesAtUs) after[horizon] = 'SESSION_OVER';
    else after[horizon] = knownQuote(await market.at(atUs));
  }
  return { after, finalNbbo: session === null ? null : await market.finalNbbo(session) };
}

function knownQuote(quote: QuoteAt['quote']): DisplayedQuote | null {
  return quote === 'UNKNOWN' ? null : quote;
}

/** The quotes from receipt, or from the trigger of a stop order, on, up to the first at which the order can be executed. */
async function quotesOf(
  row: OwnOrderRow,
  { facts, endsAtUs }: { facts: OrderFacts; endsAtUs: number },
  { market, sessions, toUs }: StockMarket,
): Promise<QuoteAt[]> {
  const firstUs = facts.isStop ? triggeredAtUs(row) : row.created_at_us;
  if (firstUs === null) return [];
  const isAtRow = facts.isStop || row.released_at_us === null;
  const recorded = await market.at(firstUs);
  const quote = isAtRow ? rowQuote(row, recorded) : recorded;
  const quotes: QuoteAt[] = [{ atUs: firstUs, isRegularHours: sessions.at(firstUs) !== null, quote }];
  if (isDecided(quotes[0], facts)) return quotes;
  const executedUs = facts.executions[0]?.atUs ?? endsAtUs;
  for (const { opensAtUs, closesAtUs } of sessions.between(firstUs, Math.min(endsAtUs, executedUs, toUs))) {
    for await (const shown of market.shownBetween(opensAtUs, closesAtUs)) {
      // What stood at the first moment is known better already.
      if (shown.atUs === firstUs) continue;
      const next = { ...shown, isRegularHours: true };
      quotes.push(next);
      if (isDecided(next, facts)) return quotes;
    }
  }
  return quotes;
}

function isDecided(at: QuoteAt | undefined, facts: OrderFacts): boolean {
  if (at === undefined || !at.isRegularHours || at.quote === null) return false;
  return at.quote === 'UNKNOWN' || isExecutable(facts, at.quote);
}

/** A stop order that was routed without having waited was triggered when it came. */
function triggeredAtUs({ released_at_us, is_routed, created_at_us }: OwnOrderRow): number | null {
  return released_at_us ?? (is_routed ? created_at_us : null);
}

function rowQuote(row: OwnOrderRow, recorded: QuoteAt['quote']): DisplayedQuote | null {
  const [bidE8, offerE8] = [orNull(row.nbbo_bid), orNull(row.nbbo_ask)];
  if (row.nbbo_state === 'HALTED' || bidE8 === null || offerE8 === null) return null;
  const shown = knownQuote(recorded);
  return {
    ...{ bidE8, offerE8, oddLotBidE8: orNull(row.odd_lot_bid), oddLotOfferE8: orNull(row.odd_lot_ask) },
    ...{ bidSizeE8: shown?.bidSizeE8 ?? null, offerSizeE8: shown?.offerSizeE8 ?? null },
  };
}
