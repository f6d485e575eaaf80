import fc from 'fast-check';
import pg from 'pg';
import { expect, it } from 'vitest';
import { arrayLiteral, binaryTexts } from './array-parameter.ts';
import { testDatabase } from './testing/test-database.ts';

/** Any text that PostgreSQL takes: no NUL. Lone surrogates are not Unicode. */
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => value.replaceAll('\0', ''));
const awkward = fc.oneof(text, fc.constantFrom('', 'NULL', '{}', '","', '\\', '"', ' ', '\n', '{"a"}'));

it('brings any texts to the database and no value next to its neighbour', async () => {
  await using db = await testDatabase();
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    const sql = `select a, b, c::text[] as c from unnest($1::text[], $2::text[], $3::text[]) as r(a, b, c)`;
    const rows = fc.array(fc.record({ a: fc.option(awkward), b: awkward, c: fc.array(awkward, { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const parameters = [
          arrayLiteral(list.map((row) => row.a)),
          binaryTexts(list.map((row) => row.b)),
          arrayLiteral(list.map((row) => row.c)),
        ];
        const result = await client.query(sql, parameters);
        expect(result.rows).toEqual(list);
      }),
      { numRuns: 200 },
    );
  } finally {
    await client.end();
  }
});

it('brings microseconds to the database and back exactly', async () => {
  await using db = await testDatabase();
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    const times = fc.array(fc.integer({ min: 0, max: Date.UTC(2100, 0) * 1_000 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(times, async (list) => {
        const result = await client.query(
          `select (extract(epoch from t) * 1000000)::float8 as back
           from (select to_timestamp(us / 1000000) as t from unnest($1::float8[]) as r(us)) s`,
          [arrayLiteral(list)],
        );
        expect(result.rows.map((row) => row.back)).toEqual(list);
      }),
    );
  } finally {
    await client.end();
  }
});
