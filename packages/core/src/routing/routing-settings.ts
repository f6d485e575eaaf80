import { hasProtectedQuotes } from '../instrument/asset-class.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { ValidOrder } from '../order/request.ts';
import type { RoutingSettings } from './plan-input.ts';

/**
 * The settings that an order in an instrument is routed by: the firm's, as far as they make sense there, with the order's own urgency. A held
 * order is the customer's to have executed at once, so nothing of it rests in the hope of the spread.
 */
export function routingSettingsFor(
  firm: RoutingSettings,
  order: Pick<ValidOrder, 'urgency' | 'held'>,
  { assetClass }: Pick<Instrument, 'assetClass'>,
): RoutingSettings {
  return {
    ...firm,
    protection: firm.protection && hasProtectedQuotes(assetClass),
    urgency: order.urgency ?? firm.urgency,
    passiveHorizonMs: order.held ? null : firm.passiveHorizonMs,
  };
}
