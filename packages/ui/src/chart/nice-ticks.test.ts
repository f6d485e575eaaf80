import { expect, test } from 'vitest';
import { niceTicks, spanOf } from './nice-ticks';

test.each([
  { span: [0, 97] as const, ticks: [0, 20, 40, 60, 80, 100] },
  { span: [9.98, 10.07] as const, ticks: [9.98, 10, 10.02, 10.04, 10.06, 10.08] },
  { span: [-3, 4] as const, ticks: [-4, -2, 0, 2, 4] },
  { span: [0.1, 0.3] as const, ticks: [0.1, 0.15, 0.2, 0.25, 0.3] },
  { span: [120_000, 880_000] as const, ticks: [0, 200_000, 400_000, 600_000, 800_000, 1_000_000] },
])('ticks over $span are round numbers without the drift of sums', ({ span, ticks }) => {
  const nice = niceTicks(span, 5);
  expect(nice.ticks).toEqual(ticks);
  expect(nice.domain).toEqual([ticks[0], ticks.at(-1)]);
});

test('a single value stands in the middle of room around it', () => {
  const { domain } = niceTicks([50, 50], 5);
  expect(domain[0]).toBeLessThan(50);
  expect(domain[1]).toBeGreaterThan(50);
  expect(niceTicks([0, 0], 5).domain).toEqual([-1, 1]);
});

test('what is not known has no part in a span', () => {
  expect(spanOf([null, 3, undefined, -1, Number.NaN])).toEqual([-1, 3]);
  expect(spanOf([null])).toBeNull();
});
