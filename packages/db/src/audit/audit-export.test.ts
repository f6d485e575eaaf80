import type { ControlEvent } from '@fairlead/core/control/control-event';
import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import { makeRoots } from '../journal/roots.ts';
import { sealUpTo } from '../journal/seals.ts';
import { writeControl } from '../record/control-body.ts';
import { appendAudit } from '../repositories/audit-repository.ts';
import { auditRecord } from '../testing/audit-record.ts';
import { entryOfNoOrder, firstEntry } from '../testing/journal-entries.ts';
import { openJournal } from '../testing/open-journal.ts';
import { ownerPool } from '../testing/owner-pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { exportAudit, firstExportFault } from './audit-export.ts';

const NOON_US = Date.parse('2026-11-29T12:00:00Z') * 1_000;
const DAY_US = 86_400_000_000;
const HALT: ControlEvent = {
  type: 'HALT_PLACED',
  id: uuidV7(),
  scope: { clientId: 'C1', venueId: null, instrumentId: null },
  reason: 'a drill',
  cancelAll: true,
  actor: 'ann@example.com',
  atUs: NOON_US,
};

async function* each(lines: readonly string[]) {
  for (const line of lines) yield line;
}

it('exports acts with their chain, the roots, and what the journal tells of halts; the file can be checked alone', async () => {
  await using db = await testDatabase();
  const owner = ownerPool(db.url, 1);
  const journal = await openJournal(db.url, {});
  await journal.append(firstEntry({}));
  await journal.append({ ...entryOfNoOrder(writeControl(HALT)), atUs: NOON_US });
  await journal.close();
  for (const name of ['ORDER_CANCEL', 'HALT_PLACED', 'HALT_RELEASED']) await appendAudit(owner, auditRecord(name));
  await sealUpTo(owner, { shard: 0, position: 2, atUs: NOON_US });
  await makeRoots(owner, { shard: 0, nowUs: NOON_US + DAY_US });
  await appendAudit(owner, { ...auditRecord('LATER'), created_at_us: NOON_US + DAY_US });
  const exported = async (fromUs: number) => {
    const lines: string[] = [];
    expect(await exportAudit(db.url, fromUs, (line) => lines.push(line))).toBe(lines.length);
    return lines;
  };
  const lines = await exported(0);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { kind: 'ROOT', day: '2026-11-29', auditSeq: 3 },
    { kind: 'ACT', seq: 1, action: 'ORDER_CANCEL' },
    { kind: 'ACT', seq: 2, action: 'HALT_PLACED' },
    { kind: 'ACT', seq: 3, action: 'HALT_RELEASED' },
    { kind: 'ACT', seq: 4, action: 'LATER' },
    { kind: 'CONTROL', position: 2, event: HALT },
  ]);
  expect(await firstExportFault(each(lines))).toBeNull();
  const later = await exported(NOON_US + DAY_US);
  expect(later.flatMap((line) => JSON.parse(line).seq ?? [])).toEqual([4]);
  expect(await firstExportFault(each(later))).toBeNull();

  const without = (at: number) => firstExportFault(each(lines.filter((_, index) => index !== at)));
  expect(await without(2)).toMatchObject({ at: 'audit entry 3', kind: 'MISSING' });
  const altered = (at: number, from: string, to: string) =>
    firstExportFault(each(lines.map((line, index) => (index === at ? line.replace(from, to) : line))));
  expect(await altered(2, 'maintenance', 'no reason')).toMatchObject({ at: 'audit entry 2', kind: 'ALTERED' });
  expect(await altered(0, '"auditHash":"', '"auditHash":"0')).toMatchObject({ at: 'audit entry 3', kind: 'ALTERED' });
  expect(await firstExportFault(each([...lines, lines[4] ?? '']))).toMatchObject({
    at: 'audit entry 4',
    kind: 'ADDED',
  });
  await owner.end();
});
