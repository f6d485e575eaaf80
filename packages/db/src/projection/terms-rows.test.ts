import { anyHappenings, trueHappenings } from '@fairlead/core/testing/happenings';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TermsRow } from '../order-rows.ts';
import { entriesOf, interleaved, TEST_CODEC } from '../testing/order-entries.ts';
import { type ProjectedOrder, take } from './projected-order.ts';

/** What each entry of an order makes of it. */
function steps(happenings: Parameters<typeof entriesOf>[1], each: number): ProjectedOrder[] {
  const made: ProjectedOrder[] = [];
  for (const entry of interleaved([entriesOf('order-1', happenings, each)])) {
    const place = { ...entry, orderPk: entry.orderPk ?? '' };
    made.push(take(made.at(-1) ?? null, { place, content: TEST_CODEC.read(entry.body) }, TEST_CODEC));
  }
  return made;
}

const termsOf = (rows: readonly TermsRow[], id: string) => rows.filter((row) => row.id === id);
const said = ({ quantity, limit_price }: Pick<TermsRow, 'quantity' | 'limit_price'>) => `${quantity} ${limit_price}`;

it('end with the terms of the row, begin with its first, and none is ever changed, whatever happens', () => {
  const replaced = { orders: 0, children: 0 };
  fc.assert(
    fc.property(fc.oneof(trueHappenings, anyHappenings), fc.integer({ min: 1, max: 7 }), (happenings, each) => {
      const made = steps(happenings, each);
      const [first, last] = [made[0], made.at(-1)];
      if (first === undefined || last === undefined) throw new Error('an entry expected');
      for (const [index, { terms }] of made.entries())
        expect(last.terms.slice(0, terms.length), `after entry ${index}`).toEqual(terms);
      for (const row of [last.order, ...last.children]) {
        const terms = termsOf(last.terms, row.id);
        if (terms.length > 0) replaced[row.id === last.order.id ? 'orders' : 'children'] += 1;
        else {
          const began = made.flatMap(({ order, children }) => [order, ...children]).find(({ id }) => id === row.id);
          expect(said(row)).toBe(said(began ?? row));
          continue;
        }
        expect(terms.map(({ number }) => number)).toEqual(terms.map((_, index) => index + 1));
        expect(said(terms.at(-1) ?? terms[0] ?? last.order)).toBe(said(row));
        expect(terms.map(({ since_us }) => since_us)).toEqual(
          terms.map(({ since_us }) => since_us).toSorted((a, b) => a - b),
        );
        // Each differs from the one before: who gives it what it has replaces nothing.
        for (const [index, each] of terms.slice(1).entries()) expect(said(each)).not.toBe(said(terms[index] ?? each));
      }
    }),
    { numRuns: 400, seed: 21 },
  );
  expect(replaced.orders).toBeGreaterThan(10);
  expect(replaced.children).toBeGreaterThan(1);
});
