import { expect, it } from 'vitest';
import { LEAN_QUOTE_FLAGS, LEAN_TRADE_FLAGS, leanRefusal } from './lean-conditions.ts';

const refusalOf = (conditions: string, kind: 'trade' | 'quote') =>
  leanRefusal({ fields: [conditions], at: { conditions: 0 }, path: 'x.csv', line: 1 }, kind);

it.each([
  ['trade', LEAN_TRADE_FLAGS],
  ['quote', LEAN_QUOTE_FLAGS],
] as const)('decides every bit of a %s, alone and beside a regular one', (kind, flags) => {
  for (const [at, { bit, name, counts }] of flags.entries()) {
    expect(bit).toBe(2 ** at);
    const refusal = counts ? null : `${kind} flag ${name}`;
    expect(refusalOf(bit.toString(16), kind)).toBe(refusal);
    expect(refusalOf((bit === 1 ? 1 : bit + 1).toString(16).toUpperCase(), kind)).toBe(refusal);
  }
});

it('does not rely on a bit without a meaning, nor read what is no number', () => {
  expect(refusalOf('800001', 'quote')).toBe('quote flag 800000 (unknown)');
  expect(['', '0'].map((text) => refusalOf(text, 'trade'))).toEqual([null, null]);
  for (const text of ['xyz', '-1', '123456789']) expect(() => refusalOf(text, 'trade')).toThrow('x.csv:1 conditions');
});
