import { isChildEnded } from '@fairlead/core/order/child-state';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { ownRoundTripUs } from '@fairlead/core/quality/pace';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Market } from '../market-data/market.ts';
import type { Placed } from '../order/live-book.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Meter } from '../publish/meter.ts';
import { circuitLesson, learnOfVenue } from './venue-lessons.ts';
import { countVolume, recountVolume } from './volume-lessons.ts';

/** What is learned with. */
export interface LessonPorts {
  readonly market: Market;
  readonly meter: Meter;
}

/** What a step teaches of venues: fills, ends and refusals of children. A step that is decided again teaches nothing twice. */
export function learnFrom(
  { market, meter }: LessonPorts,
  live: LiveOrder,
  step: { readonly before: OrderLife; readonly after: OrderLife; readonly events: readonly OrderEvent[] },
): void {
  const seen = { identity: live.identity, start: step.after.start };
  for (const event of step.events) {
    learnOfVenue(market, step.before, event);
    if (event.type !== 'FILL' && event.type !== 'EXECUTED_ELSEWHERE') continue;
    const { execution, atUs } = event;
    const child = event.type === 'FILL' ? childOf(step.after, event.childId) : takerAt(event.venueId, execution);
    if (child === undefined) continue;
    countVolume(market, live, { venueId: child.venueId, execution, atUs });
    meter.filled(child.venueId, execution.quantity, live.identity.instrument);
    market.learning.filled(seenChild(child), seen, { ...execution, nowUs: atUs });
  }
  recountVolume(market, live, step);
  const atUs = step.events.at(-1)?.atUs ?? 0;
  for (const [index, child] of step.after.children.entries()) {
    const old = step.before.children[index];
    if (old === undefined || old === child || isChildEnded(old.state) || !isChildEnded(child.state)) continue;
    if (child.state === 'REJECTED') meter.rejected(child.venueId, child.code ?? 'UNKNOWN');
    market.health(child.venueId)?.circuit.take(circuitLesson(child), atUs);
    market.learning.ended(seenChild(child), seen, atUs);
  }
}

/** Learns the round trip from a venue's first answer to a child, and that it answers. */
export function learnAnswer(
  { market, meter }: LessonPorts,
  { live, child }: Placed,
  { report, nowUs, lagUs }: Answer,
): void {
  if (child.state !== 'SENT' || child.sentAtUs === null) return;
  const seen = { identity: live.identity, start: live.life.start };
  const readAfterUs = Math.max(0, nowUs - child.sentAtUs);
  const ownUs = ownRoundTripUs(readAfterUs, lagUs);
  if (ownUs !== null) market.learning.answered(seenChild(child), seen, { latencyUs: ownUs, nowUs });
  const latencyUs = Math.max(0, readAfterUs - lagUs);
  meter.took('VENUE', latencyUs);
  const isWord = report.type !== 'REJECTED' && !(report.type === 'STATUS' && report.state === null);
  if (isWord) market.health(child.venueId)?.circuit.take({ type: 'ANSWERED', childId: child.id, latencyUs }, nowUs);
}

/** What a venue says of a child, when it is read, and how long it may have waited for that; microseconds. */
interface Answer {
  readonly report: VenueReport;
  readonly nowUs: number;
  readonly lagUs: number;
}

type Taught = Pick<ChildLife, 'venueId' | 'kind' | 'quantity' | 'filled' | 'code'>;

/** What the caller executed itself counts as a taking child that was filled. */
function takerAt(venueId: string, { quantity }: { readonly quantity: ChildLife['quantity'] }): Taught {
  return { venueId, kind: 'IOC', quantity, filled: quantity, code: null };
}

/** What a venue fills beyond its part says nothing of how much of a part it fills. */
function seenChild({ venueId, kind, quantity, filled, code }: Taught) {
  return { venueId, kind, quantity, filled: Math.min(filled, quantity), rejectCode: code };
}
