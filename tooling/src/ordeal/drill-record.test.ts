import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drillRecord } from '@fairlead/contracts/risk-drill';
import { expect, test } from 'vitest';
import { ROOT } from '../root.ts';
import { drillRecordOf } from './drill-record.ts';
import { ordealResult } from './result.ts';

test('every figure of a drill is told with what was broken, its round and its time to the halt', () => {
  const result = ordealResult.parse(JSON.parse(readFileSync(join(ROOT, 'bench/ordeals/drill.json'), 'utf8')));
  const record = drillRecord.parse(drillRecordOf(result));
  expect(record.rounds).toHaveLength(result.figures.length);
  expect(new Set(record.rounds.map(({ kind }) => kind))).toEqual(
    new Set(['DUPLICATE_SENDS', 'VERSION_SKEW', 'RUNAWAY_CHILDREN', 'a person’s halt under 8 callers']),
  );
  expect(record.rounds.every(({ halt_ms: ms, says }) => says.startsWith(`${ms} ms`))).toBe(true);
});
