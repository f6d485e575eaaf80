import { AUCTION_TIMES, ORDER_TYPES, REFUSED_SIDES, SIDES, TIMES_IN_FORCE } from '@fairlead/core/order/request';
import { ORDER_CLASSIFICATIONS, type OrderClassification } from '@fairlead/core/order-life/classification';
import { decimal, id, name, names, needed, oneOf, optional, otherwise, TIME, text } from './field.ts';
import type { RowOf } from './layout.ts';
import type { FieldFault } from './line-fault.ts';

/** What Rule 606 and Rule 605 tell apart: an NMS stock, an equity security that trades over the counter, an option. */
export const SECURITY_CLASSES = ['NMS_STOCK', 'OTC', 'OPTION'] as const;
/** How the firm had to handle it; exempt is a not held order that Rule 606(b)(4) or (5) takes out of (b)(3). */
export const HANDLINGS = ['HELD', 'NOT_HELD', 'NOT_HELD_EXEMPT'] as const;

/** A customer order as the firm had received it. */
export const ORDER_LAYOUT = {
  order_id: needed(id(100), 'The firm’s id of the order, unique for its client.'),
  customer_id: optional(name(50), 'Whose order it was: reports to a customer are made by it.'),
  account: optional(name(50), 'The account that it was for.'),
  symbol: needed(text(40), 'The symbol; of an option its series.'),
  security_class: needed(oneOf(SECURITY_CLASSES), 'Which section of a report it belongs to.'),
  side: needed(oneOf([...SIDES, ...REFUSED_SIDES]), 'Buy or sell.'),
  quantity: needed(
    decimal('POSITIVE'),
    'Shares; contracts of an option. Of an order that was replaced by a larger one, all that was sent.',
  ),
  order_type: needed(oneOf([...ORDER_TYPES, 'OTHER'] as const), 'What it was when it came.'),
  limit_price: optional(decimal('POSITIVE'), 'US dollars a share. A LIMIT and a STOP_LIMIT order have it.'),
  stop_price: optional(decimal('POSITIVE'), 'US dollars a share. A STOP and a STOP_LIMIT order have it.'),
  time_in_force: needed(oneOf([...TIMES_IN_FORCE, ...AUCTION_TIMES, 'OTHER'] as const), 'How long it was good.'),
  handling: needed(oneOf(HANDLINGS), 'Held, not held, or not held and exempt from 606(b)(3).'),
  directed_venue: optional(name(100), 'The venue that the customer named. Empty: not directed.'),
  received_at: needed(TIME, 'When the firm received it.'),
  nbbo_bid: optional(decimal('POSITIVE'), 'National best bid at its receipt, US dollars a share.'),
  nbbo_ask: optional(decimal('POSITIVE'), 'National best offer at its receipt, US dollars a share.'),
  nbbo_bid_size: optional(decimal('POSITIVE'), 'Shares displayed at the national best bid.'),
  nbbo_ask_size: optional(decimal('POSITIVE'), 'Shares displayed at the national best offer.'),
  best_bid: optional(
    decimal('POSITIVE'),
    'Best displayed bid at its receipt, odd lots too, US dollars a share; the national best bid where no odd lot is better.',
  ),
  best_ask: optional(
    decimal('POSITIVE'),
    'Best displayed offer at its receipt, odd lots too, US dollars a share; the national best offer where no odd lot is better.',
  ),
  executable_at: optional(TIME, 'When an order that rested or waited for its stop price became executable.'),
  executable_bid: optional(decimal('POSITIVE'), 'National best bid of that moment, US dollars a share.'),
  executable_ask: optional(decimal('POSITIVE'), 'National best offer of that moment, US dollars a share.'),
  executable_best_bid: optional(decimal('POSITIVE'), 'Best displayed bid of that moment, odd lots too.'),
  executable_best_ask: optional(decimal('POSITIVE'), 'Best displayed offer of that moment, odd lots too.'),
  classification: optional(
    oneOf(ORDER_CLASSIFICATIONS),
    'How it counts in a 606 report, where the firm has determined it; made of type, limit and NBBO where it is empty.',
  ),
  ioi_venues: optional(names(80), 'Venues to which it was exposed by an actionable indication of interest.'),
  canceled_quantity: otherwise(
    decimal('NOT_NEGATIVE'),
    0n,
    'Shares canceled before they were executed, at `ended_at`. Empty: 0.',
  ),
  ended_at: optional(TIME, 'When it was executed whole, canceled, or expired.'),
  round_lot: optional(decimal('POSITIVE'), 'Shares of a round lot of the stock on that day. Empty: 100.'),
  printed_quantity: optional(
    decimal('NOT_NEGATIVE'),
    'Regular-way shares printed, while it could be executed, at prices that could have filled it: field 53 of Rule 605.',
  ),
  printed_on_exchanges_quantity: optional(
    decimal('NOT_NEGATIVE'),
    'The part of them that was printed on exchanges: field 54.',
  ),
} as const;
export type ImportedOrder = RowOf<typeof ORDER_LAYOUT>;

