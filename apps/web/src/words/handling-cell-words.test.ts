import { byColumn } from '@fairlead/rule606/customer-report/by-column';
import { expect, it } from 'vitest';
import type { HandlingThere } from '@/rows/handling-at';
import type { HandlingPlace } from '@/rows/handling-place';
import type { CellSums } from '@/rows/report-cell';
import {
  handlingPaymentParts,
  handlingPlaceWords,
  handlingPrintedWords,
  handlingSumWords,
} from './handling-cell-words';

const JULY = { month: '2026-07', directed: false };
const SENT: HandlingPlace = { ...JULY, figure: 'sentShr', at: null };
const FILLED: HandlingPlace = { ...JULY, figure: 'filledPct', at: { venueId: 'XNAS', services: 'PRV' } };
const THERE: HandlingThere = {
  printed: '25.00',
  venue: {
    ...{ name: 'Nasdaq', mic: 'XNAS', mpid: null, services: 'PRV' },
    figures: byColumn((column) => (column === 'routedShr' ? '12000' : '0')),
  },
};
const SUMS: CellSums = {
  rows: 1_240,
  routed: 1_240,
  shares: '3000',
  fees: '30.12000001',
  rebates: '12.3',
  pfof: '0',
  profit_sharing: '0',
  ...{ part_shares: null, part_net: null, part_us: null },
};

it('names a figure by what it is of, where, and in which month', () => {
  expect(handlingPlaceWords(FILLED, THERE)).toBe('Filled at Nasdaq · Non-directed orders, July 2026');
  const theirs = { ...FILLED, directed: true, at: { venueId: 'XNAS', services: 'EV/SRV' } } as const;
  expect(handlingPlaceWords(theirs, THERE)).toBe('Filled at Nasdaq by another firm · Directed orders, July 2026');
  expect(handlingPlaceWords(SENT, { printed: '9', venue: null })).toBe('Sent · Non-directed orders, July 2026');
});

it('says a figure with its unit', () => {
  const of = (figure: 'orderDurationMsec' | 'netFeeOrRebateCph' | 'orderSizeShr') => ({ ...FILLED, figure });
  expect(handlingPrintedWords(FILLED, THERE)).toBe('25.00 %');
  expect(handlingPrintedWords(of('orderDurationMsec'), { ...THERE, printed: '7' })).toBe('7 ms');
  expect(handlingPrintedWords(of('netFeeOrRebateCph'), { ...THERE, printed: null })).toBe('– cents per hundred');
  expect(handlingPrintedWords(of('orderSizeShr'), THERE)).toBe('25.00 shares');
});

it('says what the rows come to, and of a part how many of how many that is', () => {
  const rowsOf = (part: Partial<CellSums>) => ({
    part: { ...SUMS, rows: 412, ...part },
    whole: SUMS,
  });
  expect(handlingSumWords(FILLED, THERE, { part: SUMS, whole: null })).toBe(
    '1,240 routed orders executed 3,000 of 12,000 shares.',
  );
  const said = (figure: Exclude<HandlingPlace['figure'], 'sentShr'>, part: Partial<CellSums>) =>
    handlingSumWords({ ...FILLED, figure }, THERE, rowsOf(part));
  expect(said('midpointPct', { part_shares: '1000' })).toBe(
    '412 of 1,240 routed orders executed 1,000 of 3,000 shares at the midpoint.',
  );
  expect(said('iocRoutedShr', { part_shares: '9000' })).toBe(
    '412 of 1,240 routed orders were sent immediate or cancel: 9,000 of 12,000 shares.',
  );
  expect(said('orderDurationMsec', { part_shares: '10', part_us: '2500400' })).toBe(
    '412 of 1,240 routed orders provided liquidity, or rested for it until they were taken back. They took 2,500.4 ms in all.',
  );
  expect(handlingSumWords(SENT, { printed: '9', venue: null }, { part: { ...SUMS, rows: 1 }, whole: null })).toBe(
    'Sent by 1 order that was not held.',
  );
});

it('says so where a report was made before its rows told parts, and not that there are none', () => {
  const none = { part: { ...SUMS, rows: 0, part_shares: '0' }, whole: SUMS };
  const place = { ...FILLED, figure: 'midpointShr' } as const;
  expect(handlingSumWords(place, THERE, none)).toContain('made before they did');
  expect(handlingSumWords(place, { ...THERE, printed: '0' }, none)).toBe(
    '0 of 1,240 routed orders executed 0 of 3,000 shares at the midpoint.',
  );
});

it('tells what a net rebate or fee is made of, to the last digit', () => {
  const said = (sums: Parameters<typeof handlingPaymentParts>[0]) =>
    handlingPaymentParts(sums).map(({ sign, usd }) => `${sign}${usd}`);
  expect(said(SUMS)).toEqual(['+12.30', '−30.12000001']);
  expect(said({ ...SUMS, part_net: '-0.27' })).toEqual(['−0.27']);
});
