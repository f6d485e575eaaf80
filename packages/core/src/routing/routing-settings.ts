import type { Instrument } from '../instrument/instrument.ts';
import type { ValidOrder } from '../order/request.ts';
import type { RoutingSettings } from './plan-input.ts';

/** What the firm sets; whether quotes are protected is not for it to say. */
export type FirmSettings = Omit<RoutingSettings, 'protection'>;

/**
 * The settings that an order in an instrument is routed by: the firm's, with the order's own urgency, and order protection where the market's
 * rules ask for it. A held order is the customer's to have executed at once, so nothing of it rests in the hope of the spread.
 */
export function routingSettingsFor(
  firm: FirmSettings,
  order: Pick<ValidOrder, 'urgency' | 'held'>,
  { rules }: Pick<Instrument, 'rules'>,
): RoutingSettings {
  return {
    protection: rules.orderProtection,
    urgency: order.urgency ?? firm.urgency,
    passiveHorizonMs: order.held ? null : firm.passiveHorizonMs,
  };
}
