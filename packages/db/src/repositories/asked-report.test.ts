import { reportRequest } from '@fairlead/contracts/report';
import { expect, it } from 'vitest';
import { type AskingParts, askedReport } from './asked-report.ts';

const NAMED = { bd: 'A Broker', crd: '79', participant: 'T', entity: 'ABRO' };
const KEPT = { ...NAMED, effective_from: '2026-09-30', author_name: 'anna', created_at_us: 0 };

function parts(more: Partial<AskingParts> = {}): AskingParts {
  return {
    firms: { holding: async (day) => (day >= KEPT.effective_from ? KEPT : null) },
    choices: {
      holding: async (kind, day) =>
        kind !== 'RULE_605' ? {} : { DETAIL_LINE_END: { value: 'LF', source: null, effective_from: day } },
    },
    persons: { known: async ({ clientId, kind, name }) => (name === 'C-1' ? `${clientId} ${kind} ${name}` : null) },
    today: '2026-10-01',
    ...more,
  };
}

/** What is asked for, as the API reads it. */
const ask = (asked: object, more: Partial<AskingParts> = {}) =>
  askedReport(reportRequest.parse({ reason: 'asked', ...asked }), parts(more));

const QUARTER = { kind: 'RULE_606_A1', year: 2026, quarter: 3 };
const CUSTOMER = { client_id: 'client-1', customer_id: 'C-1', customer: 'A Customer' };
const DEMO = { kind: 'RULE_605', year: 2026, month: 10, simulated: true };

it('is of the firm that it was on the last day of the time', async () => {
  expect(await ask(QUARTER)).toEqual({
    ok: true,
    value: {
      ...{ kind: 'RULE_606_A1', period_from: '2026-07-01', period_to: '2026-10-01', simulated: false },
      parameters: { bd: 'A Broker', crd: '79' },
    },
  });
  expect(await ask({ ...QUARTER, quarter: 2 })).toEqual({ ok: false, error: 'FIRM_NOT_NAMED' });
});

it('is of a time that is over by the date in New York, but for what stays in the firm', async () => {
  expect(await ask(QUARTER, { today: '2026-09-30' })).toEqual({ ok: false, error: 'PERIOD_OPEN' });
  // The months of such a request are over already: the request itself has not come.
  for (const kind of ['RULE_606_B1', 'RULE_606_B3'])
    expect(await ask({ kind, ...CUSTOMER, requested_on: '2026-10-02' })).toEqual({ ok: false, error: 'PERIOD_OPEN' });
  const month = { kind: 'RULE_605', year: 2026, month: 9 };
  expect(await ask(month, { today: '2026-10-07' })).toEqual({ ok: false, error: 'PERIOD_OPEN' });
  expect(await ask(month, { today: '2026-10-08' })).toMatchObject({ ok: true });
  expect(await ask({ kind: 'TCA', from: '2026-10-01', to: '2026-10-02' })).toMatchObject({
    value: { parameters: { bd: 'A Broker', client_id: null, customer_id: null } },
  });
});

it('names customers by their pseudonyms, and takes today where no day of a request is said', async () => {
  const customer = { ...CUSTOMER, customer_id: 'client-1 CUSTOMER C-1' };
  expect(await ask({ kind: 'RULE_606_B3', ...CUSTOMER })).toMatchObject({
    value: {
      ...{ period_from: '2026-04-01', period_to: '2026-10-01' },
      parameters: { bd: 'A Broker', ...customer, look_through: false },
      requested_on: '2026-10-01',
    },
  });
  const unknown = { kind: 'RULE_606_B3', ...CUSTOMER, customer_id: 'C-2' };
  expect(await ask(unknown)).toEqual({ ok: false, error: 'UNKNOWN_CUSTOMER' });
  expect(await ask({ kind: 'RULE_606_B1', ...CUSTOMER, customer_id: null })).toMatchObject({
    value: { period_from: '2026-04-01', period_to: '2026-10-01', parameters: { customer_id: null } },
  });
});

it('has a firm of its own for a demonstration, in the parts that nobody has said', async () => {
  const nobody = { firms: { holding: async () => null } };
  expect(await ask(DEMO, nobody)).toMatchObject({ value: { parameters: { bd: 'Demonstration', entity: 'DEMO' } } });
  const noMarketCenter = { firms: { holding: async () => ({ ...KEPT, participant: null, entity: null }) } };
  expect(await ask(DEMO, noMarketCenter)).toMatchObject({
    value: { parameters: { bd: 'A Broker', participant: 'T', entity: 'DEMO' } },
  });
  const real = { ...DEMO, month: 9, simulated: false };
  const week = { today: '2026-10-08' };
  expect(await ask(real, { ...week, ...noMarketCenter })).toEqual({ ok: false, error: 'FIRM_NOT_NAMED' });
  expect(await ask(real, week)).toMatchObject({
    value: { parameters: { bd: 'A Broker', participant: 'T', entity: 'ABRO' } },
  });
});

it('keeps with a report of Rule 605 what the firm had chosen on the last day of its month', async () => {
  const choices = { DETAIL_LINE_END: { value: 'LF', source: null, effective_from: '2026-09-30' } };
  const real = { ...DEMO, month: 9, simulated: false };
  expect(await ask(real, { today: '2026-10-08' })).toMatchObject({ value: { parameters: { choices } } });
  // How long orders are followed after the month is such a choice itself.
  const days = { EXECUTED_AFTER_MONTH_DAYS: { value: '0', source: null, effective_from: '2026-09-01' } };
  expect(await ask(real, { choices: { holding: async () => days } })).toMatchObject({ ok: true });
});
