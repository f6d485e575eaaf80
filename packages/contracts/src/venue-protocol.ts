import { z } from 'zod';
import { childState, liquidityFlag, orderType, saleCondition, side, timeInForce, tradingStatus } from './enums.ts';

/**
 * The socket protocol between the router and a simulated venue: one TCP connection a venue, one JSON object a line.
 * Prices and quantities are whole numbers at the instrument's scale; times are microseconds since 1970.
 */
const text = z.string();
const int = z.int();
const depthLevel = z.object({ price: int, size: int });

/** What a venue can do, as it says at a logon. A reader asks it for no more. */
export const venueCapabilities = z.object({
  kinds: z.array(orderType),
  times_in_force: z.array(timeInForce),
  can_replace: z.boolean(),
  status_by_client_id: z.boolean().describe('A status can be asked for by the id that we gave an order.'),
  min_quantity: z.boolean(),
  orders_per_second: int
    .nullable()
    .describe('Beyond so many new orders a second it says `throttled`; null where it sets no bound.'),
  cancels_on_disconnect: z.boolean(),
  id_max_length: int.describe(`How many characters an order's id may have.`),
});
export type VenueCapabilities = z.infer<typeof venueCapabilities>;

/**
 * Which order is meant: by the id that we gave it, and by what whoever stands before the venue needs to ask where that tells it nothing. An adapter
 * that has forgotten everything finds it by the venue's own id; the router says all that it knows.
 */
const orderReference = {
  child_id: text,
  instrument_id: text.optional(),
  side: side.optional(),
  /** Null where the venue has told none. */
  venue_order_id: text.nullable().optional(),
};

/**
 * What an execution came with, each where the venue says it: what it has charged for it (a decimal text, negative where it pays), the MIC of the market that
 * a broker has routed on to, and the time by the venue's own clock. Of what is not said the router's own stands.
 */
const executionWords = {
  liquidity_flag: liquidityFlag.nullable(),
  fee: z.object({ amount: text, currency: text }).optional(),
  last_market: text.optional(),
  venue_time_us: int.optional(),
};

/** Router → venue. `logon` names the venue that this connection is for; nothing else is accepted before it. */
export const toVenue = z.discriminatedUnion('type', [
  z.object({ type: z.literal('logon'), venue_id: text, session_id: text }),
  z.object({
    type: z.literal('new'),
    child_id: text,
    instrument_id: text,
    side,
    quantity: int,
    limit_price: int,
    time_in_force: timeInForce,
    iso: z.boolean(),
    post_only: z.boolean(),
    peg_midpoint: z.boolean().default(false).describe('Follows the midpoint of the NBBO, never beyond `limit_price`.'),
    min_quantity: int.default(0).describe('Trades at least this much in one execution, or not at all; 0 is any size.'),
  }),
  z.object({ type: z.literal('cancel'), ...orderReference }),
  /**
   * Gives a working order another quantity, executed parts included, and another limit, under the id that it has. Only where the venue says that it
   * can. With less at the same limit it keeps its place in the queue; else it loses it, and takes at once what its new limit reaches. `revision` counts
   * an order's changes from 1 and stands in what is said of them; one that the venue has heard of before changes nothing.
   */
  z.object({ type: z.literal('replace'), ...orderReference, revision: int, quantity: int, limit_price: int }),
  z.object({ type: z.literal('status'), ...orderReference }),
]);
export type ToVenue = z.infer<typeof toVenue>;
/** Which order a message means. */
export type OrderReference = Omit<Extract<ToVenue, { type: 'cancel' }>, 'type'>;

/**
 * Venue → router. `quote` replaces the venue's whole top of book for the instrument; 0 size is no quote on that side.
 * `unsolicited` cancels and IOC remainders arrive as `canceled`. `status` answers a status request: state null is an order the venue
 * has never seen.
 *
 * Each report on an order carries `filled_quantity`: all that the venue has executed of it when it wrote the report, this report's own
 * execution included, late fills after a cancel included. So a reader who holds less has missed a fill and asks for the status. One that
 * holds more has read a report that was repeated or overtaken: it keeps the number of its own moment.
 */
