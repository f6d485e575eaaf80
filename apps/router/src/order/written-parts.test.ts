import type { RecordPart } from '@fairlead/core/routing/record/part-book';
import { expect, it } from 'vitest';
import { REMEMBERED_US, WrittenParts } from './written-parts.ts';

const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;
const catalogue: RecordPart = { hash: 'ab'.repeat(32), kind: 1, body: 'venues' };
const belief: RecordPart = { hash: 'cd'.repeat(32), kind: 2, body: 'fill rates' };
const WAVES = [{ parts: { catalogue, belief } }, { parts: { catalogue, belief } }];

it('sends each part once, until it is durable and not after', () => {
  const parts = new WrittenParts();
  expect(parts.unwritten(WAVES, NOON_US)).toEqual([catalogue, belief]);
  expect(parts.unwritten(WAVES, NOON_US)).toEqual([catalogue, belief]);
  parts.written({ parts: [catalogue], atUs: NOON_US });
  expect(parts.unwritten(WAVES, NOON_US)).toEqual([belief]);
});

it('sends a part again after an hour, however often it was named, so that it is not deleted with what named it first', () => {
  const parts = new WrittenParts();
  parts.written({ parts: [catalogue, belief], atUs: NOON_US });
  expect(parts.unwritten(WAVES, NOON_US + REMEMBERED_US - 1)).toEqual([]);
  expect(parts.unwritten(WAVES, NOON_US + REMEMBERED_US)).toEqual([catalogue, belief]);
  parts.written({ parts: [belief], atUs: NOON_US + REMEMBERED_US });
  expect(parts.unwritten(WAVES, NOON_US + REMEMBERED_US + 1)).toEqual([catalogue]);
  // A clock that was put back tells nothing of how long ago that was.
  expect(parts.unwritten(WAVES, NOON_US)).toContainEqual(belief);
});

it('remembers the parts that were written last', () => {
  const parts = new WrittenParts();
  const many = Array.from({ length: 4_000 }, (_, index) => ({ ...belief, hash: String(index).padStart(64, '0') }));
  parts.written({ parts: [catalogue, ...many.slice(1)], atUs: NOON_US });
  expect(parts.unwritten(WAVES, NOON_US)).toEqual([belief]);
  parts.written({ parts: [catalogue], atUs: NOON_US + 1 });
  parts.written({ parts: [belief], atUs: NOON_US + 2 });
  expect(parts.unwritten(WAVES, NOON_US + 2)).toEqual([]);
});
