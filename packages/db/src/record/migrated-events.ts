import { NBBO_STATES } from '@fairlead/core/market/nbbo';
import type { Scale } from '@fairlead/core/money/amount';
import { ROUTING_MODES } from '@fairlead/core/order/request';
import {
  type ArrivalMarket,
  DOUBT_CODES,
  EVENT_CAUSES,
  FILL_MARKS,
  type OrderEvent,
  type OrderFact,
  type Receipt,
} from '@fairlead/core/order-life/order-event';
import { invariant } from '@fairlead/core/result';
import { ORDER_KINDS } from '@fairlead/core/routing/order-kind';
import { LIQUIDITY_FLAGS } from '@fairlead/core/venue/fees';
import type { MigratedRows } from './entry-content.ts';
import { refuse } from './refuse.ts';
import { StoredFacts } from './stored-facts.ts';

/** The version of the events that were stored before the journal. */
const STORED_VERSION = 1;

/** What of an order is not in its stored events: its receipt, and the records of its waves. */
interface Kept {
  readonly receipt: Receipt;
  readonly decisions: MigratedRows['decisions'];
  readonly scale: Scale;
}

/**
 * The events of an order as a router of before the journal stored them. Null where they are of before the fold of events, and say too little. Throws for
 * what no router can have written.
 */
export function storedEvents(events: MigratedRows['events'], kept: Kept): OrderEvent[] | null {
  const stored = events.map((event) => new StoredFacts(event, kept.scale));
  const [first] = stored;
  if (first === undefined || !isOfFold(first, kept.scale)) return null;
  return stored.map((event) => storedEvent(event, kept));
}

function isOfFold(first: StoredFacts, scale: Scale): boolean {
  return new StoredFacts(JSON.parse(first.text('payload')), scale).numberOrNull('v') !== null;
}

function storedEvent(stored: StoredFacts, kept: Kept): OrderEvent {
  const facts = new StoredFacts(JSON.parse(stored.text('payload')), kept.scale);
  const version = facts.number('v');
  invariant(version === STORED_VERSION, `an event of version ${version}: this router reads ${STORED_VERSION}`);
  const fact = factOf(stored.text('event_type'), facts, kept);
  return { ...fact, atUs: stored.number('created_at_us'), cause: facts.word('cause', EVENT_CAUSES) };
}

function factOf(type: string, facts: StoredFacts, kept: Kept): OrderFact {
  switch (type) {
    case 'RECEIVED':
      return receivedFact(facts, kept.receipt);
    case 'WAVE_PLANNED':
      return waveFact(facts, kept);
    case 'ORDER_REJECTED':
      return { type, code: facts.text('code'), path: facts.text('path'), detail: null };
    case 'ORDER_HELD':
      return { type, waitsFor: facts.text('waits_for') };
    case 'ORDER_RELEASED':
      return { type, start: { nbbo: marketOf(facts.part('nbbo')), worstPrice: facts.priceOrNull('worst_price') } };
    case 'ORDER_REPLACED':
      return { type, ...termsOf(facts) };
    case 'PLAN_TOO_OLD':
      return { type, childIds: facts.texts('child_ids') };
    case 'EXECUTED_ELSEWHERE':
      return {
        ...{ type, venueId: facts.text('venue_id'), executedAtUs: facts.number('executed_at_us') },
        ...executionOf(facts),
      };
    case 'RECORD_BROKEN':
      return { type, code: facts.text('code') };
    case 'ORDER_CLOSED':
      return { type, code: facts.textOrNull('code') };
    case 'CANCEL_ASKED':
    case 'DAY_ENDED':
    case 'MARKET_REOPENED':
      return { type };
    default:
      return childFact(type, facts);
  }
}

