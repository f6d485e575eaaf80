import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf } from '../testing/market.ts';
import { type Entitlements, entitlementFault, type Restriction } from './entitlements.ts';

const { instrument } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
const FREE: Entitlements = { atUs: 1_000, restrictions: [], locate: null, accounts: null };
const restricted = (more: Partial<Restriction> = {}): Partial<Entitlements> => ({
  restrictions: [
    { clientId: null, instrumentId: 'AAPL', side: 'ALL', fromUs: 0, toUs: null, reason: 'we advise them', ...more },
  ],
});
const located = (usedE8: bigint, more: object = {}): Partial<Entitlements> => ({
  locate: {
    found: { instrumentId: orderOf({}).instrumentId, quantityE8: 500n * 100_000_000n, expiresUs: 2_000, ...more },
    usedE8: usedE8 * 100_000_000n,
  },
});
const SHORT = { side: 'SELL_SHORT', locateId: 'LOC-1', quantity: quantity(300) } as const;

describe('who may trade what', () => {
  it.each<[string, Partial<ValidOrder>, Partial<Entitlements>, string | null]>([
    ['nothing kept', {}, {}, null],
    ['an account of the list', { account: 'A' }, { accounts: new Set(['A']) }, null],
    ['an account beside the list', { account: 'B' }, { accounts: new Set(['A']) }, 'ACCOUNT_NOT_AUTHORISED'],
    ['no account where there is a list', {}, { accounts: new Set(['A']) }, 'ACCOUNT_NOT_AUTHORISED'],
    ['a restricted instrument', {}, restricted(), 'INSTRUMENT_RESTRICTED'],
    ['a buy where sales are restricted', {}, restricted({ side: 'SELL' }), null],
    ['a short sale where sales are', SHORT, restricted({ side: 'SELL' }), 'INSTRUMENT_RESTRICTED'],
    ['a sale where buys are', { side: 'SELL' }, restricted({ side: 'BUY' }), null],
    ['what is restricted from now on', {}, restricted({ fromUs: 1_000 }), 'INSTRUMENT_RESTRICTED'],
    ['what is restricted later', {}, restricted({ fromUs: 1_001 }), null],
    ['what was restricted until now', {}, restricted({ toUs: 1_000 }), null],
    ['what is restricted for a moment more', {}, restricted({ toUs: 1_001 }), 'INSTRUMENT_RESTRICTED'],
    ['a short sale on the word of its client', SHORT, {}, null],
    ['all that is left of a locate', SHORT, located(200n), null],
    ['one more than is left of it', SHORT, located(201n), 'LOCATE_EXHAUSTED'],
    ['a locate that nobody keeps', SHORT, { locate: { found: null, usedE8: 0n } }, 'LOCATE_UNKNOWN'],
    ['a locate of another instrument', SHORT, located(0n, { instrumentId: 'OTHER' }), 'LOCATE_UNKNOWN'],
    ['a locate that has expired', SHORT, located(0n, { expiresUs: 1_000 }), 'LOCATE_EXPIRED'],
    ['a long sale, whatever its locate', { side: 'SELL' }, { locate: { found: null, usedE8: 0n } }, null],
  ])('%s', (_, order, more, code) => {
    expect(entitlementFault(orderOf(order), { ...FREE, ...more }, instrument)?.code ?? null).toBe(code);
  });

  it('is told in words and figures', () => {
    expect(entitlementFault(orderOf(SHORT), { ...FREE, ...located(201n) }, instrument)?.detail).toBe(
      'The locate: in use 201, asked 300, limit 500 units.',
    );
    expect(entitlementFault(orderOf({}), { ...FREE, ...restricted() }, instrument)?.detail).toBe('we advise them');
  });
});
