import { describe, expect, it } from 'vitest';
import { priceE8 } from '../money/units.ts';
import { CRYPTO_VENUES } from '../venue/crypto-catalogue.ts';
import { US_EQUITY_VENUES } from '../venue/us-equity-catalogue.ts';
import { MonthlyFees } from './monthly-fees.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const NOVEMBER_US = us('2026-11-21T15:00:00Z');
const DECEMBER_US = us('2026-12-01T00:00:00Z');
const NEW_YORK_DECEMBER_US = us('2026-12-01T05:00:00Z');
/** So much notional value, in dollars where no currency is named. */
const worth = (count: number, currency = 'USD') => ({
  unitsE8: 0n,
  notionalE8: BigInt(count) * 100_000_000n,
  currency,
});
const shares = (count: number) => ({ unitsE8: BigInt(count) * 100_000_000n, notionalE8: 0n, currency: 'USD' });

const NYSE = US_EQUITY_VENUES.filter(({ venueId }) => venueId === 'XNYS').map((venue) => ({
  ...venue,
  fees: {
    ...venue.fees,
    takePerUnitE8: priceE8(300_000),
    tiers: [
      {
        fromVolumeE8: 100_000_000_000_000n,
        takePerUnitE8: priceE8(280_000),
        makePerUnitE8: priceE8(-250_000),
        takePpm: 0,
        makePpm: 0,
      },
    ],
  },
}));

function fees(): MonthlyFees {
  const made = new MonthlyFees([...CRYPTO_VENUES, ...NYSE], (assetClass) =>
    assetClass === 'EQUITY' ? 'PRIOR' : 'RUNNING',
  );
  made.beginMonth(NOVEMBER_US);
  return made;
}

describe('the fees of a crypto exchange', () => {
  it('begin with the first tier, and reach the next when the running month’s volume is there', () => {
    const made = fees();
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
    expect(made.count('CX1', worth(999_999))).toBe(false);
    expect(made.count('CX1', worth(1))).toBe(true);
    expect(made.inForce('CX1')).toMatchObject({ takePpm: 1_800, makePpm: 1_000, tiers: [] });
    expect(made.inForce('CX2')?.takePpm).toBe(1_000);
    expect(made.count('CX1', worth(9_000_000))).toBe(true);
    expect(made.inForce('CX1')?.takePpm).toBe(1_200);
  });

  it('begin again with the calendar month (UTC), for the venues whose fees that changes', () => {
    const made = fees();
    made.count('CX1', worth(2_000_000));
    made.count('CX2', worth(100));
    expect(made.beginMonth(DECEMBER_US - 1)).toEqual([]);
    expect(made.beginMonth(DECEMBER_US)).toEqual(['CX1']);
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
    expect(made.count('CX1', worth(1_000_000))).toBe(true);
    expect(made.beginMonth(DECEMBER_US + 1)).toEqual([]);
  });

  it('are those of less volume again where a venue takes an execution back, in the month in which it was executed', () => {
    const made = fees();
    const [most, least] = [worth(1_000_000), worth(-1)];
    made.count('CX1', most);
    expect([made.inForce('CX1')?.takePpm, made.recount('CX1', least, NOVEMBER_US)]).toEqual([1_800, true]);
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
    made.beginMonth(DECEMBER_US);
    made.count('CX1', most);
    // What is of November is not taken from December, and what is of October from neither.
    expect([
      made.recount('CX1', least, DECEMBER_US - 1),
      made.recount('CX1', least, us('2026-10-31T12:00:00Z')),
    ]).toEqual([false, false]);
    expect(made.inForce('CX1')?.takePpm).toBe(1_800);
    expect(made.recount('CX1', least, DECEMBER_US)).toBe(true);
  });

  it('count what was traded in the currency of their tiers only: yen are not dollars', () => {
    const made = fees();
    expect(made.count('CX1', worth(200_000_000, 'JPY'))).toBe(false);
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
  });

  it('count what was read of the running month at the start', () => {
    const made = fees();
    made.restore('CX1', worth(2_000_000), 'PRIOR');
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
    made.restore('CX1', worth(2_000_000), 'RUNNING');
    expect(made.inForce('CX1')?.takePpm).toBe(1_800);
  });
});

describe('the fees of a US equity exchange', () => {
  it('stand for the whole month, by the volume of the month before, and turn at midnight in New York', () => {
    const made = fees();
    expect(made.count('XNYS', shares(2_000_000))).toBe(false);
    expect(made.inForce('XNYS')?.takePerUnitE8).toBe(300_000);
    expect(made.beginMonth(NEW_YORK_DECEMBER_US - 1)).not.toContain('XNYS');
    expect(made.beginMonth(NEW_YORK_DECEMBER_US)).toContain('XNYS');
    expect(made.inForce('XNYS')?.takePerUnitE8).toBe(280_000);
    // A month in which nothing was traded prices the next one, however long nobody looked.
    expect(made.beginMonth(us('2027-02-01T05:00:00Z'))).toContain('XNYS');
    expect(made.inForce('XNYS')?.takePerUnitE8).toBe(300_000);
  });

  it('go by what was read of the month before at the start', () => {
    const made = fees();
    made.restore('XNYS', shares(1_000_000), 'PRIOR');
    expect(made.inForce('XNYS')?.takePerUnitE8).toBe(280_000);
  });
});

it('nothing is counted for a venue that is not known', () => {
  expect(fees().count('NOPE', worth(1_000_000_000))).toBe(false);
  expect(fees().inForce('NOPE')).toBeUndefined();
});
