import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readMemberLists } from '@fairlead/core/report/member-lists';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { IndexMembersRepository, SP500 } from './index-members-repository.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const FILE = `${SHARED}/reference/market/sp500_members_by_date.csv`;

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  return {
    members: new IndexMembersRepository(pool),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('takes a list in the place of that of its day, and leaves the others', async () => {
  await using set = await setUp();
  const july = { asOf: '2026-07-01', symbols: ['AAPL', 'MSFT'] };
  expect(await set.members.load(SP500, [july, { asOf: '2026-10-01', symbols: ['AAPL'] }])).toEqual({
    ...{ lists: 2, added: 3, removed: 0 },
  });
  expect(await set.members.load(SP500, [july])).toEqual({ lists: 1, added: 0, removed: 0 });
  const changed = { asOf: '2026-07-01', symbols: ['AAPL', 'BRK.B', 'NVDA'] };
  expect(await set.members.load(SP500, [changed])).toEqual({ lists: 1, added: 2, removed: 1 });
  expect(await set.members.lists(SP500)).toEqual([
    { asOf: '2026-07-01', members: 3 },
    { asOf: '2026-10-01', members: 1 },
  ]);
});

it('finds the list that holds on a day, and none before the first', async () => {
  await using set = await setUp();
  await set.members.load(SP500, [
    { asOf: '2026-07-01', symbols: ['AAPL'] },
    { asOf: '2026-08-01', symbols: ['AAPL', 'MSFT'] },
  ]);
  expect(await set.members.holding(SP500, '2026-06-30')).toBeNull();
  expect(await set.members.holding(SP500, '2026-07-31')).toEqual({ asOf: '2026-07-01', members: 1 });
  expect(await set.members.holding(SP500, '2027-01-01')).toEqual({ asOf: '2026-08-01', members: 2 });
  expect(await set.members.holding('RUSSELL', '2027-01-01')).toBeNull();
});

it.skipIf(!existsSync(FILE))('loads the file of the reference data, twice to the same', async () => {
  await using set = await setUp();
  const read = readMemberLists(await readFile(FILE, 'utf8'));
  if (!read.ok) throw new Error(`line ${read.error.line}: ${read.error.code}`);
  const members = read.value.reduce((sum, { symbols }) => sum + symbols.length, 0);
  expect(await set.members.load(SP500, read.value)).toEqual({ lists: 116, added: members, removed: 0 });
  expect(await set.members.load(SP500, read.value)).toEqual({ lists: 116, added: 0, removed: 0 });
  expect(await set.members.holding(SP500, '2026-07-01')).toEqual({ asOf: '2026-07-01', members: 503 });
});
