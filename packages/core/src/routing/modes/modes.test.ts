import { describe, expect, it } from 'vitest';
import { price, quantity } from '../../money/units.ts';
import type { ValidOrder } from '../../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../../testing/market.ts';
import { planRoute } from '../plan.ts';
import type { PlanInput } from '../plan-input.ts';

const ask = (cents: number, size: number): QuoteOf => ({ bid: [cents - 5, 100], ask: [cents, size] });
const plan = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>, more: Partial<PlanInput> = {}) =>
  planRoute({ ...planInputOf(orderOf(order), marketOf(quotes)), ...more });
const slices = (result: ReturnType<typeof plan>) =>
  result.slices.map((slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100} ${slice.kind}`);
const code = (result: ReturnType<typeof plan>, venueId: string) =>
  result.outcomes.find((outcome) => outcome.venueId === venueId)?.code;
const unprotected = { settings: { protection: false, urgency: 0.5, passiveHorizonMs: null } };

describe('PRO_RATA', () => {
  const split = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>, more: Partial<PlanInput> = {}) =>
    plan({ routingMode: 'PRO_RATA', ...order }, quotes, more);

  it('divides by what is displayed, exactly, the odd shares by largest remainder', () => {
    const quotes = { XNYS: ask(1001, 500), ARCX: ask(1001, 300), BATS: ask(1001, 200) };
    expect(slices(split({ quantity: quantity(101) }, quotes))).toEqual([
      '51 XNYS 1001 IOC',
      '30 ARCX 1001 IOC',
      '20 BATS 1001 IOC',
    ]);
  });

  it('takes better protected prices in full before a worse one shares', () => {
    const quotes = { XNYS: ask(1001, 100), ARCX: ask(1002, 300), BATS: ask(1002, 100) };
    expect(slices(split({ quantity: quantity(300) }, quotes))).toEqual([
      '100 XNYS 1001 ISO',
      '150 ARCX 1002 ISO',
      '50 BATS 1002 ISO',
    ]);
  });

  it('divides over all prices within the limit where nothing is protected', () => {
    const quotes = { XNYS: ask(1001, 100), ARCX: ask(1002, 300) };
    expect(slices(split({ quantity: quantity(200) }, quotes, unprotected))).toEqual([
      '50 XNYS 1001 IOC',
      '150 ARCX 1002 IOC',
    ]);
  });

  it('gives a share below the minimum of its venue to the others', () => {
    const quotes = {
      XNYS: ask(1001, 900),
      ARCX: { ...ask(1001, 100), venue: { minOrderQuantity: quantity(50) } },
      BATS: ask(1001, 100),
    };
    const result = split({ quantity: quantity(230) }, quotes);
    expect([slices(result), code(result, 'ARCX')]).toEqual([
      ['207 XNYS 1001 IOC', '23 BATS 1001 IOC'],
      'VENUE_MINIMUM',
    ]);
  });

  it('gives whole lots where odd ones are refused, and leaves nothing that others can take', () => {
    const quotes = { XNYS: { ...ask(1001, 300), venue: { acceptsOddLots: false } }, BATS: ask(1001, 100) };
    expect(slices(split({ quantity: quantity(230) }, quotes))).toEqual(['200 XNYS 1001 IOC', '30 BATS 1001 IOC']);
  });

  it('divides over the largest where fewer venues are allowed', () => {
    const quotes = { XNYS: ask(1001, 100), ARCX: ask(1001, 300), BATS: ask(1001, 300) };
    const result = split({ quantity: quantity(200), maxVenueSplit: 2 }, quotes);
    expect([slices(result), code(result, 'XNYS')]).toEqual([['100 ARCX 1001 IOC', '100 BATS 1001 IOC'], 'SPLIT_LIMIT']);
  });
});

describe('SEQUENTIAL', () => {
  const next = (quotes: Record<string, QuoteOf>, order: Partial<ValidOrder> = {}, triedVenues: string[] = []) =>
    plan({ routingMode: 'SEQUENTIAL', quantity: quantity(300), ...order }, quotes, { triedVenues });
  const same = { XNYS: ask(1001, 200), ARCX: ask(1001, 400), EDGA: ask(1001, 100) };

  it('goes to the preferred venue first, and keeps the rest for the next', () => {
    const result = next(same, { venuePreferences: ['XNYS'] });
    expect([slices(result), result.unallocated, result.unallocatedCode, code(result, 'ARCX')]).toEqual([
      ['200 XNYS 1001 IOC'],
      100,
      'NEXT_VENUE_LATER',
      'NOT_YET',
    ]);
  });

  it('then by all-in price, to venues not yet tried', () => {
    expect(slices(next(same, { venuePreferences: ['XNYS'] }, ['XNYS']))).toEqual(['100 EDGA 1001 IOC']);
    expect(slices(next(same, {}, ['XNYS', 'EDGA']))).toEqual(['300 ARCX 1001 IOC']);
  });

  it('does not rest what waits for the next venue', () => {
    const result = next(same, { orderType: 'LIMIT', limitPrice: price(100_100), venuePreferences: ['XNYS'] });
    expect(slices(result)).toEqual(['200 XNYS 1001 IOC']);
  });

  it('prefers no venue through a better protected quote, and sweeps one that was tried and still stands', () => {
    const quotes = { XNYS: ask(1001, 200), ARCX: ask(1002, 400) };
    expect(slices(next(quotes, { venuePreferences: ['ARCX'] }))).toEqual(['200 XNYS 1001 IOC']);
    expect(slices(next(quotes, {}, ['XNYS']))).toEqual(['200 XNYS 1001 ISO', '100 ARCX 1002 ISO']);
  });

  it('ends when every venue has been tried', () => {
    const result = next(same, {}, ['XNYS', 'ARCX', 'EDGA']);
    expect([slices(result), result.unallocatedCode, code(result, 'XNYS')]).toEqual([
      [],
      'ALL_VENUES_TRIED',
      'ALREADY_TRIED',
    ]);
  });
});

describe('MANUAL', () => {
  const said = (...manualAllocations: ValidOrder['manualAllocations']): Partial<ValidOrder> => ({
    routingMode: 'MANUAL',
    quantity: quantity(manualAllocations.reduce((sum, each) => sum + each.quantity, 0)),
    manualAllocations,
  });
  const at = (venueId: string, count: number) => ({ venueId, quantity: quantity(count) });

  it('sends what the caller said, and asks nobody else', () => {
    const quotes = { XNYS: ask(1001, 200), ARCX: ask(1001, 400), EDGA: ask(1001, 900) };
    const result = plan(said(at('XNYS', 100), at('ARCX', 300)), quotes);
    expect([slices(result), code(result, 'EDGA')]).toEqual([
      ['300 ARCX 1001 IOC', '100 XNYS 1001 IOC'],
      'NOT_ALLOCATED',
    ]);
  });

  it('is protected: a slice behind a better quote that is not taken in full is not sent', () => {
    const quotes = { XNYS: ask(1001, 200), ARCX: ask(1002, 400) };
    expect(slices(plan(said(at('XNYS', 200), at('ARCX', 100)), quotes))).toEqual([
      '200 XNYS 1001 ISO',
      '100 ARCX 1002 ISO',
    ]);
    const through = plan(said(at('XNYS', 100), at('ARCX', 100)), quotes);
    expect([slices(through), code(through, 'ARCX')]).toEqual([['100 XNYS 1001 IOC'], 'WOULD_TRADE_THROUGH']);
  });

  it('sends to each venue once', () => {
    const quotes = { XNYS: ask(1001, 200) };
    const result = plan(said(at('XNYS', 100)), quotes, { triedVenues: ['XNYS'] });
    expect([slices(result), result.unallocatedCode]).toEqual([[], 'ALL_VENUES_TRIED']);
  });
});
