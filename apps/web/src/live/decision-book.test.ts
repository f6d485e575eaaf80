import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DecisionRow } from '@/rows/decision-row';
import { DecisionBook } from './decision-book';

const MAX = 20;
/** Only what the book looks at. */
const row = (id: number, at_ms: number, quantity: number) =>
  ({ decision_id: `d${id}`, order_pk: `p${id % 7}`, at_ms, quantity }) as DecisionRow;

/** Decisions are told about in order of time mostly, more than once, and read in pages now and then. */
const steps = fc.array(
  fc.record({ ids: fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }), quantity: fc.nat(99), isPage: fc.boolean() }),
  { maxLength: 40 },
);

it('keeps the newest, each once as it was put last, the newest first, and finds them by their id and their order', () => {
  fc.assert(
    fc.property(steps, (told) => {
      const book = new DecisionBook(MAX);
      let last = new Map<string, DecisionRow>();
      for (const { ids, quantity, isPage } of told) {
        const rows = ids.map((id) => row(id, id, quantity));
        if (isPage) book.putAll(rows);
        else for (const each of rows) book.put(each);
        last = new Map([...last, ...rows.map((each) => [each.decision_id, each] as const)]);
      }
      const shown = book.newestFirst();
      expect(shown.length).toBeLessThanOrEqual(MAX);
      expect(shown.map(({ at_ms }) => at_ms)).toEqual(shown.map(({ at_ms }) => at_ms).sort((a, b) => b - a));
      expect(new Set(shown.map(({ decision_id }) => decision_id)).size).toBe(shown.length);
      for (const each of shown) {
        expect(each).toBe(last.get(each.decision_id));
        expect(book.find(each.decision_id)).toBe(each);
        expect(book.ofOrder(each.order_pk)).toContain(each);
      }
      const newest = [...last.values()].map(({ at_ms }) => at_ms).sort((a, b) => b - a);
      expect(shown[0]?.at_ms).toBe(newest[0]);
    }),
  );
});

it('drops the oldest and nothing of the others', () => {
  const book = new DecisionBook(MAX);
  for (let id = 1; id <= 100; id++) book.put(row(id, id, 0));
  expect(book.newestFirst().map(({ at_ms }) => at_ms)).toEqual(Array.from({ length: MAX }, (_, index) => 100 - index));
  expect([book.find('d1'), book.find('d100')?.at_ms]).toEqual([undefined, 100]);
});
