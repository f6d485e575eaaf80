import { query } from '@fairlead/db/testing/query';
import { emptyDatabase } from '@fairlead/db/testing/test-database';
import { expect, test } from 'vitest';
import { readStartEnvironment } from '../env.ts';
import { withDatabase } from './with-database.ts';

const environmentOf = (databaseUrl: string) => ({ ...readStartEnvironment({}), databaseUrl });

const ask = (url: string, sql: string) => withDatabase(environmentOf(url), (databaseUrl) => query(databaseUrl, sql));

test('says in one line that a database is of an older version, or cannot be asked, and hides no other fault', async () => {
  await using db = await emptyDatabase();
  expect(await ask(db.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const older = 'the database is of an older version: npm start brings it up to date';
  await expect(ask(db.url, 'select * from order_journal')).rejects.toMatchObject({ name: 'Refusal', message: older });
  await expect(ask(db.url, 'select 1 / 0')).rejects.toThrow('division by zero');

  const nowhere = new URL(db.url);
  nowhere.port = '1';
  await expect(ask(String(nowhere), 'select 1')).rejects.toThrow(/^the database cannot be asked: .*ECONNREFUSED/);
  const other = new URL(db.url);
  other.pathname = '/nothing_of_this_name';
  await expect(ask(String(other), 'select 1')).rejects.toThrow(/^the database cannot be asked: .*does not exist/);
});
