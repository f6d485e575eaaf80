import { describe, expect, it } from 'vitest';
import { anExecution, anOrder, displayed, e8, nbbo } from '../testing/covered-orders.ts';
import { coveredOrder } from './covered-order.ts';
import { type OrderFacts, type QuoteAt, SPECIAL_HANDLINGS } from './order-facts.ts';
import { rule605Settings } from './settings.ts';

const RECEIVED_US = 1_000_000;
const at = (afterUs: number, quote: QuoteAt['quote'], isRegularHours = true): QuoteAt => ({
  atUs: RECEIVED_US + afterUs,
  quote,
  isRegularHours,
});
const MARKET = displayed('10.00', '10.05');

/** The reason, or the type with the microseconds from receipt to the start of the clock. */
function told(facts: OrderFacts, quotes: readonly QuoteAt[], settings = rule605Settings): string {
  const covered = coveredOrder(facts, quotes, settings);
  return covered.ok ? `${covered.value.type} +${covered.value.startUs - RECEIVED_US}` : covered.error;
}
const limit = (price: string, more: Partial<OrderFacts> = {}) => anOrder({ limitE8: e8(price), ...more });

describe('the clock of a covered order starts', () => {
  it('at receipt, of a market order and of a limit that can be executed', () => {
    expect(told(anOrder(), [at(0, MARKET)])).toBe('MXXNN +0');
    expect(told(limit('10.05'), [at(0, MARKET)])).toBe('LYNNN +0');
    expect(told(limit('10.00'), [at(0, MARKET)])).toBe('LNNNN +0');
  });

  it('when the near side comes to a limit that rests, which keeps the type that it had at receipt', () => {
    const quotes = [at(0, MARKET), at(500, displayed('9.99', '10.04')), at(900, displayed('9.95', '9.98'))];
    expect(told(limit('9.97'), quotes)).toBe('LNNNN +900');
    const byExecutability = { ...rule605Settings.restingOrderTypedBy, value: 'EXECUTABILITY' as const };
    expect(told(limit('9.97'), quotes, { ...rule605Settings, restingOrderTypedBy: byExecutability })).toBe(
      'LNYNN +900',
    );
    expect(told(limit('10.06', { side: 'SELL' }), [at(0, MARKET), at(7, displayed('10', '10.06'))])).toBe('LNNNN +7');
  });

  it('in the session, of a limit received before it, which is typed then', () => {
    const quotes = [at(0, MARKET, false), at(100, null), at(200, displayed('10.01', '10.03'))];
    expect(told(limit('10.03'), quotes)).toBe('LYNNN +200');
  });

  it('at the trigger, of a stop order: the quotes begin there', () => {
    expect(told(anOrder({ isStop: true }), [at(40, MARKET)])).toBe('MXXNY +40');
    expect(told(limit('10.01', { isStop: true }), [at(40, MARKET)])).toBe('LNNNY +40');
    expect(told(limit('9.90', { isStop: true }), [at(40, MARKET), at(60, displayed('9.90', '9.91'))])).toBe(
      'LNNNY +60',
    );
  });

  it('at the first execution at the latest, whatever the quotes say', () => {
    const executions = [anExecution({ atUs: RECEIVED_US + 300, price: '9.97', shares: '100' }, nbbo('9', '10'))];
    expect(told(limit('9.97', { executions }), [at(0, MARKET), at(900, displayed('9.95', '9.98'))])).toBe('LNNNN +300');
  });
});

