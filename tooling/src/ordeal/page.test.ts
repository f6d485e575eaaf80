import { expect, test } from 'vitest';
import { reliabilityPage } from './page.ts';
import { figuresIn, type OrdealResult } from './result.ts';

const kills: OrdealResult = {
  name: 'kills',
  tries: 'Killed.',
  machine: '2 cores',
  commit: 'abc',
  endedAt: '2026-11-29T10:00:00.000Z',
  seconds: 5_400,
  env: { FAIRLEAD_CRASHES: '200' },
  passed: 1,
  failed: 0,
  figures: figuresIn('{"what":"orders","value":"8,000"}\n'),
};

test('a run that held and one that failed stand beside each other, with their figures and hours', () => {
  const page = reliabilityPage([kills, { ...kills, name: 'fuzz', failed: 2, figures: [] }]);
  expect(page).toContain('| [kills](#kills) | held | 1 | 1.50 | 2026-11-29 | abc |');
  expect(page).toContain('| [fuzz](#fuzz) | **2 failed** |');
  expect(page).toContain('| orders | 8,000 |');
  expect(page.indexOf('[fuzz]')).toBeLessThan(page.indexOf('[kills]'));
});
