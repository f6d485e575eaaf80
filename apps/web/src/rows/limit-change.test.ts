import { expect, it } from 'vitest';
import { changeWords } from '@/words/risk-words';
import { emptyRow, limitChanges, withChange } from './limit-change';

const EVERYBODY = { client_id: null, account: null, instrument_id: null, asset_class: null, venue_id: null };
const FIRM = { scope: 'FIRM', ...EVERYBODY } as const;
const CLIENT = { scope: 'CLIENT', ...EVERYBODY, client_id: 'A' } as const;
const before = [
  { ...emptyRow(FIRM), credit: '1000000', collar_bps: 300 },
  { ...emptyRow(CLIENT), max_gross_exposure: '500' },
];

it('changes one bound of one subject and nothing else, and what that changes is told in a sentence', () => {
  const after = withChange(before, FIRM, { credit: '2500000.5' });
  expect(limitChanges(before, after).map(changeWords)).toEqual([
    'The firm, credit: from 1,000,000.00 USD to 2,500,000.50 USD.',
  ]);
  const third = withChange(before, { ...CLIENT, client_id: 'B' }, { max_orders_per_second: 10 });
  expect(limitChanges(before, third).map(changeWords)).toEqual([
    'Client B, orders a second: from inherited to 10 orders.',
  ]);
});

it('leaves out a subject that bounds nothing any more', () => {
  const after = withChange(before, CLIENT, { max_gross_exposure: null });
  expect(after).toEqual([before[0]]);
  expect(limitChanges(before, after).map(changeWords)).toEqual([
    'Client A, gross exposure: from 500.00 USD to inherited.',
  ]);
});
