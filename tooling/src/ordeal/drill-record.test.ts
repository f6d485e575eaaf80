import { drillRecord } from '@fairlead/contracts/risk-drill';
import { expect, test } from 'vitest';
import { drillRecordOf } from './drill-record.ts';
import { ordealResult } from './result.ts';

const result = ordealResult.parse({
  name: 'drill',
  tries: 'a drill',
  machine: 'a machine',
  commit: '0123abcd',
  endedAt: '2026-11-30T05:00:00.000Z',
  seconds: 60,
  env: {},
  passed: 20,
  failed: 0,
  figures: [],
  cells: [
    { row: 'DUPLICATE_SENDS', column: 'round 1', says: '3.7 ms' },
    { row: 'a person’s halt under 8 callers', column: 'round 2', says: '36.0 ms' },
  ],
});

test('every time of a drill is told with what was broken and its round', () => {
  const { endedAt: ended_at, seconds, machine, commit, passed, failed } = result;
  expect(drillRecord.parse(drillRecordOf(result))).toEqual({
    ...{ ended_at, seconds, machine, commit, passed, failed },
    rounds: [
      { kind: 'DUPLICATE_SENDS', round: 1, halt_ms: 3.7 },
      { kind: 'a person’s halt under 8 callers', round: 2, halt_ms: 36 },
    ],
  });
});

test('a cell that is no time of a round is an error, not left out', () => {
  const cells = [{ row: 'DUPLICATE_SENDS', column: 'round 1', says: 'never' }];
  expect(() => drillRecordOf({ ...result, cells })).toThrow('never');
});
