import { expect, it } from 'vitest';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { routingSettingsFor } from './routing-settings.ts';

const view = marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } });
const firm = { ...planInputOf(orderOf(), view).settings, urgency: 0.5, passiveHorizonMs: 10_000 };

it('an order’s own urgency goes before the firm’s, also where it is none at all', () => {
  const urgencyOf = (urgency: number | null) =>
    routingSettingsFor(firm, { urgency, held: false }, view.instrument).urgency;
  expect([urgencyOf(null), urgencyOf(0), urgencyOf(1)]).toEqual([0.5, 0, 1]);
});

it('nothing of a held order waits for the spread', () => {
  const horizonOf = (held: boolean) =>
    routingSettingsFor(firm, { urgency: null, held }, view.instrument).passiveHorizonMs;
  expect([horizonOf(true), horizonOf(false)]).toEqual([null, 10_000]);
});

it('quotes are protected where the market’s rules say so, whatever the firm would like', () => {
  const protectionUnder = (orderProtection: boolean) =>
    routingSettingsFor(
      { ...firm, ...{ protection: !orderProtection } },
      { urgency: null, held: true },
      { rules: { ...view.instrument.rules, orderProtection } },
    ).protection;
  expect([protectionUnder(true), protectionUnder(false)]).toEqual([true, false]);
});
