import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, excessOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import type { OrderIdentity } from '../order/live-order.ts';
import type { StreamData } from '../ports.ts';

type Alert = StreamData<'ALERT'>;
type Told = Pick<Alert, 'severity' | 'code' | 'message'> & { readonly venueId: string | null };

/** What people are told of a venue whose own account of a child does not add up. */
export function differsAlert(identity: OrderIdentity, venueId: string): Alert {
  const message = `${venueId} gives an account of its part of the order that does not add up. The part stays reserved; ask the venue.`;
  return alertOf(identity, { severity: 'CRITICAL', code: 'QUANTITY_DIFFERS', message, venueId });
}

/** What people are told of an event; nothing where it is in the run of things. `life` is the order after it. */
export function alertsOf(event: OrderEvent, identity: OrderIdentity, life: OrderLife): Alert[] {
  const venueId = 'childId' in event ? (childOf(life, event.childId)?.venueId ?? null) : null;
  return toldOf(event, { identity, life, venueId: venueId ?? 'The venue' }).map((told) =>
    alertOf(identity, { ...told, venueId }),
  );
}

function alertOf(identity: OrderIdentity, { severity, code, message, venueId }: Told): Alert {
  const { clientId, pk, order } = identity;
  return { severity, code, message, client_id: clientId, order_pk: pk, order_id: order.orderId, venue_id: venueId };
}

interface Known {
  readonly identity: OrderIdentity;
  readonly life: OrderLife;
  readonly venueId: string;
}

function toldOf(event: OrderEvent, known: Known): Omit<Told, 'venueId'>[] {
  const { identity, venueId } = known;
  switch (event.type) {
    case 'CHILD_IN_DOUBT':
      return [
        warning(
          'CHILD_UNKNOWN',
          `No answer from ${venueId}; its part of the order stays reserved until the venue has been asked.`,
        ),
      ];
    case 'FILL':
      return fillAlerts(event, known);
    case 'CHILD_CANCELED':
      return canceledAlerts(event.code, identity, venueId);
    case 'WAITS_FOR_PERSON':
      return [
        critical(
          'UNASKED_CANCEL',
          `${venueId} has canceled a part of the order that nobody here asked it to. Nothing more is sent; cancel or replace the order.`,
        ),
      ];
    case 'TRADE_BUSTED':
      return [warning('TRADE_BUSTED', `${venueId} has taken back the execution ${event.executionId}.`)];
    case 'TRADE_CORRECTED':
      return [warning('TRADE_CORRECTED', `${venueId} has corrected the execution ${event.executionId}.`)];
    case 'RECORD_BROKEN':
      return [
        critical(
          'RECORD_BROKEN',
          'A step of the order could not be recorded. Nothing new of it is sent; what works can be canceled.',
        ),
      ];
    default:
      return [];
  }
}

function fillAlerts(event: Extract<OrderEvent, { type: 'FILL' }>, { life, venueId }: Known): Omit<Told, 'venueId'>[] {
  const told: Omit<Told, 'venueId'>[] = [];
  const { marks, execution } = event;
  if (marks.includes('OVERFILL')) {
    told.push(critical('OVERFILL', `${venueId} executed more than it was sent. All of it is booked, and marked.`));
  }
  if (marks.includes('LATE') && excessOf(life) > 0) {
    const message = `${venueId} filled a part after it had given it back, and that part has been sent elsewhere. It is booked; what rests of the order is asked back.`;
    told.push(critical('OVERCOMMITTED', message));
  }
  if (marks.includes('OUTSIDE_LIMIT')) {
    told.push(critical('FILL_OUTSIDE_LIMIT', `${venueId} executed at a worse price than the limit of its part.`));
  }
  const isElsewhere = life.children.some(
    (child) =>
      child.id !== event.childId &&
      child.venueId === venueId &&
      child.executions.some((each) => each.executionId === execution.executionId),
  );
  if (isElsewhere) {
    const message = `${venueId} uses the execution id ${execution.executionId} for two parts of the order. Both are booked.`;
    told.push(warning('EXECUTION_ID_TWICE', message));
  }
  return told;
}

/** Of the demo flow nobody misses anything when its venues start anew. */
function canceledAlerts(code: string | null, identity: OrderIdentity, venueId: string): Omit<Told, 'venueId'>[] {
  if (code === 'VENUE_LOST' && !identity.simulated) {
    const message = `${venueId} has started anew and forgotten every order of before. What it had not filled is routed elsewhere; check for missing fills.`;
    return [critical('VENUE_LOST', message)];
  }
  if (code !== 'VENUE_LOST_ORDER') return [];
  const message = `${venueId} no longer knows an order that it had acknowledged. The rest is routed elsewhere; check for missing fills.`;
  return [critical('VENUE_LOST_ORDER', message)];
}

function critical(code: string, message: string): Omit<Told, 'venueId'> {
  return { severity: 'CRITICAL', code, message };
}

function warning(code: string, message: string): Omit<Told, 'venueId'> {
  return { severity: 'WARNING', code, message };
}
