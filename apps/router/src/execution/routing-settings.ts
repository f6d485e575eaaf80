import { hasProtectedQuotes } from '@fairlead/core/instrument/asset-class';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { RoutingSettings } from '@fairlead/core/routing/plan-input';

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
