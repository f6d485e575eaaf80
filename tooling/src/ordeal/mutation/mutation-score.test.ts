import { expect, test } from 'vitest';
import { mutantKey } from './mutant.ts';
import type { MutatedArea } from './mutated-area.ts';
import { triedIn } from './mutation-report.ts';
import { scoreOf } from './mutation-score.ts';

const AREA: MutatedArea = {
  name: 'whole',
  folders: ['core/order', 'core/risk'],
  withoutTests: [],
  sample: null,
  floorPercent: 60,
};

function mutantAt(line: number, status: string, replacement = 'false') {
  const location = { start: { line, column: 5 }, end: { line, column: 10 } };
  return { id: String(line), mutatorName: 'ConditionalExpression', replacement, location, status };
}

function reportOf(...mutants: ReturnType<typeof mutantAt>[]) {
  return {
    files: { 'core/order/stop.ts': { language: 'typescript', source: 'if (a > b) x\nif (a | b) y\n', mutants } },
  };
}

test('a hung mutant was noticed, one that no test reaches was not, and one that cannot run says nothing', () => {
  const statuses = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'CompileError', 'RuntimeError', 'Ignored'];
  const tried = triedIn(reportOf(...statuses.map((status) => mutantAt(1, status))), null);
  expect(tried.map(({ isKilled }) => isKilled)).toEqual([true, true, false, false]);
});

test('of a sample only its own mutants count, whatever became of the others', () => {
  const [first, second] = [mutantAt(1, 'Survived'), mutantAt(2, 'NoCoverage')];
  const tried = triedIn(reportOf(first, second), new Set([mutantKey('core/order/stop.ts', second)]));
  expect(tried.map(({ mutant }) => mutant.location.start.line)).toEqual([2]);
});

test('each folder has its score and each survivor its place; below the floor it has failed, and with nothing tried too', () => {
  const score = (...mutants: ReturnType<typeof mutantAt>[]) => scoreOf(AREA, triedIn(reportOf(...mutants), null));
  expect(score(mutantAt(1, 'Killed'), mutantAt(1, 'Killed'), mutantAt(2, 'Survived', 'a || b'))).toEqual({
    killed: 2,
    belowFloor: 1,
    figures: [
      { what: 'core/order', value: '66.7 % (2 of 3 mutants noticed; at least 60 %)' },
      { what: 'core/risk', value: '0.0 % (0 of 0 mutants noticed; at least 60 %)' },
    ],
    survivors: [{ what: 'core/order/stop.ts:2:5', value: '`a \\| b` → `a \\|\\| b`' }],
  });
  expect(score(mutantAt(1, 'Killed'), mutantAt(2, 'Survived')).belowFloor).toBe(2);
});
