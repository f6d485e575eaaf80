import { intendedChild } from './child-life.ts';
import { applyToChild, isOfChild } from './fold-child.ts';
import type { OrderEvent } from './order-event.ts';
import { changedLife, type OrderLife, withTerms } from './order-life.ts';
import { moved, movedByFill } from './order-moves.ts';
import { assertSums, NO_SUMS, sumsOf, withExecution } from './sums.ts';

type Of<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

/**
 * What an order becomes by one event. Pure: the same life and event give the same life. Throws where the event cannot be in that life by the tables of
 * states, and where the sums do not hold: events are made by this folder's own functions, so either is a fault of the program.
 */
export function apply(life: OrderLife, event: OrderEvent): OrderLife {
  const applied = changedLife(changed(life, event), { version: life.version + 1 });
  assertSums(applied);
  return applied;
}

/** What an order becomes by several events, in their order. */
export function applyAll(life: OrderLife, events: readonly OrderEvent[]): OrderLife {
  return events.reduce(apply, life);
}

function changed(life: OrderLife, event: OrderEvent): OrderLife {
  if (isOfChild(event)) return applyToChild(life, event);
  switch (event.type) {
    case 'RECEIVED':
      return received(life, event);
    case 'ORDER_REJECTED':
      return moved({ ...life, code: event.code }, 'REFUSED');
    case 'ORDER_HELD':
      return life;
    case 'ORDER_RELEASED':
      return { ...life, start: event.start, releasedAtUs: event.atUs };
    case 'WAVE_PLANNED':
      return planned(life, event);
    case 'CANCEL_ASKED':
      return moved({ ...life, endAsked: life.endAsked ?? 'CALLER' }, 'CANCEL_ASKED');
    case 'DAY_ENDED':
      return moved({ ...life, endAsked: life.endAsked ?? 'DAY' }, 'CANCEL_ASKED');
    case 'ORDER_REPLACED':
      return replaced(life, event);
    case 'EXECUTED_ELSEWHERE':
      return executedElsewhere(life, event);
    case 'MARKET_REOPENED':
    case 'REPLANNED':
      return { ...life, wavesUncounted: life.waves.length };
    case 'RECORD_BROKEN':
      return { ...life, isBroken: true };
    case 'ORDER_CLOSED':
      return moved({ ...life, code: event.code }, life.endAsked === 'DAY' ? 'LAPSED' : 'CLOSED');
  }
}

function received(life: OrderLife, { receipt }: Of<'RECEIVED'>): OrderLife {
  const { order, arrival, worstPrice } = receipt;
  const residual = life.residual - life.order.quantity + order.quantity;
  return { ...life, order, residual, start: { nbbo: arrival, worstPrice } };
}

function retermed(life: OrderLife, terms: Of<'ORDER_REPLACED'>): OrderLife {
  const order = withTerms(life.order, terms.quantity, terms.limitPrice);
  return { ...life, order, start: { ...life.start, worstPrice: terms.worstPrice } };
}

/** A smaller quantity can be what is executed already: then the order is filled. */
function replaced(life: OrderLife, event: Of<'ORDER_REPLACED'>): OrderLife {
  const recalledWaves = event.limitPrice === life.order.limitPrice ? life.recalledWaves : life.waves.length;
  const residual = life.residual - life.order.quantity + event.quantity;
  // Whoever replaces an order has looked at it; its waves are counted from here.
  const wavesUncounted = life.waves.length;
  const after = retermed({ ...life, residual, recalledWaves, wavesUncounted, waitsForPerson: false }, event);
  return after.filled >= after.order.quantity ? movedByFill(after) : after;
}

function planned(life: OrderLife, event: Of<'WAVE_PLANNED'>): OrderLife {
  const { decisionId, wave, expectedCostBps } = event;
  const placed = event.children.reduce((sum, child) => sum + child.quantity, 0);
  const after = changedLife(life, {
    children: [...life.children, ...event.children.map((child) => intendedChild(child, decisionId, wave))],
    waves: [...life.waves, { decisionId, wave, expectedCostBps, placed, ...NO_SUMS }],
    working: life.working + placed,
    residual: life.residual - placed,
    routedMode: event.mode,
    goesOn: event.goesOn,
  });
  return moved(after, 'PLANNED');
}

function executedElsewhere(life: OrderLife, { venueId, execution }: Of<'EXECUTED_ELSEWHERE'>): OrderLife {
  const decisionId = life.waves.at(-1)?.decisionId ?? null;
  const after = withExecution(life, { decisionId, sums: sumsOf(execution, life), sign: 1 });
  return movedByFill({ ...after, elsewhere: [...life.elsewhere, { ...execution, venueId }] });
}
