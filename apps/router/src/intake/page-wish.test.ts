import type { KeyedPlace } from '@fairlead/db/repositories/keyed-list';
import { expect, it } from 'vitest';
import { filledPage } from './page-wish.ts';

/** A list of numbers downwards, of which every `nth` fits; a step looks at ten of them. */
function listOf(length: number, nth: number) {
  const asked: number[] = [];
  return {
    asked,
    page: async (_filter: object, { limit, cursor }: KeyedPlace) => {
      asked.push(limit);
      const from = cursor === null ? length : Number(cursor);
      const looked = Array.from({ length: Math.min(10, from) }, (_, index) => from - index);
      const rows = looked.filter((each) => each % nth === 0).slice(0, limit);
      const last = rows.length === limit ? (rows.at(-1) ?? 1) - 1 : from - looked.length;
      return { position: 100 + asked.length, atUs: 0, rows, next: last === 0 ? null : String(last) };
    },
  };
}

const place = (cursor: string | null, limit = 3): KeyedPlace => ({ direction: 'desc', limit, cursor });
const textOf = (cursor: string | null) => Buffer.from(cursor ?? '', 'base64url').toString();

it('fills a page out of several steps, and tells the position before the first', async () => {
  const list = listOf(60, 10);
  const page = await filledPage(list, {}, place(null));
  expect(page).toMatchObject({ position: 101, rows: [60, 50, 40] });
  expect(list.asked).toEqual([3, 2, 1]);
  expect(await filledPage(list, {}, place(textOf(page.next_cursor)))).toMatchObject({ rows: [30, 20, 10] });
});

it('ends a page after so many steps, with a next, and gives every row once over such pages', async () => {
  const list = listOf(250, 120);
  const first = await filledPage(list, {}, place(null));
  const second = await filledPage(list, {}, place(textOf(first.next_cursor)));
  const third = await filledPage(list, {}, place(textOf(second.next_cursor)));
  expect([first.rows, second.rows, third.rows, third.next_cursor]).toEqual([[240], [120], [], null]);
  expect(list.asked).toHaveLength(25);
});
