import { expect, it } from 'vitest';
import { roundedTimeUs, timesOf } from './rounded-times.ts';

const CODES = Array.from({ length: 12_000 }, (_, code) => code);
const bytesOf = (codes: readonly number[]) => Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 255]));

it('tells microseconds as they are, and from a thousand on by three digits', () => {
  expect([0, 7, 999, 1_000, 1_001, 1_899, 1_900, 2_799, 2_800].map(roundedTimeUs)).toEqual([
    ...[0, 7, 999, 1_000, 1_010, 9_990],
    ...[10_000, 99_900, 100_000],
  ]);
});

it('keeps codes in the order of times, never further apart than 1 %', () => {
  const times = CODES.map(roundedTimeUs);
  for (const [at, time] of times.entries()) {
    const before = times[at - 1] ?? -1;
    expect(time).toBeGreaterThan(before);
    if (before >= 100) expect(time / before).toBeLessThanOrEqual(1.01);
  }
});

it('gives the least time that as many do not exceed', () => {
  // 1 to 200 ms.
  const codes = Array.from({ length: 200 }, (_, at) =>
    CODES.findIndex((code) => roundedTimeUs(code) === (at + 1) * 1_000),
  );
  expect(timesOf(bytesOf(codes.toReversed()))).toEqual({ n: 200, p50: 100, p95: 190, p99: 198 });
  expect(timesOf(bytesOf([5, 5, 2_800]))).toEqual({ n: 3, p50: 0.005, p95: 100, p99: 100 });
  expect(timesOf(bytesOf([42]))).toEqual({ n: 1, p50: 0.042, p95: 0.042, p99: 0.042 });
  for (const nothing of [null, new Uint8Array()])
    expect(timesOf(nothing)).toEqual({ n: 0, p50: null, p95: null, p99: null });
});
