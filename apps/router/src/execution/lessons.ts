import { powerOfTen } from '@fairlead/core/money/scaled';
import { isChildEnded } from '@fairlead/core/order/child-state';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { sumsOf } from '@fairlead/core/order-life/sums';
import type { CircuitInput } from '@fairlead/core/venue/circuit-breaker';
import { isVenueFailure } from '@fairlead/core/venue/venue-reject';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Market } from '../market-data/market.ts';
import type { Placed } from '../order/live-book.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Meter } from '../publish/meter.ts';

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
    if (event.type === 'CHILD_IN_DOUBT' && (event.why === 'OVERDUE' || event.why === 'OUTCOME_UNKNOWN'))
      tellTimeout(market, step.after, event);
    if (event.type !== 'FILL' && event.type !== 'EXECUTED_ELSEWHERE') continue;
    const { execution, atUs } = event;
    const child = event.type === 'FILL' ? childOf(step.after, event.childId) : takerAt(event.venueId, execution);
    if (child === undefined) continue;
    countVolume(market, live, { venueId: child.venueId, execution, atUs, life: step.after });
    meter.filled(child.venueId, execution.quantity, live.identity.instrument);
    market.learning.filled(seenChild(child), seen, { ...execution, nowUs: atUs });
  }
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
export function learnAnswer(market: Market, { live, child }: Placed, { report, nowUs }: Answer): void {
  if (child.state !== 'SENT' || child.sentAtUs === null) return;
  const seen = { identity: live.identity, start: live.life.start };
  const latencyUs = nowUs - child.sentAtUs;
  market.learning.answered(seenChild(child), seen, { latencyUs, nowUs });
  const isWord = report.type !== 'REJECTED' && !(report.type === 'STATUS' && report.state === null);
  if (isWord) market.health(child.venueId)?.circuit.take({ type: 'ANSWERED', childId: child.id, latencyUs }, nowUs);
}

/** What a venue says of a child, and when it came. */
interface Answer {
  readonly report: VenueReport;
  readonly nowUs: number;
}

/** What the end of a child says of its venue's circuit. That no session took it was told when it was to be sent. */
function circuitLesson({ id: childId, state, code }: ChildLife): CircuitInput {
  const isFailure = state === 'REJECTED' && code !== 'NOT_SENT' && isVenueFailure(code ?? '');
  if (!isFailure) return { type: 'SPARED', childId };
  return { type: 'FAILED', childId, failure: { kind: 'REJECTED', code: code ?? 'UNKNOWN' } };
}

function tellTimeout(
  market: Market,
  life: OrderLife,
  { childId, atUs }: { readonly childId: string; readonly atUs: number },
): void {
  const venueId = childOf(life, childId)?.venueId ?? '';
  market.health(venueId)?.circuit.take({ type: 'FAILED', childId, failure: { kind: 'TIMEOUT' } }, atUs);
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

/** A fill counts towards the month's volume at its venue, which its fee tiers go by. */
function countVolume(
  market: Market,
  live: LiveOrder,
  of: {
    readonly venueId: string;
    readonly execution: Extract<OrderEvent, { type: 'FILL' }>['execution'];
    readonly atUs: number;
    readonly life: OrderLife;
  },
): void {
  const { quantityDecimals, currency } = live.identity.instrument;
  const unitsE8 = BigInt(of.execution.quantity) * BigInt(powerOfTen(8 - quantityDecimals));
  const { notionalE8 } = sumsOf(of.execution, of.life);
  market.countVolume(of.venueId, { unitsE8, notionalE8, currency }, of.atUs);
}