export const fromVenue = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('logged_on'),
    venue_id: text,
    epoch: text
      .optional()
      .describe(
        `Names the life of a simulated venue: one that has started anew tells another, and has forgotten every order of before. Absent where a venue's orders outlive its processes.`,
      ),
    capabilities: venueCapabilities
      .optional()
      .describe('Absent where the venue does not say: then it takes what its settings say.'),
  }),
  z.object({
    type: z.literal('quote'),
    instrument_id: text,
    bid: int,
    bid_size: int,
    ask: int,
    ask_size: int,
    time_us: int,
    depth: z
      .object({ bids: z.array(depthLevel), asks: z.array(depthLevel) })
      .optional()
      .describe(
        'The book as deep as the venue shows it, best level first; absent where only the best prices are shown.',
      ),
    valid_until_us: int
      .optional()
      .describe('When the quote ends by itself; absent where it stands until it is replaced.'),
  }),
  z.object({
    type: z.literal('ack'),
    child_id: text,
    filled_quantity: int.default(0),
    venue_order_id: text.optional().describe(`The venue's own id of the order; absent where it tells none.`),
    time_us: int,
  }),
  z.object({
    type: z.literal('reject'),
    child_id: text,
    code: text,
    message: text,
    order_fault: z.boolean(),
    time_us: int,
  }),
  z.object({
    type: z.literal('fill'),
    child_id: text,
    execution_id: text,
    quantity: int,
    price: int,
    ...executionWords,
    filled_quantity: int,
    leaves_quantity: int.describe(
      'What is not executed of the order: ordered less `filled_quantity`, whether it still works or was canceled before a late fill.',
    ),
    time_us: int,
  }),
  z.object({
    type: z.literal('canceled'),
    child_id: text,
    filled_quantity: int,
    leaves_quantity: int.describe(
      'What the cancel has taken off the market: ordered less `filled_quantity`. None of it works any more. This is not the LeavesQty of FIX, which is 0 from the cancel on.',
    ),
    reason: text,
    time_us: int,
  }),
  /** `TOO_LATE`: the order had ended, and `filled_quantity` tells how far. `UNKNOWN_ORDER`: the venue has never seen it, which is 0. */
  z.object({ type: z.literal('cancel_reject'), child_id: text, code: text, filled_quantity: int, time_us: int }),
  z.object({
    type: z.literal('status'),
    child_id: text,
    state: childState.nullable(),
    filled_quantity: int,
    executions: z.array(z.object({ execution_id: text, quantity: int, price: int, ...executionWords })),
    terms: z
      .object({ revision: int, quantity: int, limit_price: int })
      .optional()
      .describe(
        'By which it works or worked, and the latest change that the venue has heard of, taken or refused; absent where it does not tell.',
      ),
    time_us: int,
  }),
  /** The terms by which the order works from now on; what has executed before counts towards them. */
  z.object({
    type: z.literal('replaced'),
    child_id: text,
    revision: int,
    quantity: int,
    limit_price: int,
    filled_quantity: int,
    leaves_quantity: int,
    time_us: int,
  }),
  /** The order works on by the terms that it had, or has ended: `TOO_LATE`, `UNKNOWN_ORDER`, or what is wrong with the new terms. */
  z.object({
    type: z.literal('replace_rejected'),
    child_id: text,
    revision: int,
    code: text,
    filled_quantity: int,
    time_us: int,
  }),
  /** An execution never was; `filled_quantity` is without it. What it gives back does not work again. */
  z.object({
    type: z.literal('trade_busted'),
    child_id: text,
    execution_id: text,
    filled_quantity: int,
    time_us: int,
  }),
  /** An execution was for this quantity at this price. */
  z.object({
    type: z.literal('trade_corrected'),
    child_id: text,
    execution_id: text,
    quantity: int,
    price: int,
    fee: executionWords.fee.describe('What it has charged for it as it is now.'),
    filled_quantity: int,
    time_us: int,
  }),
  /** Whoever stands before the venue cannot say whether it has the order: it may work, and is not to be sent again. */
  z.object({ type: z.literal('outcome_unknown'), child_id: text, why: text, time_us: int }),
  /** The venue takes no new orders for so long. Each that comes meanwhile gets its own `reject`: nothing waits in silence. */
  z.object({ type: z.literal('throttled'), retry_after_ms: int, time_us: int }),
  /** A trade that the venue prints; OPEN and CLOSE are those of its auctions. */
  z.object({
    type: z.literal('last_sale'),
    instrument_id: text,
    price: int,
    quantity: int,
    condition: saleCondition,
    time_us: int,
  }),
  /**
   * Whether an instrument trades here from now on. At a logon a venue says it of all that does not trade, right after `logged_on`: what it says nothing
   * of trades. The status of the venue that lists an instrument is the instrument's.
   */
  z.object({
    type: z.literal('trading_status'),
    instrument_id: text,
    status: tradingStatus,
    reason: text,
    time_us: int,
  }),
  z.object({ type: z.literal('heartbeat'), time_us: int }),
]);
export type FromVenue = z.infer<typeof fromVenue>;
type Quote = Extract<FromVenue, { type: 'quote' }>;
/** A line of a venue as its message, or null where it is none. Never throws. */
export function readFromVenue(line: string): FromVenue | null {
  const said = jsonIn(line);
  return isPlainQuote(said) ? said : (fromVenue.safeParse(said).data ?? null);
}

/**
 * Whether something is a quote without depth and end, by the rules of the schema: nearly every message is one, and the schema takes longer than
 * all the rest of a quote's way. What it does not know goes to the schema, which also refuses.
 */
function isPlainQuote(said: unknown): said is Quote {
  if (typeof said !== 'object' || said === null || !('type' in said) || said.type !== 'quote') return false;
  if ('depth' in said || 'valid_until_us' in said) return false;
  return (
    'instrument_id' in said &&
    typeof said.instrument_id === 'string' &&
    'bid' in said &&
    Number.isSafeInteger(said.bid) &&
    'bid_size' in said &&
    Number.isSafeInteger(said.bid_size) &&
    'ask' in said &&
    Number.isSafeInteger(said.ask) &&
    'ask_size' in said &&
    Number.isSafeInteger(said.ask_size) &&
    'time_us' in said &&
    Number.isSafeInteger(said.time_us)
  );
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** What a venue says of an order. */
export type OrderReport = Extract<FromVenue, { child_id: string }>;
