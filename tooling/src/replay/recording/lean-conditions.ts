import { badField, type Row, textIn } from './rows.ts';

/** One bit of LEAN's flags. */
export interface LeanFlag {
  readonly bit: number;
  readonly name: string;
  /** Whether a print with it serves a queue, a quote with it makes the best price. */
  readonly counts: boolean;
}

function yes(bit: number, name: string): LeanFlag {
  return { bit, name, counts: true };
}

function no(bit: number, name: string): LeanFlag {
  return { bit, name, counts: false };
}

/** LEAN's TradeConditionFlags, decided as the letters of the tapes are. */
export const LEAN_TRADE_FLAGS: readonly LeanFlag[] = [
  yes(0x1, 'regular'),
  no(0x2, 'cash'),
  no(0x4, 'next day'),
  no(0x8, 'seller'),
  no(0x10, 'yellow flag'),
  yes(0x20, 'intermarket sweep'),
  no(0x40, 'opening prints'),
  no(0x80, 'closing prints'),
  no(0x100, 'reopening prints'),
  no(0x200, 'derivatively priced'),
  no(0x400, 'Form T'),
  no(0x800, 'sold'),
  no(0x1000, 'stopped'),
  no(0x2000, 'extended hours'),
  no(0x4000, 'out of sequence'),
  no(0x8000, 'split'),
  no(0x10000, 'acquisition'),
  no(0x20000, 'bunched'),
  no(0x40000, 'stock option'),
  no(0x80000, 'distribution'),
  no(0x100000, 'average price'),
  no(0x200000, 'cross'),
  no(0x400000, 'price variation'),
  no(0x800000, 'Rule 155'),
  no(0x1000000, 'official close'),
  no(0x2000000, 'prior reference price'),
  no(0x4000000, 'official open'),
  no(0x8000000, 'CAP election'),
  yes(0x10000000, 'automatic execution'),
  yes(0x20000000, 'trade-through exempt'),
  no(0x40000000, 'undocumented'),
  yes(0x80000000, 'odd lot'),
];

/** LEAN's QuoteConditionFlags. */
export const LEAN_QUOTE_FLAGS: readonly LeanFlag[] = [
  yes(0x1, 'regular'),
  yes(0x2, 'slow'),
  no(0x4, 'gap'),
  no(0x8, 'closing'),
  no(0x10, 'news dissemination'),
  no(0x20, 'news pending'),
  no(0x40, 'trading range indication'),
  no(0x80, 'order imbalance'),
  no(0x100, 'closed market maker'),
  no(0x200, 'volatility trading pause'),
  no(0x400, 'non-firm'),
  yes(0x800, 'opening quote'),
  no(0x1000, 'due to a related security'),
  yes(0x2000, 'resume'),
  no(0x4000, 'in view of the common'),
  no(0x8000, 'equipment changeover'),
  no(0x10000, 'sub-penny trading'),
  no(0x20000, 'no open, no resume'),
  no(0x40000, 'price band'),
  no(0x80000, 'republished price band'),
  yes(0x100000, 'manual'),
  no(0x200000, 'fast trading'),
  no(0x400000, 'order influx'),
];

const HEX = /^(?:0x)?[0-9a-f]{1,8}$/i;

/** Whether the file itself marks a row as one that cannot be believed. */
export function isSuspicious(row: Row<'suspicious'>): boolean {
  const text = textIn(row, 'suspicious');
  if (text !== '' && text !== '0' && text !== '1') throw badField(row, 'suspicious', 'is neither 0 nor 1');
  return text === '1';
}

/**
 * Why a row with its flags (hex) is not used, as `trade flag official close`: by the first bit that keeps it from it. Null where each bit counts,
 * and where none is set. Bits without a meaning are not relied upon.
 */
export function leanRefusal(row: Row<'conditions'>, kind: 'trade' | 'quote'): string | null {
  const text = textIn(row, 'conditions');
  if (text === '') return null;
  if (!HEX.test(text)) throw badField(row, 'conditions', 'is no hexadecimal number of 32 bits');
  const flags = kind === 'trade' ? LEAN_TRADE_FLAGS : LEAN_QUOTE_FLAGS;
  const value = Number.parseInt(text.replace(/^0x/i, ''), 16);
  const against = flags.find(({ bit, counts }) => !counts && isSet(value, bit));
  if (against !== undefined) return `${kind} flag ${against.name}`;
  const known = flags.reduce((sum, { bit }) => (isSet(value, bit) ? sum + bit : sum), 0);
  return known === value ? null : `${kind} flag ${(value - known).toString(16)} (unknown)`;
}

/** Bits of 32 are taken apart by division, because JavaScript's are signed. */
function isSet(value: number, bit: number): boolean {
  return Math.floor(value / bit) % 2 === 1;
}
