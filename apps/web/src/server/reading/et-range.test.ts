import { expect, it, vi } from 'vitest';

vi.mock('server-only', () => ({}));
const { etRange } = await import('./et-range');

const iso = (us: number | undefined) => (us === undefined ? null : new Date(us / 1_000).toISOString());

it.each([
  ['2026-11-27', '2026-11-27', '2026-11-27T05:00:00.000Z', '2026-11-28T05:00:00.000Z'],
  ['2026-07-01', '2026-07-31', '2026-07-01T04:00:00.000Z', '2026-08-01T04:00:00.000Z'],
  // The clocks change within these days, after their midnight.
  ['2026-03-08', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
  ['2026-11-01', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ['2026-12-31', '2026-12-31', '2026-12-31T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
])('takes %s to %s as whole days of New York', (from, to, begins, ends) => {
  const { fromUs, toUs } = etRange({ from, to });
  expect([iso(fromUs), iso(toUs)]).toEqual([begins, ends]);
});

it('leaves open what is not said', () => {
  expect(etRange({ from: null })).toEqual({ fromUs: undefined, toUs: undefined });
});
