import { expect, it } from 'vitest';
import { Metrics } from './prometheus.ts';

const text = (small: number, large: number) => `
# HELP fairlead_decisions_total Routing decisions made
fairlead_decisions_total{objective="SMART"} ${small}
fairlead_decisions_total{objective="BEST_PRICE"} 2
fairlead_lag_seconds_bucket{le="0.1"} ${small}
fairlead_lag_seconds_bucket{le="1"} ${small + large}
fairlead_lag_seconds_bucket{le="+Inf"} ${small + large}
`;

it('adds a value up over its labels, and knows none that is not told', () => {
  const metrics = new Metrics(text(40, 0));
  expect([metrics.sum('fairlead_decisions_total'), metrics.sum('fairlead_orders_total')]).toEqual([42, null]);
});

it('reads a quantile off what has come into a histogram since', () => {
  const [before, after] = [new Metrics(text(100, 0)), new Metrics(text(190, 10))];
  const quantile = (share: number) => after.quantileSince(before, 'fairlead_lag_seconds', share);
  expect([quantile(0.5), quantile(0.9), quantile(0.99)]).toEqual([0.1, 0.1, 1]);
  expect(before.quantileSince(before, 'fairlead_lag_seconds', 0.99)).toBeNull();
});
