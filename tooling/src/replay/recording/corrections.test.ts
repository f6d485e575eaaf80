import { expect, it } from 'vitest';
import { quoteCorrectionRefusal, tradeCorrectionRefusal } from './corrections.ts';

it('let a trade serve a queue that stands as it was reported', () => {
  expect(['', '0', '00'].map(tradeCorrectionRefusal)).toEqual([null, null, null]);
  expect(['1', '01', '07', '7', '08', '8', '10', '11', '12'].map(tradeCorrectionRefusal)).toEqual([
    'correction 01',
    'correction 01',
    'correction 07',
    'correction 07',
    'correction 08',
    'correction 08',
    'correction 10',
    'correction 11',
    'correction 12',
  ]);
  expect(['99', 'x'].map(tradeCorrectionRefusal)).toEqual(['correction 99 (unknown)', 'correction x (unknown)']);
});

it('let a quote stand that was not taken back', () => {
  expect(['', 'A', 'C'].map(quoteCorrectionRefusal)).toEqual([null, null, null]);
  expect(['B', 'D'].map(quoteCorrectionRefusal)).toEqual(['quote cancel B', 'quote cancel D (unknown)']);
});
