import type { AuditRecord } from '@fairlead/db/repositories/audit-repository';
import { beforeEach, expect, it } from 'vitest';
import { ActLog } from './act-log.ts';

const act = (id: string): AuditRecord => ({
  id,
  actor_type: 'USER',
  actor_id: 'ann@example.com',
  action: 'ORDER_CANCEL',
  subject_type: 'order',
  subject_id: 'c o',
  before: null,
  after: null,
  reason: 'a fat finger',
  trace_id: null,
  created_at_us: 1,
});

let written: string[][];
let isAway: boolean;
let due: (() => void)[];
let errors: object[];
let acts: ActLog;

beforeEach(() => {
  written = [];
  isAway = false;
  due = [];
  errors = [];
  acts = new ActLog({
    audits: {
      append: async (records) => {
        const ids = records.map(({ id }) => id);
        if (isAway) throw new Error('ECONNREFUSED');
        if (ids.includes('bad')) return false;
        written.push(ids);
        return true;
      },
    },
    timers: {
      after: (_ms, run) => {
        due.push(run);
        return { cancel: () => {} };
      },
    },
    log: { info: () => {}, warn: () => {}, error: (fault) => errors.push(fault) },
    random: () => 0.5,
  });
});

it('writes what comes together in one transaction, and what comes meanwhile in the next', async () => {
  const first = [acts.keep(act('a')), acts.keep(act('b'))];
  expect([acts.waiting('a')?.id, acts.waiting('c')]).toEqual(['a', null]);
  expect(await Promise.all(first)).toEqual([true, true]);
  expect(await acts.keep(act('c'))).toBe(true);
  expect([written, acts.waiting('a')]).toEqual([[['a', 'b'], ['c']], null]);
});

it('keeps what cannot be written while the database is away, in order, and writes it when that is back', async () => {
  isAway = true;
  const kept = [acts.keep(act('a')), acts.keep(act('b'))];
  await expect.poll(() => due.length).toBe(1);
  isAway = false;
  due[0]?.();
  expect(await Promise.all(kept)).toEqual([true, true]);
  expect(written).toEqual([['a', 'b']]);
});

it('tells of a record that the database refuses, and writes the others', async () => {
  expect(await Promise.all(['a', 'bad', 'b'].map((id) => acts.keep(act(id))))).toEqual([true, false, true]);
  expect(written.flat()).toEqual(['a', 'b']);
  expect(errors).toMatchObject([{ act: { id: 'bad' } }]);
});

it('keeps no more than it has room for', async () => {
  isAway = true;
  for (let count = 0; count < 20_000; count++) void acts.keep(act(`a${count}`));
  expect(await acts.keep(act('one more'))).toBe(false);
});

it('writes what waits at the end, and tells what it could not', async () => {
  void acts.keep(act('a'));
  await acts.close();
  expect([written, errors]).toEqual([[['a']], []]);
  isAway = true;
  void acts.keep(act('b'));
  await acts.close();
  expect(errors).toMatchObject([{ acts: [{ id: 'b' }] }]);
});