const LIMITED: ReadonlySet<ImportedOrder['order_type']> = new Set(['LIMIT', 'STOP_LIMIT']);
const STOPPED: ReadonlySet<ImportedOrder['order_type']> = new Set(['STOP', 'STOP_LIMIT']);

/** What is wrong between the fields of an order. */
export function orderFaults(order: ImportedOrder): FieldFault[] {
  return [
    ...priceFaults(order, 'limit_price', LIMITED),
    ...priceFaults(order, 'stop_price', STOPPED),
    ...unclassified(order),
    ...canceledTooMuch(order),
    ...endsBeforeItBegins(order, 'executable_at'),
    ...endsBeforeItBegins(order, 'ended_at'),
    ...printedBeyondAll(order),
  ];
}

/**
 * How an order counts in a 606 report: as the firm has said, or a market order as one, a limit order by whether its limit reached the far side at its
 * receipt, and everything else, orders for an auction too, as other. Null for a limit order where that side is not known.
 */
export function classificationOf(order: ImportedOrder): OrderClassification | null {
  if (order.classification !== null) return order.classification;
  if (order.time_in_force === 'OPG' || order.time_in_force === 'CLS') return 'OTHER';
  if (order.order_type === 'MARKET') return 'MARKET';
  if (order.order_type !== 'LIMIT' || order.limit_price === null) return 'OTHER';
  const far = farSideOf(order);
  if (far === null) return null;
  const isMarketable = order.side === 'BUY' ? order.limit_price >= far : order.limit_price <= far;
  return isMarketable ? 'MARKETABLE_LIMIT' : 'NON_MARKETABLE_LIMIT';
}

function farSideOf({ side, nbbo_bid, nbbo_ask }: ImportedOrder): bigint | null {
  return side === 'BUY' ? nbbo_ask : nbbo_bid;
}

/** A type of which nothing is known may have either price. */
function priceFaults(
  order: ImportedOrder,
  field: 'limit_price' | 'stop_price',
  types: ReadonlySet<ImportedOrder['order_type']>,
): FieldFault[] {
  const { order_type } = order;
  if (order_type === 'OTHER') return [];
  if (types.has(order_type) && order[field] === null)
    return [{ code: 'PRICE_MISSING', field, message: `a ${order_type} order has it` }];
  // A peg may have a limit beyond which it does not follow.
  if (types.has(order_type) || order[field] === null || (order_type === 'MIDPOINT_PEG' && field === 'limit_price'))
    return [];
  return [{ code: 'PRICE_UNEXPECTED', field, message: `a ${order_type} order has none` }];
}

function unclassified(order: ImportedOrder): FieldFault[] {
  if (classificationOf(order) !== null) return [];
  const field = order.side === 'BUY' ? 'nbbo_ask' : 'nbbo_bid';
  return [{ code: 'CLASSIFICATION_UNKNOWN', field, message: 'a limit order has it, or its classification' }];
}

function canceledTooMuch({ canceled_quantity, quantity }: ImportedOrder): FieldFault[] {
  if (canceled_quantity <= quantity) return [];
  return [{ code: 'OUT_OF_RANGE', field: 'canceled_quantity', message: 'it is more than the quantity' }];
}

function printedBeyondAll({ printed_quantity, printed_on_exchanges_quantity: part }: ImportedOrder): FieldFault[] {
  if (part === null || (printed_quantity !== null && part <= printed_quantity)) return [];
  const field = 'printed_on_exchanges_quantity';
  return [{ code: 'OUT_OF_RANGE', field, message: 'it is more than printed_quantity' }];
}

function endsBeforeItBegins(order: ImportedOrder, field: 'executable_at' | 'ended_at'): FieldFault[] {
  const at = order[field];
  if (at === null || at >= order.received_at) return [];
  return [{ code: 'TIME_ORDER', field, message: 'it lies before received_at' }];
}
