import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@fairlead/db/pool';
import { query } from '@fairlead/db/testing/query';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { dropCopyProgram } from '../src/drop-copy/drop-copy-program.ts';

const HEADER = 'execution_id,child_id,symbol,side,quantity,price,executed_at,fee_usd,rebate_usd';
const LINES = [
  'E1,C1,AAPL,BUY,100,210.25,2026-07-01T13:30:00.123456Z,0.30,',
  'E2,,MSFT,SELL_SHORT,0.5,470,2026-07-02T03:59:59Z,,0.10',
  'E3,,MSFT,SELL,7,471,2026-07-01T14:00:00Z,,',
];
const NAME = 'XNAS_2026-07-01.csv';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-drop-copies-'));
  return {
    /** Loads a file of this name and text, and gives the exit code with what was said, without the folder. */
    load: async (name: string, text: string) => {
      const said: string[] = [];
      const say = (line: string) => void said.push(line.replaceAll(`${folder}/`, ''));
      await writeFile(join(folder, name), text);
      return { code: await dropCopyProgram([join(folder, name)], { pool, say, complain: say }), said };
    },
    program: (paths: string[], complain = () => {}) => dropCopyProgram(paths, { pool, say: () => {}, complain }),
    copies: () =>
      query(
        db.url,
        'select venue_id, trading_day::text, file_name, executions, revision from drop_copies order by 1, 2',
      ),
    rows: () =>
      query(
        db.url,
        `select execution_id as id, line, child_id, symbol, side, trim_scale(quantity)::text as quantity, trim_scale(fee)::text as fee,
           (extract(epoch from executed_at) * 1000000)::int8::text as at from drop_copy_executions order by 1`,
      ),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await rm(folder, { recursive: true });
      await db[Symbol.asyncDispose]();
    },
  };
}

const csv = (...lines: readonly string[]) => [HEADER, ...lines, ''].join('\n');

it('a drop copy brings every execution of its venue and day, exactly, as CSV or as lines of JSON', async () => {
  await using set = await setUp();
  expect(await set.load(NAME, csv(...LINES))).toEqual({ code: 0, said: [`OK  ${NAME}: 3 executions`] });
  const rows = [
    {
      id: 'E1',
      line: 2,
      child_id: 'C1',
      symbol: 'AAPL',
      side: 'BUY',
      quantity: '100',
      fee: '0.3',
      at: '1782912600123456',
    },
    // The evening in New York is the next day in UTC.
    {
      id: 'E2',
      line: 3,
      child_id: null,
      symbol: 'MSFT',
      side: 'SELL_SHORT',
      quantity: '0.5',
      fee: '-0.1',
      at: '1782964799000000',
    },
    {
      id: 'E3',
      line: 4,
      child_id: null,
      symbol: 'MSFT',
      side: 'SELL',
      quantity: '7',
      fee: null,
      at: '1782914400000000',
    },
  ];
  expect(await set.rows()).toEqual(rows);
  const json =
    '{"execution_id":"E1","symbol":"AAPL","side":"BUY","quantity":100,"price":"1","executed_at":"2026-07-02T14:00:00Z"}\n';
  expect((await set.load('XNAS_2026-07-02.jsonl', json)).code).toBe(0);
  expect(await set.copies()).toMatchObject([
    { venue_id: 'XNAS', trading_day: '2026-07-01', executions: 3, revision: 1 },
    { venue_id: 'XNAS', trading_day: '2026-07-02', executions: 1, revision: 1 },
  ]);
});

it('the same file twice changes nothing, a corrected one takes its place, and an empty one says that there was none', async () => {
  await using set = await setUp();
  await set.load(NAME, csv(...LINES));
  expect(await set.load(NAME, csv(...LINES))).toEqual({
    code: 0,
    said: [`OK  ${NAME}: loaded before; nothing changed`],
  });
  expect(await set.copies()).toMatchObject([{ revision: 1 }]);
  expect((await set.load(NAME, csv(LINES[2] ?? ''))).said).toEqual([
    `OK  ${NAME}: 1 executions, in the place of what was there`,
  ]);
  expect((await set.rows()).map(({ id }) => id)).toEqual(['E3']);
  expect((await set.load(NAME, csv())).code).toBe(0);
  expect(await set.copies()).toMatchObject([{ executions: 0, revision: 3 }]);
});

it('a wrong line is told and nothing of its file is taken; what was there stays', async () => {
  await using set = await setUp();
  await set.load(NAME, csv(LINES[0] ?? ''));
  const wrong = [
    'E1,,AAPL,BUY,1,1,2026-07-01T13:30:00Z,,',
    'E1,,AAPL,BUY,1,1,2026-07-01T13:30:00Z,,',
    'E2,,AAPL,HOLD,0,1,2026-07-01T13:30:00Z,,',
    'E3,,AAPL,BUY,1,1,2026-07-02T13:30:00Z,,',
  ];
  expect(await set.load(NAME, csv(...wrong))).toEqual({
    code: 1,
    said: [
      `${NAME}:3 execution_id ID_TWICE: "E1" stands on line 2 already`,
      `${NAME}:4 side NOT_IN_LIST: "HOLD" is none of BUY, SELL, SELL_SHORT, SELL_SHORT_EXEMPT`,
      `${NAME}:4 quantity OUT_OF_RANGE: "0" must be over 0, with at most twelve digits before the point`,
      `${NAME}:5 executed_at OTHER_DAY: it was executed on 2026-07-02, and the file is of 2026-07-01`,
      `${NAME}: nothing of it is taken, for 4 faults; docs/import.md says what to do`,
    ],
  });
  expect((await set.rows()).map(({ id }) => id)).toEqual(['E1']);
  expect(await set.copies()).toMatchObject([{ executions: 1, revision: 1 }]);
});

it.each([
  ['is named otherwise', 'July.csv'],
  ['is of no day', 'XNAS_2026-13-01.csv'],
  ['is of a venue that nobody knows', 'NOWHERE_2026-07-01.csv'],
])('a file that %s is not tried', async (_, name) => {
  await using set = await setUp();
  const { code, said } = await set.load(name, csv(...LINES));
  expect({ code, lines: said.length }).toEqual({ code: 2, lines: 1 });
  expect(await set.copies()).toEqual([]);
});

it('the program says how it is called, and what cannot be read', async () => {
  await using set = await setUp();
  expect(await set.program([])).toBe(2);
  expect(await set.program(['--help'])).toBe(2);
  expect(await set.program(['/nowhere/XNAS_2026-07-01.csv'])).toBe(2);
});
