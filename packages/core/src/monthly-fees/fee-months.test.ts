import { describe, expect, it } from 'vitest';
import { feeMonthsAt } from './fee-months.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const iso = (atUs: number) => new Date(atUs / 1_000).toISOString();

describe('the months that fees go by', () => {
  it.each([
    // Midnight in New York is 04:00 UTC in summer and 05:00 in winter.
    [
      'EQUITY',
      '2026-11-21T15:00:00Z',
      '2026-10-01T04:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
      '2026-12-01T05:00:00.000Z',
    ],
    [
      'EQUITY',
      '2026-12-01T04:59:59Z',
      '2026-10-01T04:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
      '2026-12-01T05:00:00.000Z',
    ],
    [
      'EQUITY',
      '2026-12-01T05:00:00Z',
      '2026-11-01T04:00:00.000Z',
      '2026-12-01T05:00:00.000Z',
      '2027-01-01T05:00:00.000Z',
    ],
    [
      'EQUITY',
      '2027-01-15T12:00:00Z',
      '2026-12-01T05:00:00.000Z',
      '2027-01-01T05:00:00.000Z',
      '2027-02-01T05:00:00.000Z',
    ],
    [
      'CRYPTO',
      '2026-12-01T00:00:00Z',
      '2026-11-01T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ],
    ['FX', '2026-11-30T23:59:59Z', '2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
  ] as const)('%s at %s', (assetClass, at, prior, running, ends) => {
    const months = feeMonthsAt(assetClass, us(at));
    expect([months.priorFromUs, months.runningFromUs, months.endsUs].map(iso)).toEqual([prior, running, ends]);
  });
});
