import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { classify } from '../order-life/classification.ts';
import { apply } from '../order-life/fold.ts';
import { onReport } from '../order-life/on-report.ts';
import type {
  BookedExecution,
  FillMarket,
  OrderEvent,
  OrderFact,
  PlannedChild,
  Receipt,
} from '../order-life/order-event.ts';
import { newLife, type OrderLife } from '../order-life/order-life.ts';
import type { Reported } from '../order-life/reported.ts';
import { Story } from '../order-life/story.ts';
import type { ReportedExecution, ReportedTerms, VenueReport } from '../venue/venue-report.ts';
import { orderOf } from './market.ts';

/** What a test says of a child: its quantity in shares, and anything else of the plan that is to be different. */
export type ChildOf = Partial<Omit<PlannedChild, 'quantity'>> & { readonly quantity: number };

const SHARES = { priceDecimals: 4, quantityDecimals: 0 };
const FILL_MARKET: FillMarket = { bid: price(999_900), ask: price(1_000_000), doubleMid: 1_999_900 };

/** An order of shares with a limit at 100.00, of which nothing has happened yet. */
export function newLifeOf(changes: Partial<ValidOrder> = {}): OrderLife {
  const order = orderOf({ orderType: 'LIMIT', limitPrice: price(1_000_000), quantity: quantity(300), ...changes });
  const nbbo = {
    state: 'NORMAL',
    bid: { price: price(999_900) },
    ask: { price: price(1_000_000) },
    oddBid: null,
    oddAsk: null,
    referenceBid: price(999_900),
    referenceAsk: price(1_000_000),
  } as const;
  return newLife(order, SHARES, { nbbo, worstPrice: order.limitPrice });
}

/** The order after these facts, a millisecond each. */
export function told(life: OrderLife, ...facts: readonly OrderFact[]): OrderLife {
  return facts.reduce((before, fact) => apply(before, eventOf(before, fact)), life);
}

function eventOf(life: OrderLife, fact: OrderFact): OrderEvent {
  return { ...fact, atUs: nextUs(life), cause: 'DESK' };
}

function nextUs(life: OrderLife): number {
  return (life.version + 1) * 1_000;
}

/** The receipt of an order in the market that it arrived in, with its limit as the worst price. */
export function receivedFact({ order, start }: OrderLife, more: Partial<Receipt> = {}): OrderFact {
  return {
    type: 'RECEIVED',
    receipt: {
      clientId: 'client-1',
      order,
      requestHash: '0'.repeat(64),
      simulated: false,
      routeOnly: false,
      classification: classify(order, start.nbbo),
      arrival: start.nbbo,
      worstPrice: order.limitPrice,
      securityClass: 'NMS_STOCK',
      ...more,
    },
  };
}

/** A wave that sends these children: immediate ones to XNAS at the limit of 100.00 where nothing else is said. */
export function waveOf(
  life: OrderLife,
  children: Readonly<Record<string, ChildOf>>,
  more: Partial<Extract<OrderFact, { type: 'WAVE_PLANNED' }>> = {},
): OrderFact {
  const wave = life.waves.length + 1;
  return {
    type: 'WAVE_PLANNED',
    decisionId: `decision-${wave}`,
    decisionHash: 'hash',
    wave,
    mode: life.order.routingMode,
    goesOn: false,
    expectedCostBps: 0.5,
    children: Object.entries(children).map(([id, said]) => plannedChild(id, said)),
    record: '[]',
    routingTimeUs: 50,
    ...more,
  };
}

function plannedChild(id: string, said: ChildOf): PlannedChild {
  return {
    id,
    venueId: 'XNAS',
    limitPrice: price(1_000_000),
    minQuantity: quantity(0),
    kind: 'IOC',
    restMs: null,
    ...said,
    quantity: quantity(said.quantity),
  };
}

/** The order with a wave planned, and its children sent. */
export function sentLife(life: OrderLife, children: Readonly<Record<string, ChildOf>>): OrderLife {
  const sent = Object.keys(children).map((childId): OrderFact => ({ type: 'CHILD_SENT', childId, epoch: null }));
  return told(life, waveOf(life, children), ...sent);
}

/** An execution as a venue tells it: at 100.00 where nothing else is said. */
export function executionOf(executionId: string, count: number, at = 1_000_000): ReportedExecution {
  return { executionId, quantity: quantity(count), price: price(at), liquidityFlag: 'TAKE', told: null };
}

/** A fill as it is booked: a share costs 0.003. */
export function fillOf(childId: string, executionId: string, count: number): OrderFact {
  const reported = executionOf(executionId, count);
  const execution: BookedExecution = {
    ...reported,
    id: `own-${executionId}`,
    feeE8: moneyE8(BigInt(count) * 300_000n),
    liquidityFlag: 'TAKE',
    told: null,
  };
  return { type: 'FILL', childId, execution, marks: [], market: FILL_MARKET };
}

/** What a venue's report made of an order. */
export interface Heard extends Reported {
  readonly life: OrderLife;
  readonly events: readonly OrderEvent[];
}

/** Hears one report of a venue. An execution costs 0.003 a share, and the first of a child a dollar more. */
export function heard(life: OrderLife, childId: string, report: VenueReport): Heard {
  const story = new Story(life, { atUs: nextUs(life), cause: 'REPORT' });
  const reported = onReport(story, {
    childId,
    report,
    market: FILL_MARKET,
    feeOf: (execution, isFirst) => moneyE8(BigInt(execution.quantity) * 300_000n + (isFirst ? 100_000_000n : 0n)),
    currency: 'USD',
    newId: () => `own-${life.version}-${story.events.length}`,
  });
  return { ...reported, life: story.life, events: story.events };
}

/** The venue's word of a fill. */
export function filledWord(executionId: string, count: number, cumulative: number | null = null): VenueReport {
  return {
    type: 'FILL',
    execution: executionOf(executionId, count),
    cumulative: cumulative === null ? null : quantity(cumulative),
  };
}

/** The venue's word that a child is over. */
export function canceledWord(cumulative: number | null): VenueReport {
  return { type: 'CANCELED', reason: 'IOC', cumulative: cumulative === null ? null : quantity(cumulative) };
}

/** The venue's whole account of a child, without its terms; its sum is that of its list where nothing else is said. */
export function accountOf(
  state: Extract<VenueReport, { type: 'STATUS' }>['state'],
  executions: readonly ReportedExecution[] = [],
  cumulative = executions.reduce((sum, execution) => sum + execution.quantity, 0),
): Extract<VenueReport, { type: 'STATUS' }> {
  return { type: 'STATUS', state, cumulative: quantity(cumulative), executions, terms: null };
}

/** Terms as a venue tells them: shares, and a price at the scale of the instrument. */
export function termsOf(revision: number, count: number, limit = 1_000_000): ReportedTerms {
  return { revision, quantity: quantity(count), limitPrice: price(limit) };
}

/** Other terms of a child, as they are asked for. */
export function replaceAsked(childId: string, terms: ReportedTerms, wave = 1): OrderFact {
  return { type: 'CHILD_REPLACE_ASKED', childId, ...terms, wave };
}

/** The venue's word that a child works by these terms. */
export function replacedWord(terms: ReportedTerms, cumulative: number | null): VenueReport {
  return { type: 'REPLACED', terms, cumulative: cumulative === null ? null : quantity(cumulative) };
}

/** The venue's word that a child is not changed. */
export function replaceRefusedWord(revision: number, code: string, cumulative: number | null): VenueReport {
  const sum = cumulative === null ? null : quantity(cumulative);
  return { type: 'REPLACE_REFUSED', revision, code, cumulative: sum };
}
