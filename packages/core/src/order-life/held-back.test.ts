import { describe, expect, it } from 'vitest';
import { type ChildLife, intendedChild } from './child-life.ts';
import { heldBackUntilUs } from './held-back.ts';

const T0 = 1_700_000_000_000_000;
const late = (venueId: string) => (venueId === 'LATE' ? 50_000 : 0);
const planned = { id: 'c1', venueId: 'LATE', quantity: 100, limitPrice: 1, minQuantity: 0, kind: 'IOC', restMs: null };
const child = (changes: Partial<ChildLife>): ChildLife =>
  Object.assign(intendedChild(planned as ChildLife, 'd1', 1), {
    ...{ state: 'CANCELED', sentAtUs: T0 - 1_000, doneAtUs: T0, ...changes },
  });

describe('what a venue has given back', () => {
  it.each<[string, Partial<ChildLife>, number]>([
    ['whole, and fills late', {}, T0 + 50_000],
    ['in part, and fills late', { filled: 40 }, T0 + 50_000],
    ['and does not fill late', { venueId: 'QUICK' }, 0],
    ['when it was filled', { filled: 100 }, 0],
    ['of what was never sent', { sentAtUs: null }, 0],
    ['of what was lost with its life', { code: 'VENUE_LOST' }, 0],
    ['in that it refused it', { state: 'REJECTED' }, 0],
    ['and has filled since', { state: 'FILLED', filled: 100 }, 0],
    ['not yet', { state: 'ACKED', doneAtUs: null }, 0],
  ])('%s', (_, changes, untilUs) => {
    expect(heldBackUntilUs({ children: [child(changes)] }, late)).toBe(untilUs);
  });

  it('is held until the last of it', () => {
    const children = [child({}), child({ doneAtUs: T0 + 7 }), child({ doneAtUs: T0 + 3 })];
    expect(heldBackUntilUs({ children }, late)).toBe(T0 + 50_007);
  });
});