describe('an order is left out', () => {
  it.each(SPECIAL_HANDLINGS)('for %s, unless the firm sets otherwise', (handling) => {
    const facts = anOrder({ handling: [handling] });
    expect(told(facts, [at(0, MARKET)])).toBe(handling);
    const none = { ...rule605Settings, leftOut: { ...rule605Settings.leftOut, value: [] } };
    expect(told(facts, [at(0, MARKET)], none)).toBe('MXXNN +0');
  });

  it('that came in regular hours while no NBBO was shown, where the firm sets so', () => {
    const halted = [at(0, null), at(5, MARKET)];
    const set = (value: 'LIMITS_COVERED' | 'LEFT_OUT') => ({
      ...rule605Settings,
      withoutNbboAtReceipt: { ...rule605Settings.withoutNbboAtReceipt, value },
    });
    expect(told(anOrder(), halted, set('LIMITS_COVERED'))).toBe('NO_NBBO_AT_RECEIPT');
    expect(told(limit('10.05'), halted, set('LIMITS_COVERED'))).toBe('LYNNN +5');
    expect(told(limit('10.05'), halted, set('LEFT_OUT'))).toBe('NO_NBBO_AT_RECEIPT');
  });

  it('of which nobody knows when it could be executed, because the market was not recorded', () => {
    expect(told(limit('9.97'), [at(0, MARKET), at(5, 'UNKNOWN'), at(9, displayed('9.95', '9.98'))])).toBe(
      'MARKET_UNKNOWN',
    );
    expect(told(anOrder(), [at(0, 'UNKNOWN')])).toBe('MARKET_UNKNOWN');
    // Outside of regular hours nothing can begin, so nothing is missing.
    expect(told(limit('10.05'), [at(0, 'UNKNOWN', false), at(5, MARKET)])).toBe('LYNNN +5');
  });

  it('at the market that came outside of regular hours', () => {
    expect(told(anOrder(), [at(0, MARKET, false), at(5, MARKET)])).toBe('MARKET_ORDER_OUTSIDE_HOURS');
  });

  it('that could never be executed in regular hours, and a stop that was never triggered', () => {
    expect(told(limit('9.00'), [at(0, MARKET), at(9, displayed('9.01', '9.02'))])).toBe('NEVER_EXECUTABLE');
    expect(told(limit('10.05'), [at(0, MARKET, false), at(9, MARKET, false)])).toBe('NEVER_EXECUTABLE');
    expect(told(anOrder({ isStop: true }), [])).toBe('STOP_NEVER_TRIGGERED');
  });

  it('that was executed outside of regular hours, unless the firm sets otherwise', () => {
    const late = anExecution({ atUs: RECEIVED_US + 9, price: '10', shares: '1' }, nbbo('9', '10'), {
      isRegularHours: false,
    });
    const facts = anOrder({ executions: [late] });
    expect(told(facts, [at(0, MARKET)])).toBe('EXECUTED_OUTSIDE_HOURS');
    const covered = { ...rule605Settings.executedOutsideHours, value: 'COVERED' as const };
    expect(told(facts, [at(0, MARKET)], { ...rule605Settings, executedOutsideHours: covered })).toBe('MXXNN +0');
  });

  it('where clocks disagree: it was executed before it came', () => {
    const early = anExecution({ atUs: RECEIVED_US - 1, price: '10', shares: '1' }, nbbo('9', '10'));
    expect(told(anOrder({ executions: [early] }), [at(0, MARKET)])).toBe('EXECUTED_BEFORE_RECEIPT');
    const atOnce = anExecution({ atUs: RECEIVED_US, price: '10', shares: '1' }, nbbo('9', '10'));
    expect(told(anOrder({ executions: [atOnce] }), [at(0, MARKET)])).toBe('MXXNN +0');
  });
});

it('covers what comes in a halt, from the first NBBO at which it can be executed', () => {
  expect(told(anOrder(), [at(0, null), at(5, MARKET)])).toBe('MXXNN +5');
  expect(told(limit('9.97'), [at(0, null), at(5, MARKET), at(8, displayed('9.96', '9.98'))])).toBe('LNYNN +8');
});

it('covers what comes in a crossed market', () => {
  expect(told(anOrder(), [at(0, displayed('10.05', '10.00'))])).toBe('MXXNN +0');
});
