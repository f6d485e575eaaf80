import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { JournalEntry } from '@fairlead/db/journal/journal-entry';
import { writeBody } from '@fairlead/db/record/entry-body';
import type { OrderHead } from '@fairlead/db/record/entry-content';
import type { Bundle, OrderIdentity } from './live-order.ts';
import type { WrittenParts } from './written-parts.ts';

/** What the entry of a step is made of. */
export interface Step {
  readonly identity: OrderIdentity;
  readonly bundle: Pick<Bundle, 'events' | 'waves'>;
  /** The life before the step, as durable, and after it. */
  readonly before: OrderLife;
  readonly after: OrderLife;
}

/** The entry of a step of an order: its events, and what their records refer to and the journal does not hold yet. Time in microseconds since 1970. */
export function entryOf({ identity, bundle, before, after }: Step, parts: WrittenParts, nowUs: number): JournalEntry {
  return {
    orderPk: identity.pk,
    firstEvent: before.version + 1,
    lastEvent: after.version,
    atUs: nowUs,
    simulated: identity.simulated,
    body: writeBody({ kind: 'EVENTS', head: headOf(identity), events: bundle.events }),
    key: null,
    parts: parts.unwritten(bundle.waves, nowUs),
  };
}

/** How the persons of an order stand in its record. */
export interface Pseudonyms {
  readonly account: string | null;
  readonly customerId: string | null;
}

/** The entry of a new order, in which persons stand by their pseudonyms. */
export function firstEntryOf(
  step: Step & { readonly persons: Pseudonyms },
  parts: WrittenParts,
  nowUs: number,
): JournalEntry {
  const { clientId, order } = step.identity;
  const events = step.bundle.events.map((event) => withPseudonyms(event, step.persons));
  return {
    ...entryOf({ ...step, bundle: { ...step.bundle, events } }, parts, nowUs),
    key: { clientId, orderId: order.orderId },
  };
}

function withPseudonyms(event: OrderEvent, persons: Pseudonyms): OrderEvent {
  if (event.type !== 'RECEIVED') return event;
  const { receipt } = event;
  return { ...event, receipt: { ...receipt, order: { ...receipt.order, ...persons } } };
}

function headOf({ clientId, order, instrument, simulated, routeOnly }: OrderIdentity): OrderHead {
  const { priceDecimals, quantityDecimals } = instrument;
  return {
    clientId,
    orderId: order.orderId,
    instrumentId: order.instrumentId,
    side: order.side,
    scale: { priceDecimals, quantityDecimals },
    simulated,
    routeOnly,
  };
}
