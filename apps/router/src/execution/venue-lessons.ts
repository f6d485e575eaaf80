import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import type { CircuitInput } from '@fairlead/core/venue/circuit-breaker';
import { isVenueFailure } from '@fairlead/core/venue/venue-reject';
import type { Market } from '../market-data/market.ts';

/** What an event says of how a venue works: that it owes an answer, or that it fills what it has given back. `before` is the order before it. */
export function learnOfVenue(market: Market, before: OrderLife, event: OrderEvent): void {
  switch (event.type) {
    case 'CHILD_IN_DOUBT':
      if (event.why === 'OVERDUE' || event.why === 'OUTCOME_UNKNOWN') learnSilence(market, before, event);
      return;
    case 'FILL':
      if (event.marks.includes('LATE')) learnLateness(market, before, event);
      return;
    default:
  }
}

/** What the end of a child says of its venue's circuit. That no session took it was told when it was to be sent. */
export function circuitLesson({ id: childId, state, code }: ChildLife): CircuitInput {
  const isFailure = state === 'REJECTED' && code !== 'NOT_SENT' && isVenueFailure(code ?? '');
  if (!isFailure) return { type: 'SPARED', childId };
  return { type: 'FAILED', childId, failure: { kind: 'REJECTED', code: code ?? 'UNKNOWN' } };
}

interface OfChild {
  readonly childId: string;
  readonly atUs: number;
}

function learnSilence(market: Market, before: OrderLife, { childId, atUs }: OfChild): void {
  const venueId = childOf(before, childId)?.venueId ?? '';
  market.health(venueId)?.circuit.take({ type: 'FAILED', childId, failure: { kind: 'TIMEOUT' } }, atUs);
}

/** How long after the end of its child a fill came: so long may the next one come after. */
function learnLateness(market: Market, before: OrderLife, { childId, atUs }: OfChild): void {
  const child = childOf(before, childId);
  if (child === undefined || child.doneAtUs === null) return;
  market.health(child.venueId)?.lateness.filledLate(atUs - child.doneAtUs, atUs);
}
