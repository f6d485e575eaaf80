import { NBBO_STATES } from '@fairlead/core/market/nbbo';
import type { Scale } from '@fairlead/core/money/amount';
import { type MoneyE8, moneyE8, price, quantity } from '@fairlead/core/money/units';
import { ROUTING_MODES } from '@fairlead/core/order/request';
import {
  DOUBT_CODES,
  EVENT_CAUSES,
  FILL_MARKS,
  ORDER_EVENT_VERSION,
  type OrderEvent,
} from '@fairlead/core/order-life/order-event';
import { ORDER_KINDS } from '@fairlead/core/routing/order-kind';
import { LIQUIDITY_FLAGS } from '@fairlead/core/venue/fees';
import { z } from 'zod';
import { storedDecimal } from './stored-decimal.ts';

/** A stored event as far as it is read again. */
export interface StoredEvent {
  readonly event_type: string;
  readonly payload: string;
  readonly created_at_us: number;
}

/**
 * The event that a record holds. Throws for a record that this router cannot have written, or a later one of another version: an order is never gone
 * on with on a guess.
 */
export function readEvent(stored: StoredEvent, scale: Scale): OrderEvent {
  const payload: unknown = JSON.parse(stored.payload);
  const { v, cause, ...facts } = envelope.parse(payload);
  if (v !== ORDER_EVENT_VERSION) throw new Error(`an event of version ${v}: this router reads ${ORDER_EVENT_VERSION}`);
  const fact = factOf(scale).parse({ type: stored.event_type, ...facts });
  return { ...fact, atUs: stored.created_at_us, cause };
}

/** True where an order's first event is one of these: orders of the time before were stored otherwise. */
export function isReadable(stored: StoredEvent): boolean {
  return envelope.safeParse(JSON.parse(stored.payload)).success;
}

const envelope = z.looseObject({ v: z.int(), cause: z.enum(EVENT_CAUSES) });
const text = z.string();
const textOrNull = text.nullable();

/** Money can have more digits than a safe integer holds. */
function moneyOf(value: string): MoneyE8 {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const units = BigInt(`${whole}${fraction.padEnd(8, '0')}`);
  return moneyE8(value.startsWith('-') ? -units : units);
}

const readers = new Map<string, ReturnType<typeof makeFactOf>>();

function factOf(scale: Scale): ReturnType<typeof makeFactOf> {
  const key = `${scale.priceDecimals} ${scale.quantityDecimals}`;
  const known = readers.get(key) ?? makeFactOf(scale);
  readers.set(key, known);
  return known;
}

/** One schema a kind of event, at the scale of its instrument. */
function makeFactOf(scale: Scale) {
  const decimals = decimalsOf(scale);
  return z.union([
    ...orderSchemas(decimals),
    ...waveSchemas(decimals),
    ...executionSchemas(decimals),
    ...childSchemas(),
    ...markSchemas(),
  ]);
}

type Decimals = ReturnType<typeof decimalsOf>;

/** Exact decimal texts as the whole numbers of an instrument. */
function decimalsOf(scale: Scale) {
  const count = text.transform((value) => quantity(storedDecimal(value, scale.quantityDecimals)));
  const at = text.transform((value) => price(storedDecimal(value, scale.priceDecimals)));
  const double = text.transform((value) => storedDecimal(value, scale.priceDecimals)).nullable();
  return { count, at, atOrNull: at.nullable(), double, money: text.transform(moneyOf) };
}

const of = <const Type extends string>(type: Type) => z.literal(type);

function orderSchemas({ count, at, atOrNull }: Decimals) {
  const terms = { quantity: count, limit_price: atOrNull, worst_price: atOrNull };
  const odd = z.object({ price: at, size: count }).nullable();
  const quote = atOrNull.transform((value) => (value === null ? null : { price: value }));
  const sides = { bid: quote, ask: quote, odd_bid: odd, odd_ask: odd };
  const references = { reference_bid: atOrNull, reference_ask: atOrNull };
  const nbbo = z
    .object({ state: z.enum(NBBO_STATES).nullable(), ...sides, ...references })
    .transform(({ state, bid, ask, ...more }) => ({
      ...{ state, bid, ask, oddBid: more.odd_bid, oddAsk: more.odd_ask },
      ...{ referenceBid: more.reference_bid, referenceAsk: more.reference_ask },
    }));
  return [
    z.object({ type: of('RECEIVED'), client_id: text, request: z.unknown(), ...terms }).transform((s) => ({
      ...{ type: s.type, clientId: s.client_id, asked: JSON.stringify(s.request) },
      ...termsOf(s),
    })),
    z.object({ type: of('ORDER_REPLACED'), ...terms }).transform((s) => ({ type: s.type, ...termsOf(s) })),
    z.object({ type: of('ORDER_REJECTED'), code: text, path: text }),
    z.object({ type: of('ORDER_HELD'), waits_for: text }).transform((s) => ({ type: s.type, waitsFor: s.waits_for })),
    z
      .object({ type: of('ORDER_RELEASED'), worst_price: atOrNull, nbbo })
      .transform((s) => ({ type: s.type, start: { nbbo: s.nbbo, worstPrice: s.worst_price } })),
  ] as const;
}

