import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ReportContentRepository } from './report-content-repository.ts';

it('keeps a file by its hash, once, as it is', async () => {
  await using db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  const contents = new ReportContentRepository(pool);
  const file = Buffer.from([0, 255, 10, 13, 0]);
  const hash = await contents.keep(file);
  expect(hash).toBe('5d4d5bf580a5f1a190aaa9c298005d4477bb018ba4adb1b93b13095d94a3217d');
  expect(await contents.keep(file)).toBe(hash);
  expect((await contents.of(hash))?.equals(file)).toBe(true);
  expect(await contents.of('0'.repeat(64))).toBeNull();
  expect(await query(db.url, 'select count(*)::int as files from report_contents')).toEqual([{ files: 1 }]);
  await pool.end();
});

it('is changed by nobody, and holds no bytes under a hash that is not theirs', async () => {
  await using db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  await new ReportContentRepository(pool).keep(Buffer.from('a'));
  await pool.end();
  for (const sql of ["update report_contents set content = 'b'", 'truncate report_contents']) {
    await expect(query(db.url, sql), sql).rejects.toMatchObject({ code: '23001' });
  }
  const other = `insert into report_contents (sha256, content) values ('${'0'.repeat(64)}', 'a')`;
  await expect(query(db.url, other)).rejects.toMatchObject({ code: '23514' });
});
