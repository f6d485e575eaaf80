import { anyHappenings, trueHappenings } from '@fairlead/core/testing/happenings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { entriesOf, interleaved, TEST_CODEC } from '../testing/order-entries.ts';
import { type EntryPlace, type ProjectedOrder, take } from './projected-order.ts';

function taken(entries: readonly StoredEntry[]): ProjectedOrder {
  const last = entries.reduce<ProjectedOrder | null>(
    (known, entry) => take(known, { place: placeOf(entry), content: TEST_CODEC.read(entry.body) }, TEST_CODEC),
    null,
  );
  if (last === null) throw new Error('an entry expected');
  return last;
}

function placeOf(entry: StoredEntry): EntryPlace {
  if (entry.orderPk === null) throw new Error('an entry of an order expected');
  return { ...entry, orderPk: entry.orderPk };
}

const lifeOf = ({ life }: ProjectedOrder) => (typeof life === 'function' ? life() : life);

describe('the rows of an order', () => {
  it('tell of its life what the life says, whatever happens', () => {
    fc.assert(
      fc.property(fc.oneof(trueHappenings, anyHappenings), fc.integer({ min: 2, max: 7 }), (happenings, each) => {
        const projected = taken(interleaved([entriesOf('order-1', happenings, each)]));
        const life = lifeOf(projected);
        const { order, children, executions, decisions } = projected;
        expect(order).toMatchObject({ state: life.state, filled_quantity: String(life.filled), version: life.version });
        expect(decisions.map((row) => row.id)).toEqual(life.waves.map((wave) => wave.decisionId));
        expect(children.map(({ id, state, version }) => ({ id, state, version }))).toEqual(
          life.children.map(({ id, state, version }) => ({ id, state, version })),
        );
        const booked = life.children.flatMap((child) =>
          child.executions.map((each) => [child.id, each.id, String(each.quantity)]),
        );
        const rows = executions.map((row) => [row.child_id, row.id, row.quantity]);
        expect(rows.sort()).toEqual(booked.sort());
      }),
    );
  });
});
