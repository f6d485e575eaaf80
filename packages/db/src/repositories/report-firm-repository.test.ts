import { reportFirmRequest } from '@fairlead/contracts/report-settings';
import { PARTICIPANTS } from '@fairlead/rule606/rule605/reading/participant';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { type ReportFirm, ReportFirmRepository } from './report-firm-repository.ts';

const FIRM: ReportFirm = { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', participant: null, entity: null };

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  return {
    url: db.url,
    firms: new ReportFirmRepository(pool),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('keeps who the firm is from a day on, with who has said so and the audit of it', async () => {
  await using set = await setUp();
  const writer = personWriter();
  const { done } = await set.firms.set(FIRM, writer);
  expect(done).toEqual({ ...FIRM, author_name: 'anna', created_at_us: writer.atUs });
  const later = { ...FIRM, effective_from: '2026-07-01', bd: 'B Broker', participant: 'T', entity: 'BBRO' };
  await set.firms.set(later, personWriter('ben'));
  expect(await set.firms.holding('2025-12-31')).toBeNull();
  expect(await set.firms.holding('2026-06-30')).toMatchObject(FIRM);
  expect(await set.firms.holding('2026-07-01')).toMatchObject(later);
  await set.firms.set({ ...FIRM, crd: '80' }, personWriter('ben'));
  expect((await set.firms.rows()).map(({ crd }) => crd)).toEqual(['79', '80']);
  // What was sent before with its key does not come back over what was said since.
  expect(await set.firms.set(FIRM, writer)).toEqual({ done, auditId: writer.auditId });
  expect((await set.firms.holding('2026-01-01'))?.crd).toBe('80');
  const audits = await query(
    set.url,
    'select action, subject_id, before is null as first from audit_entries order by seq',
  );
  expect(audits).toEqual([
    { action: 'report.firm', subject_id: '2026-01-01', first: true },
    { action: 'report.firm', subject_id: '2026-07-01', first: true },
    { action: 'report.firm', subject_id: '2026-01-01', first: false },
  ]);
});

it('is a firm of one of the designated participants of Rule 605', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter(
    (participant) => reportFirmRequest.safeParse({ ...FIRM, participant, entity: 'BBRO', reason: 'so' }).success,
  );
  expect(letters).toEqual([...PARTICIPANTS.keys()].sort());
});
