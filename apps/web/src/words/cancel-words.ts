import { isOrderEnded } from '@fairlead/core/order/order-state';
import type { CancelEffect } from '@/rows/cancel-effect';
import type { OrderRow } from '@/rows/order-row';
import { formatQuantity } from './figures';
import { STATE_WORDS } from './order-words';

/** Why an order in this state cannot be canceled; empty where it can. */
export function whyNoCancel(state: OrderRow['state'], routeOnly = false): string {
  if (isOrderEnded(state))
    return `The order has ended (${STATE_WORDS[state].name.toLowerCase()}): nothing of it is open.`;
  if (state === 'PENDING_CANCEL') return 'Its cancel has been asked for: the venues are answering.';
  return routeOnly ? 'It was only routed: its caller executes it, and nothing of it was sent from here.' : '';
}

/** What a cancel takes back and what stays, each a sentence. */
export function cancelEffectWords(effect: CancelEffect): readonly string[] {
  const { instrument_id: instrument, quantity, filled_quantity: filled, working_quantity: working } = effect;
  const venues = effect.venue_ids.length;
  const unsent = quantity - filled - working;
  const asked =
    venues === 0
      ? 'Nothing of it is at a venue.'
      : `Asks ${venues === 1 ? '1 venue' : `${venues} venues`} to take back ${formatQuantity(working)} of ${formatQuantity(quantity)} ${instrument}.`;
  const rest =
    unsent > 0
      ? `${formatQuantity(unsent)} ${instrument} ${are(unsent)} at no venue and ${are(unsent)} not sent any more.`
      : null;
  const kept =
    filled > 0
      ? `${formatQuantity(filled)} ${are(filled)} filled and ${filled === 1 ? 'stays' : 'stay'}.`
      : 'Nothing is filled.';
  return [asked, ...(rest === null ? [] : [rest]), kept];
}

const are = (count: number): string => (count === 1 ? 'is' : 'are');