function childFact(type: string, facts: StoredFacts): OrderFact {
  const childId = facts.text('child_id');
  switch (type) {
    case 'CHILD_SENT':
      return { type, childId, epoch: facts.textOrNull('epoch') };
    case 'FILL':
      return { type, childId, ...executionOf(facts) };
    case 'CHILD_CANCELED':
      return { type, childId, code: facts.textOrNull('code'), reason: facts.text('reason') };
    case 'CHILD_REJECTED':
      return { type, childId, code: facts.text('code'), message: facts.text('message') };
    case 'CHILD_IN_DOUBT':
      return { type, childId, why: facts.word('why', DOUBT_CODES) };
    case 'TRADE_BUSTED':
      return { type, childId, executionId: facts.text('venue_execution_id'), bears: null };
    case 'TRADE_CORRECTED': {
      const traded = { quantity: facts.count('quantity'), price: facts.price('price'), feeE8: facts.money('fee') };
      return { type, childId, executionId: facts.text('venue_execution_id'), ...traded, charged: null };
    }
    case 'CHILD_ACKED':
      return { type, childId, venueOrderId: null };
    case 'CHILD_NOT_SENT':
    case 'CHILD_EXPIRED':
    case 'CHILD_CANCEL_ASKED':
    case 'CHILD_SETTLED':
    case 'REST_ENDED':
    case 'WAITS_FOR_PERSON':
      return { type, childId };
    default:
      return refuse('an event', type);
  }
}

function receivedFact(facts: StoredFacts, receipt: Receipt): OrderFact {
  const { quantity, limitPrice, worstPrice } = termsOf(facts);
  return { type: 'RECEIVED', receipt: { ...receipt, order: { ...receipt.order, quantity, limitPrice }, worstPrice } };
}

function waveFact(facts: StoredFacts, { decisions }: Kept): OrderFact {
  const decisionId = facts.text('decision_id');
  const decision = decisions.find((each) => each.id === decisionId) ?? refuse('a wave with its decision', decisionId);
  return {
    type: 'WAVE_PLANNED',
    decisionId,
    decisionHash: facts.text('decision_hash'),
    wave: facts.number('wave'),
    mode: facts.word('mode', ROUTING_MODES),
    goesOn: facts.flag('goes_on'),
    expectedCostBps: facts.numberOrNull('expected_cost_bps'),
    children: facts.parts('children').map((child) => ({
      id: child.text('id'),
      venueId: child.text('venue_id'),
      quantity: child.count('quantity'),
      limitPrice: child.price('limit_price'),
      minQuantity: child.count('min_quantity'),
      kind: child.word('kind', ORDER_KINDS),
      restMs: child.numberOrNull('rest_ms'),
    })),
    record: decision.evidence,
    routingTimeUs: decision.routing_time_us,
  };
}

function termsOf(facts: StoredFacts) {
  return {
    quantity: facts.count('quantity'),
    limitPrice: facts.priceOrNull('limit_price'),
    worstPrice: facts.priceOrNull('worst_price'),
    market: null,
  };
}

function marketOf(facts: StoredFacts): ArrivalMarket {
  const best = (name: string) => {
    const at = facts.priceOrNull(name);
    return at === null ? null : { price: at };
  };
  const odd = (name: string) => {
    const quote = facts.partOrNull(name);
    return quote === null ? null : { price: quote.price('price'), size: quote.count('size') };
  };
  return {
    state: facts.wordOrNull('state', NBBO_STATES),
    bid: best('bid'),
    ask: best('ask'),
    oddBid: odd('odd_bid'),
    oddAsk: odd('odd_ask'),
    referenceBid: facts.priceOrNull('reference_bid'),
    referenceAsk: facts.priceOrNull('reference_ask'),
  };
}

function executionOf(facts: StoredFacts) {
  const market = facts.part('market');
  return {
    execution: {
      id: facts.text('execution_id'),
      executionId: facts.text('venue_execution_id'),
      quantity: facts.count('quantity'),
      price: facts.price('price'),
      feeE8: facts.money('fee'),
      liquidityFlag: facts.word('liquidity_flag', LIQUIDITY_FLAGS),
      told: null,
    },
    marks: facts.words('marks', FILL_MARKS),
    market: {
      bid: market.priceOrNull('bid'),
      ask: market.priceOrNull('ask'),
      doubleMid: market.priceOrNull('double_mid'),
    },
  };
}
