import { expect, it } from 'vitest';
import { askedOf, lastMonths, lastQuarters, periodOf, type ReportWish } from './report-wish';

const WISH: ReportWish = {
  ...{ kind: 'RULE_606_A1', simulated: false, quarter: '2026-07', month: '2026-08' },
  ...{ clientId: null, customerId: '', customer: '', requestedOn: '2026-11-30', lookThrough: false },
  ...{ from: '2026-11-02', until: '2026-11-06' },
};
const B3: ReportWish = { ...WISH, kind: 'RULE_606_B3' };

it('asks for a quarter or a month by its numbers', () => {
  expect(askedOf(WISH)).toEqual({ kind: 'RULE_606_A1', year: 2026, quarter: 3, simulated: false });
  expect(askedOf({ ...WISH, kind: 'RULE_605', simulated: true })).toEqual({
    ...{ kind: 'RULE_605', year: 2026, month: 8, simulated: true },
  });
});

it('asks for a customer by client and name, and for all customers without a name', () => {
  const all = { client_id: null, customer_id: null, customer: '', requested_on: '2026-11-30', look_through: false };
  expect(askedOf({ ...B3, customer: 'not printed' })).toEqual({ kind: 'RULE_606_B3', ...all, simulated: false });
  expect(askedOf({ ...B3, clientId: 'DEMO', customerId: ' C-7 ', customer: 'Seven LP', lookThrough: true })).toEqual({
    ...{ kind: 'RULE_606_B3', client_id: 'DEMO', customer_id: 'C-7', customer: 'Seven LP' },
    ...{ requested_on: '2026-11-30', look_through: true, simulated: false },
  });
});

it.each<[Partial<ReportWish>, string]>([
  [{ customerId: 'C-7' }, 'Choose the client whose customer it is.'],
  [{ clientId: 'DEMO' }, 'Give the name that the report prints.'],
  [{ requestedOn: '' }, 'Give the day of the request.'],
  [{ kind: 'TCA', from: '' }, 'Give the first and the last day.'],
  [{ kind: 'TCA', clientId: null, customerId: '17' }, 'Choose the client whose customer it is.'],
  [{ kind: 'TCA', until: '2026-11-01' }, 'The last day is before the first one.'],
])('says what is still to be chosen of %o', (changes, says) => {
  expect(askedOf({ ...B3, ...changes })).toBe(says);
});

it('takes the last day of costs into them', () => {
  expect(askedOf({ ...WISH, kind: 'TCA' })).toMatchObject({ from: '2026-11-02', to: '2026-11-07' });
});

it.each<[Partial<ReportWish>, object | null]>([
  [{}, { period_from: '2026-07-01', period_to: '2026-10-01' }],
  [{ quarter: '2026-10' }, { period_from: '2026-10-01', period_to: '2027-01-01' }],
  [
    { kind: 'RULE_605', month: '2026-12' },
    { period_from: '2026-12-01', period_to: '2027-01-01' },
  ],
  [{ kind: 'TCA' }, { period_from: '2026-11-02', period_to: '2026-11-07' }],
  [{ kind: 'RULE_606_B1' }, null],
])('knows the time of %o where it says it', (changes, period) => {
  const asked = askedOf({ ...WISH, ...changes });
  expect(typeof asked === 'string' ? asked : periodOf(asked)).toEqual(period);
});

it('offers what has ended, and of simulated orders what is running', () => {
  expect(lastQuarters('2026-11-30', 3, false)).toEqual(['2026-07', '2026-04', '2026-01']);
  expect(lastQuarters('2026-01-01', 2, true)).toEqual(['2026-01', '2025-10']);
  expect(lastMonths('2026-01-31', 2, false)).toEqual(['2025-12', '2025-11']);
  expect(lastMonths('2026-01-31', 2, true)).toEqual(['2026-01', '2025-12']);
});
