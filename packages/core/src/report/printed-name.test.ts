import { expect, it } from 'vitest';
import { isPrintedName, saysNothing } from './printed-name.ts';

it.each([
  'nan',
  'NaN',
  'N/A',
  'na',
  'null',
  'None',
  'nil',
  'undefined',
  'unknown',
  'TBD',
  '-',
  '--',
  '...',
  '?',
  ' ',
  '',
])('%j names nobody', (text) => {
  expect([saysNothing(text), isPrintedName(text)]).toEqual([true, false]);
});

it.each(['Nasdaq', 'Nano Markets', 'IEX', 'Søns & Co.', '東京証券取引所', 'None of Them LLC', 'A-1'])(
  '%j is a name',
  (text) => {
    expect(isPrintedName(text)).toBe(true);
  },
);

it.each([
  'Nasdaq  OMX',
  ' Nasdaq',
  'Nasdaq ',
  'Nas\tdaq',
  'Nas\u00a0daq',
  'Nas\u0000daq',
  'Nas\ufffddaq',
  'Nas\uffffdaq',
])('%j would be read back as another text', (text) => {
  expect(isPrintedName(text)).toBe(false);
});
