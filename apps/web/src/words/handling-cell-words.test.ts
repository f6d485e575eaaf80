import { byColumn } from '@fairlead/rule606/customer-report/by-column';
import { expect, it } from 'vitest';
import type { HandlingThere } from '@/rows/handling-at';
import type { HandlingPlace } from '@/rows/handling-place';
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
const SUMS = {
  rows: 1_240,
  routed: 1_240,
  shares: '3000',
  fees: '30.12000001',
  rebates: '12.3',
  pfof: '0',
  profit_sharing: '0',
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

it('says what the rows come to, and where a figure is of a part of them', () => {
  const all = '1,240 routed orders executed 3,000 of 12,000 shares.';
  expect(handlingSumWords(FILLED, THERE, SUMS)).toBe(all);
  expect(handlingSumWords({ ...FILLED, figure: 'midpointPct' }, THERE, SUMS)).toBe(
    `${all} The figure is of a part of that, which the executions of each order tell.`,
  );
  expect(handlingSumWords(SENT, { printed: '9', venue: null }, { ...SUMS, rows: 1 })).toBe(
    'Sent by 1 order that was not held.',
  );
});

it('tells what a net rebate or fee is made of, to the last digit', () => {
  expect(handlingPaymentParts(SUMS).map(({ sign, usd }) => `${sign}${usd}`)).toEqual(['+12.30', '−30.12000001']);
});
