import { dayOfDate } from '@fairlead/core/market/market-days';
import { formatScaled } from '@fairlead/core/money/scaled';
import { isPrintable, saysNothing } from '@fairlead/core/report/printed-name';
import { err, ok, type Result } from '@fairlead/core/result';
import { amountE8 } from '../figure/amount-text.ts';
import { type LineFaultCode, quoted } from './line-fault.ts';
import { timeText, timeUs } from './time-text.ts';

/** What is wrong with a value. */
export interface ValueFault {
  readonly code: LineFaultCode;
  readonly message: string;
}

/** One field of a layout: how its text becomes a value and the value a text, and what the layout says of it. */
export interface Field<T> {
  /** Whether a line must have it. */
  readonly isNeeded: boolean;
  /** What its value is, in the words of docs/import.md. */
  readonly form: string;
  /** What it says, with its unit. */
  readonly meaning: string;
  /** Reads its text; an empty one is a value that is not there. */
  read(text: string): Result<T, ValueFault>;
  /** Writes its value; an absent one is empty. */
  write(value: T): string;
}

/** The value that a field holds. */
export type ValueOf<F> = F extends Field<infer T> ? T : never;

/** How a value is read and written where it is there. */
interface Form<T> {
  readonly form: string;
  read(text: string): Result<T, ValueFault>;
  write(value: T): string;
}

/** A field that each line has. */
export function needed<T>(form: Form<T>, meaning: string): Field<T> {
  return {
    isNeeded: true,
    form: form.form,
    meaning,
    read: (text) => (text === '' ? fault('VALUE_MISSING', 'it is needed and empty') : form.read(text)),
    write: (value) => form.write(value),
  };
}

/** A field that may be empty or left out; it is null then. */
export function optional<T>(form: Form<T>, meaning: string): Field<T | null> {
  return {
    isNeeded: false,
    form: form.form,
    meaning,
    read: (text) => (text === '' ? ok(null) : form.read(text)),
    write: (value) => (value === null ? '' : form.write(value)),
  };
}

/** A field that may be empty or left out; it has this value then. */
export function otherwise<T>(form: Form<T>, value: T, meaning: string): Field<T> {
  const read = (text: string) => (text === '' ? ok(value) : form.read(text));
  return { isNeeded: false, form: form.form, meaning, read, write: (each) => form.write(each) };
}

/** What stands around a text, what no text may hold, and what a decoder puts in the place of bytes that are no UTF-8. */
const NOT_IN_TEXT = /^\s|\s$|\p{Cc}|\p{Surrogate}|[\uFFFD-\uFFFF]/u;

/** A text of at most so many characters. */
export function text(charactersMost: number): Form<string> {
  return {
    form: `text of at most ${charactersMost} characters`,
    read(value) {
      if (value.length > charactersMost)
        return fault('TEXT_TOO_LONG', `it has ${value.length} characters, and ${charactersMost} are allowed`);
      if (NOT_IN_TEXT.test(value))
        return fault(
          'TEXT_INVALID',
          `${quoted(value)} has spaces around it, control characters or bytes that are no UTF-8`,
        );
      return ok(value);
    },
    write: (value) => value,
  };
}

/** A text that stands in a form, where white space counts once: an id. */
export function id(charactersMost: number): Form<string> {
  const any = text(charactersMost);
  return {
    form: `${any.form}, spaces single`,
    read(value) {
      const read = any.read(value);
      if (!read.ok || isPrintable(value)) return read;
      return fault('TEXT_INVALID', `${quoted(value)} has two spaces together, or another space than a plain one`);
    },
    write: any.write,
  };
}

/** How somebody or something is called: a word that stands for nothing, such as a converter writes, is none. */
export function name(charactersMost: number): Form<string> {
  return saying(id(charactersMost));
}

/** What is told in words. */
export function words(charactersMost: number): Form<string> {
  return saying(text(charactersMost));
}