function waveSchemas({ count, at }: Decimals) {
  const kind = z.enum(ORDER_KINDS);
  const terms = { quantity: count, limit_price: at, min_quantity: count, kind, rest_ms: z.number().nullable() };
  const child = z.object({ id: text, venue_id: text, ...terms }).transform((s) => ({
    ...{ id: s.id, venueId: s.venue_id, quantity: s.quantity, limitPrice: s.limit_price },
    ...{ minQuantity: s.min_quantity, kind: s.kind, restMs: s.rest_ms },
  }));
  const made = { decision_id: text, decision_hash: text, wave: z.int(), mode: z.enum(ROUTING_MODES) };
  const meant = { goes_on: z.boolean(), expected_cost_bps: z.number().nullable(), children: z.array(child) };
  return [
    z.object({ type: of('WAVE_PLANNED'), ...made, ...meant }).transform((s) => ({
      ...{ type: s.type, decisionId: s.decision_id, decisionHash: s.decision_hash, wave: s.wave, mode: s.mode },
      ...{ goesOn: s.goes_on, expectedCostBps: s.expected_cost_bps, children: s.children },
    })),
    z
      .object({ type: of('PLAN_TOO_OLD'), child_ids: z.array(text) })
      .transform((s) => ({ type: s.type, childIds: s.child_ids })),
  ] as const;
}

function executionSchemas({ count, at, atOrNull, double, money }: Decimals) {
  const market = z
    .object({ bid: atOrNull, ask: atOrNull, double_mid: double })
    .transform(({ bid, ask, double_mid: doubleMid }) => ({ bid, ask, doubleMid }));
  const ids = { execution_id: text, venue_execution_id: text };
  const traded = { quantity: count, price: at, fee: money, liquidity_flag: z.enum(LIQUIDITY_FLAGS) };
  const filled = { ...ids, ...traded, marks: z.array(z.enum(FILL_MARKS)), market };
  return [
    z
      .object({ type: of('FILL'), child_id: text, ...filled })
      .transform((s) => ({ type: s.type, childId: s.child_id, ...executionOf(s) })),
    z
      .object({ type: of('EXECUTED_ELSEWHERE'), venue_id: text, executed_at_us: z.number(), ...filled })
      .transform((s) => ({ type: s.type, venueId: s.venue_id, executedAtUs: s.executed_at_us, ...executionOf(s) })),
    z
      .object({ type: of('TRADE_BUSTED'), child_id: text, venue_execution_id: text })
      .transform((s) => ({ type: s.type, childId: s.child_id, executionId: s.venue_execution_id })),
    z
      .object({
        ...{ type: of('TRADE_CORRECTED'), child_id: text, venue_execution_id: text },
        ...{ quantity: count, price: at, fee: money },
      })
      .transform((s) => ({
        ...{ type: s.type, childId: s.child_id, executionId: s.venue_execution_id },
        ...{ quantity: s.quantity, price: s.price, feeE8: s.fee },
      })),
  ] as const;
}

function childSchemas() {
  const only = <const Type extends string>(type: Type) =>
    z.object({ type: of(type), child_id: text }).transform((s) => ({ type: s.type, childId: s.child_id }));
  return [
    z
      .object({ type: of('CHILD_SENT'), child_id: text, epoch: textOrNull })
      .transform((s) => ({ type: s.type, childId: s.child_id, epoch: s.epoch })),
    z
      .object({ type: of('CHILD_CANCELED'), child_id: text, code: textOrNull, reason: text })
      .transform((s) => ({ type: s.type, childId: s.child_id, code: s.code, reason: s.reason })),
    z
      .object({ type: of('CHILD_REJECTED'), child_id: text, code: text, message: text })
      .transform((s) => ({ type: s.type, childId: s.child_id, code: s.code, message: s.message })),
    z
      .object({ type: of('CHILD_IN_DOUBT'), child_id: text, why: z.enum(DOUBT_CODES) })
      .transform((s) => ({ type: s.type, childId: s.child_id, why: s.why })),
    only('CHILD_NOT_SENT'),
    only('CHILD_ACKED'),
    only('CHILD_EXPIRED'),
    only('CHILD_CANCEL_ASKED'),
    only('CHILD_SETTLED'),
    only('REST_ENDED'),
    only('WAITS_FOR_PERSON'),
  ] as const;
}

function markSchemas() {
  return [
    z.object({ type: of('RECORD_BROKEN'), code: text }),
    z.object({ type: of('ORDER_CLOSED'), code: textOrNull }),
    z.object({ type: of('CANCEL_ASKED') }),
    z.object({ type: of('DAY_ENDED') }),
    z.object({ type: of('MARKET_REOPENED') }),
  ] as const;
}

function termsOf<Q, P>(stored: { quantity: Q; limit_price: P; worst_price: P }) {
  return { quantity: stored.quantity, limitPrice: stored.limit_price, worstPrice: stored.worst_price };
}

function executionOf<Q, P, F, L, M, N>(stored: {
  execution_id: string;
  venue_execution_id: string;
  quantity: Q;
  price: P;
  fee: F;
  liquidity_flag: L;
  marks: M;
  market: N;
}) {
  return {
    execution: {
      id: stored.execution_id,
      executionId: stored.venue_execution_id,
      quantity: stored.quantity,
      price: stored.price,
      feeE8: stored.fee,
      liquidityFlag: stored.liquidity_flag,
    },
    marks: stored.marks,
    market: stored.market,
  };
}
