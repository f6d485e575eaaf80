import { formatScaled } from '@fairlead/core/money/scaled';
import { anyHappenings, trueHappenings } from '@fairlead/core/testing/happenings';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ProjectedOrder, take } from '../projection/projected-order.ts';
import { wholeE8 } from '../row-reading.ts';
import { entriesOf, interleaved, TEST_CODEC } from '../testing/order-entries.ts';
import { orderSums, type ReadContent } from './order-sums.ts';

function contentsOf(
  entries: ReturnType<typeof interleaved>,
): (ReadContent & { place: Parameters<typeof take>[1]['place'] })[] {
  return entries.map((entry) => ({
    place: { ...entry, orderPk: entry.orderPk ?? '' },
    content: TEST_CODEC.read(entry.body),
  }));
}

const total = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);

/** What came first, and each increase. */
function orderedE8({ order, terms }: ProjectedOrder): bigint {
  const quantities = terms.flatMap(({ id, quantity }) => (id === order.id ? [wholeE8(quantity)] : []));
  const [first = wholeE8(order.quantity), ...later] = quantities;
  return total([first, ...later.map((each, at) => each - (quantities[at] ?? 0n)).filter((more) => more > 0n)]);
}

it('come to what the rows of the same entries come to, whatever happens', () => {
  fc.assert(
    fc.property(fc.oneof(trueHappenings, anyHappenings), fc.integer({ min: 2, max: 7 }), (happenings, each) => {
      const entries = contentsOf(interleaved([entriesOf('order-1', happenings, each)]));
      const rows = entries.reduce<ProjectedOrder | null>((known, entry) => take(known, entry, TEST_CODEC), null);
      if (rows === null) throw new Error('an entry expected');
      const sums = orderSums(entries);
      const { position, sent, executions, quantity, notional, fees, changed_at_us } = sums;
      expect({ position, sent, executions, changed_at_us }).toEqual({
        position: rows.order.last_position,
        sent: rows.children.filter(({ sent_at_us }) => sent_at_us !== null).length,
        executions: rows.executions.length,
        changed_at_us: rows.order.updated_at_us,
      });
      expect(wholeE8(quantity)).toBe(total(rows.executions.map((row) => wholeE8(row.quantity))));
      expect(wholeE8(fees)).toBe(total(rows.executions.map((row) => wholeE8(row.fee))));
      expect(sums.last_quantity).toBe(formatScaled(wholeE8(rows.order.quantity), 8));
      expect(wholeE8(sums.ordered)).toBe(orderedE8(rows));
      const [whole = '', fraction = ''] = notional.split('.');
      expect(BigInt(whole + fraction.padEnd(16, '0'))).toBe(
        total(rows.executions.map((row) => wholeE8(row.quantity) * wholeE8(row.price))),
      );
    }),
  );
});

it('are not made of an order whose beginning is missing', () => {
  const [, second] = contentsOf(interleaved([entriesOf('order-1', [], 1)]));
  if (second === undefined) throw new Error('two entries expected');
  expect(() => orderSums([second])).toThrow('begins with its receipt');
});