function saying(form: Form<string>): Form<string> {
  const read = (value: string) =>
    saysNothing(value) ? fault('NAME_OF_NOTHING', `${quoted(value)} stands for nothing`) : form.read(value);
  return { ...form, read };
}

/** Names of at most so many characters each, with a bar between them; each once. */
export function names(charactersMost: number): Form<readonly string[]> {
  const one = name(charactersMost);
  return {
    form: `names of at most ${charactersMost} characters, a \`|\` between them`,
    read(value) {
      const each = value.split('|');
      for (const part of each) {
        if (part === '') return fault('VALUE_MISSING', `${quoted(value)} has nothing beside a bar`);
        const read = one.read(part);
        if (!read.ok) return read;
      }
      return ok([...new Set(each)]);
    },
    write: (value) => value.join('|'),
  };
}

/** One of a closed list. */
export function oneOf<T extends string>(list: readonly T[]): Form<T> {
  const known = new Map(list.map((each) => [String(each), each]));
  return {
    form: list.map((each) => `\`${each}\``).join(', '),
    read(value) {
      const found = known.get(value);
      return found === undefined ? fault('NOT_IN_LIST', `${quoted(value)} is none of ${list.join(', ')}`) : ok(found);
    },
    write: (value) => value,
  };
}

/** `Y` or `N`. */
export const FLAG: Form<boolean> = {
  form: '`Y` or `N`',
  read: (value) =>
    value === 'Y' || value === 'N' ? ok(value === 'Y') : fault('NOT_IN_LIST', `${quoted(value)} is neither Y nor N`),
  write: (value) => (value ? 'Y' : 'N'),
};

/** A code of capitals and digits, of four characters up to so many. */
export function code(charactersMost: 4 | 5): Form<string> {
  const form = new RegExp(`^[A-Z0-9]{4,${charactersMost}}$`);
  return {
    form: charactersMost === 4 ? 'four capitals or digits' : 'four or five capitals or digits',
    read: (value) =>
      form.test(value) && !saysNothing(value) ? ok(value) : fault('NOT_A_CODE', `${quoted(value)} is no such code`),
    write: (value) => value,
  };
}

/** What a column of twenty digits, eight of them decimals, holds. */
const LARGEST_E8 = 10n ** 20n - 1n;
const RANGES = {
  POSITIVE: { least: 1n, words: 'over 0' },
  NOT_NEGATIVE: { least: 0n, words: '0 or more' },
  ANY: { least: -LARGEST_E8, words: 'of either sign' },
} as const;

/** An exact decimal, as whole 10^-8. */
export function decimal(range: keyof typeof RANGES): Form<bigint> {
  const { least, words } = RANGES[range];
  return {
    form: `decimal ${words}`,
    read(value) {
      const amount = amountE8(value);
      if (!amount.ok)
        return amount.error === 'NOT_A_DECIMAL'
          ? fault('NOT_A_DECIMAL', `${quoted(value)} is no plain decimal`)
          : fault('TOO_MANY_DECIMALS', `${quoted(value)} has more than eight decimals`);
      if (amount.value < least || amount.value > LARGEST_E8)
        return fault('OUT_OF_RANGE', `${quoted(value)} must be ${words}, with at most twelve digits before the point`);
      return ok(amount.value);
    },
    write: (value) => formatScaled(value, 8),
  };
}

/** A day, an ISO date. */
export const DAY: Form<string> = {
  form: 'a day, `2026-07-01`',
  read: (value) =>
    dayOfDate(value) === null ? fault('NOT_A_DAY', `${quoted(value)} is no day such as 2026-07-01`) : ok(value),
  write: (value) => value,
};

/** A time, as whole microseconds since 1970. */
export const TIME: Form<number> = {
  form: 'UTC time',
  read(value) {
    const us = timeUs(value);
    return us === null
      ? fault('NOT_A_TIME', `${quoted(value)} is no time such as 2026-07-01T13:30:00.123456Z`)
      : ok(us);
  },
  write: timeText,
};

function fault(code: LineFaultCode, message: string): { readonly ok: false; readonly error: ValueFault } {
  return err({ code, message });
}
