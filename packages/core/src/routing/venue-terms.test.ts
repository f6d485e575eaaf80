import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import type { TimeInForce } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { displayedCandidates, takeable } from './candidate.ts';
import { planRoute } from './plan.ts';

const QUOTE: QuoteOf = { bid: [9_999, 500], ask: [10_001, 500] };

/** Where an order of 100 goes when the cheaper of two venues takes only these times in force. */
function takenAt(timeInForce: TimeInForce, timesInForce: readonly ('IOC' | 'FOK' | 'DAY')[]): (string | null)[] {
  const cheaper: QuoteOf = { ...QUOTE, ask: [10_000, 500], venue: { timesInForce: [...timesInForce] } };
  // Not protected, so that passing it over bars nothing.
  const unprotected = { ...cheaper, venue: { ...cheaper.venue, protectedQuote: false } };
  const plan = planRoute(planInputOf(orderOf({ timeInForce }), marketOf({ XNYS: QUOTE, MEMX: unprotected })));
  return [plan.slices[0]?.venueId ?? null, plan.outcomes.find(({ venueId }) => venueId === 'MEMX')?.code ?? null];
}

describe('a venue is asked only what it takes', () => {
  it.each<[TimeInForce, ('IOC' | 'FOK' | 'DAY')[]]>([
    ['FOK', ['FOK']],
    ['FOK', ['IOC', 'FOK', 'DAY']],
    ['IOC', ['IOC']],
    ['DAY', ['IOC']],
  ])('%s goes to one that takes %s', (timeInForce, taken) => {
    expect(takenAt(timeInForce, taken)).toEqual(['MEMX', null]);
  });

  it.each<[TimeInForce, ('IOC' | 'FOK' | 'DAY')[]]>([
    ['FOK', ['IOC', 'DAY']],
    ['IOC', ['FOK', 'DAY']],
    ['DAY', ['FOK', 'DAY']],
  ])('%s passes over one that takes %s', (timeInForce, taken) => {
    expect(takenAt(timeInForce, taken)).toEqual(['XNYS', 'TIME_IN_FORCE_NOT_TAKEN']);
  });
});

describe('the least that a venue takes in one order', () => {
  /** How much of `wanted` the second level gives when `already` was taken at the first; the venue takes 200 or more. */
  function atSecondLevel(wanted: number, already: number): number {
    const deep: QuoteOf = { ...QUOTE, deeper: [[1, 300]], venue: { minOrderQuantity: quantity(200) } };
    const input = planInputOf(orderOf({ quantity: quantity(1_000) }), marketOf({ XNYS: deep }));
    const [snapshot] = input.view.venues;
    const found = snapshot === undefined ? null : displayedCandidates(snapshot, input);
    const second = found?.ok === true ? found.value[1] : undefined;
    if (second === undefined) throw new Error('a second level is needed');
    return takeable(second, wanted, { roundLot: quantity(100), already });
  }

  it('counts what its better levels give already', () => {
    expect(atSecondLevel(50, 150)).toBe(50);
    expect(atSecondLevel(200, 0)).toBe(200);
    expect(atSecondLevel(900, 500)).toBe(300);
  });

  it('is not undercut at a deeper level', () => {
    expect(atSecondLevel(49, 150)).toBe(0);
    expect(atSecondLevel(199, 0)).toBe(0);
  });
});
