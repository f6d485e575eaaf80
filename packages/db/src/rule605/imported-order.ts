import { REFUSED_SIDES, SIDES } from '@fairlead/core/order/request';
import type {
  DisplayedQuote,
  ExecutionFacts,
  LaterNbbo,
  OddLotPrice,
  OrderFacts,
  QuoteAt,
  SpecialHandling,
} from '@fairlead/rule606/rule605/order-facts';
import { oneOf, wholeE8 } from '../row-reading.ts';
import type { ImportedExecuted605Row, ImportedOrder605Row } from './imported-order-rows.ts';
import type { MeasuredOrder } from './own-order.ts';
import type { Sessions } from './sessions.ts';

const ROUND_LOT = '100';
const HANDLING_OF_TIME: ReadonlyMap<string, SpecialHandling> = new Map([
  ['OPG', 'OPENING_AUCTION'],
  ['CLS', 'CLOSING_AUCTION'],
  ['FOK', 'ALL_OR_NONE'],
]);

/**
 * An imported order, measured by what its firm says of the market: what it does not say is not known. A later midpoint stands for both sides of its NBBO; of what
 * was executed late in a session the firm gives the final one itself.
 */
export function importedOrder(
  row: ImportedOrder605Row,
  executed: readonly ImportedExecuted605Row[],
  { sessions, toldUntilUs }: { sessions: Sessions; toldUntilUs: number },
): MeasuredOrder {
  const isStop = row.order_type === 'STOP' || row.order_type === 'STOP_LIMIT';
  const side = oneOf([...SIDES, ...REFUSED_SIDES], row.side);
  const facts: OrderFacts = {
    symbol: row.symbol,
    side: side === 'SELL_SHORT_EXEMPT' ? 'SELL_SHORT' : side,
    limitE8: row.order_type === 'MIDPOINT_PEG' ? pegLimitE8(row) : orNull(row.limit_price),
    isStop,
    isImmediateOrCancel: row.time_in_force === 'IOC' || row.time_in_force === 'FOK',
    handling: handlingOf(row),
    quantityE8: wholeE8(row.quantity),
    // Where its firm does not say when, it was canceled in the time that is told of.
    canceledE8: (row.ended_at_us ?? 0) < toldUntilUs ? wholeE8(row.canceled_quantity) : 0n,
    roundLotShares: Number(row.round_lot ?? ROUND_LOT),
    executions: executed.map((each) => executionOf(each, sessions)),
    couldHaveFilledE8: orNull(row.printed_quantity),
    couldHaveFilledOnExchangeE8: orNull(row.printed_on_exchanges_quantity),
  };
  const quotes = quotesOf(row, facts, sessions);
  return { facts, quotes, receivedAtUs: row.received_at_us, endsAtUs: Number.POSITIVE_INFINITY };
}

function executionOf(row: ImportedExecuted605Row, sessions: Sessions): ExecutionFacts {
  return {
    atUs: row.executed_at_us,
    priceE8: wholeE8(row.price),
    quantityE8: wholeE8(row.quantity),
    isAway: !row.as_principal,
    isRegularHours: sessions.at(row.executed_at_us) !== null,
    after: {
      '50ms': laterOf(row.mid_50ms),
      '1s': laterOf(row.mid_1s),
      '15s': laterOf(row.mid_15s),
      '1m': laterOf(row.mid_1min),
      '5m': laterOf(row.mid_5min),
    },
    finalNbbo: null,
  };
}

function laterOf(mid: string | null): LaterNbbo {
  return mid === null ? null : { bidE8: wholeE8(mid), offerE8: wholeE8(mid) };
}

function handlingOf({ handling, time_in_force, order_type }: ImportedOrder605Row): SpecialHandling[] {
  const ofTime = HANDLING_OF_TIME.get(time_in_force);
  return [
    ...(handling === 'HELD' ? [] : (['NOT_HELD'] as const)),
    ...(ofTime === undefined ? [] : [ofTime]),
    ...(order_type === 'OTHER' ? (['OTHER_ORDER_TYPE'] as const) : []),
  ];
}

/** A peg to the midpoint is a limit at it, and no further than its own limit. Half a unit of 10^-8 is cut off. */
function pegLimitE8({ side, nbbo_bid, nbbo_ask, limit_price }: ImportedOrder605Row): bigint | null {
  const [bid, offer, limit] = [orNull(nbbo_bid), orNull(nbbo_ask), orNull(limit_price)];
  if (bid === null || offer === null) return limit;
  const mid = (bid + offer) / 2n;
  if (limit === null) return mid;
  return (side === 'BUY') === mid < limit ? mid : limit;
}

/** The quote of the receipt and that of when it could be executed; of a stop order the latter alone, which is that of its trigger. */
function quotesOf(row: ImportedOrder605Row, { isStop, executions }: OrderFacts, sessions: Sessions): QuoteAt[] {
  const at = (atUs: number, quote: DisplayedQuote | null): QuoteAt => ({
    ...{ atUs, isRegularHours: sessions.at(atUs) !== null },
    quote: quote ?? 'UNKNOWN',
  });
  const executable = row.executable_at_us === null ? [] : [at(row.executable_at_us, executableQuote(row))];
  if (!isStop) return [at(row.received_at_us, receiptQuote(row)), ...executable];
  const [first] = executions;
  return executable.length > 0 || first === undefined ? executable : [at(first.atUs, null)];
}

function receiptQuote(row: ImportedOrder605Row): DisplayedQuote | null {
  const [bidE8, offerE8] = [orNull(row.nbbo_bid), orNull(row.nbbo_ask)];
  if (bidE8 === null || offerE8 === null) return null;
  return {
    ...{ bidE8, offerE8, bidSizeE8: orNull(row.nbbo_bid_size), offerSizeE8: orNull(row.nbbo_ask_size) },
    ...{ oddLotBidE8: orUnknown(row.best_bid), oddLotOfferE8: orUnknown(row.best_ask) },
  };
}

function executableQuote(row: ImportedOrder605Row): DisplayedQuote | null {
  const [bidE8, offerE8] = [orNull(row.executable_bid), orNull(row.executable_ask)];
  if (bidE8 === null || offerE8 === null) return null;
  return {
    ...{ bidE8, offerE8, bidSizeE8: null, offerSizeE8: null },
    ...{ oddLotBidE8: orUnknown(row.executable_best_bid), oddLotOfferE8: orUnknown(row.executable_best_ask) },
  };
}

/** The best displayed price of a side stands for that of odd lots: where none is better it is the quote. */
function orUnknown(text: string | null): OddLotPrice {
  return orNull(text) ?? 'UNKNOWN';
}

function orNull(text: string | null): bigint | null {
  return text === null ? null : wholeE8(text);
}
