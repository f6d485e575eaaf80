import { type MoneyE8, moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { EntryFrame } from './entry-frame.ts';
import { refuse } from './refuse.ts';

/** How a value stands in an entry: what `write` makes of it `read` makes it again, and each throws for what is none. */
export interface Form<T> {
  write(value: T, frame: EntryFrame): unknown;
  read(stored: unknown, frame: EntryFrame): T;
}

function same<T>(check: (stored: unknown) => T): Form<T> {
  return { write: check, read: check };
}

export const text = same(textOf);
export const flag = same((stored) => (typeof stored === 'boolean' ? stored : refuse('a yes or no', stored)));
export const real = same((stored) => (Number.isFinite(stored) ? Number(stored) : refuse('a number', stored)));
export const whole = same(wholeOf);
export const priced = same((stored) => price(wholeOf(stored)));
export const counted = same((stored) => quantity(wholeOf(stored)));

export function textOf(stored: unknown): string {
  return typeof stored === 'string' ? stored : refuse('a text', stored);
}

export function wholeOf(stored: unknown): number {
  return Number.isSafeInteger(stored) ? Number(stored) : refuse('a whole number', stored);
}

const WHOLE_TEXT = /^-?\d+$/;

/** An amount can have more digits than a safe integer: it stands as text. */
export const money: Form<MoneyE8> = {
  write: (value) => String(value),
  read: (stored) =>
    typeof stored === 'string' && WHOLE_TEXT.test(stored) ? moneyE8(BigInt(stored)) : refuse('an amount', stored),
};

/** An id that an entry names more than once. */
export const id: Form<string> = {
  write: (value, frame) => frame.nameOf(value),
  read: (stored, frame) => frame.idOf(stored),
};

export function orNull<T>(form: Form<T>): Form<T | null> {
  return {
    write: (value, frame) => (value === null ? null : form.write(value, frame)),
    read: (stored, frame) => (stored === null ? null : form.read(stored, frame)),
  };
}

export function listOf<T>(form: Form<T>): Form<readonly T[]> {
  return {
    write: (values, frame) => values.map((value) => form.write(value, frame)),
    read: (stored, frame) => arrayOf(stored).map((each) => form.read(each, frame)),
  };
}

/** A word of a closed list as its number. */
export function coded<T extends string>(codes: Readonly<Record<T, number>>) {
  const words: T[] = [];
  for (const word in codes) words[codes[word]] = word;
  return {
    write: (word: T): number => codes[word] ?? refuse('a word', word),
    read: (stored: unknown): T => words[wholeOf(stored)] ?? refuse('a code', stored),
  };
}

export type FormsOf<T> = { readonly [Key in keyof T]-?: Form<T[Key]> };

/** The values of an object in the order in which their forms are said. */
export function fields<T extends object>(forms: FormsOf<T>): Form<T> {
  const named = namedForms(forms);
  return {
    write: (value, frame) => {
      const values: unknown[] = [];
      for (const { key, form } of named) values.push(form.write(value[key], frame));
      return values;
    },
    read: (stored, frame) => {
      const values = arrayOf(stored);
      if (values.length !== named.length) refuse(`${named.length} values`, stored);
      const read: Partial<T> = {};
      let at = 0;
      for (const { key, form } of named) {
        read[key] = form.read(values[at], frame);
        at += 1;
      }
      return read as T;
    },
  };
}

/** The same where the last value has come in later: it is left out where it is null, as in the entries from before it. */
export function fieldsWithLater<T extends object>(forms: FormsOf<T>): Form<T> {
  const all = fields(forms);
  const before = namedForms(forms).length - 1;
  return {
    write: (value, frame) => {
      const values = arrayOf(all.write(value, frame));
      return values.at(before) === null ? values.slice(0, before) : values;
    },
    read: (stored, frame) => {
      const values = arrayOf(stored);
      if (values.at(before) === null) refuse('a value that was left out', stored);
      return all.read(values.length === before ? [...values, null] : values, frame);
    },
  };
}

/** Only the values of an object that are not the usual ones, each after the place of its form. */
export function unusual<T extends object>(usual: T, forms: FormsOf<T>): Form<T> {
  const named = namedForms(forms);
  return {
    write: (value, frame) => {
      const values: unknown[] = [];
      for (const { place, key, form } of named)
        if (!isUsual(value[key], usual[key])) values.push(place, form.write(value[key], frame));
      return values;
    },
    read: (stored, frame) => {
      const values = arrayOf(stored);
      const read = { ...usual };
      for (let at = 0; at < values.length; at += 2) {
        const { key, form } = named[wholeOf(values[at])] ?? refuse('a place', values[at]);
        read[key] = form.read(values[at + 1], frame);
      }
      return read;
    },
  };
}

/** Lists are usual where they are empty, for no usual list holds anything. */
function isUsual(value: unknown, usual: unknown): boolean {
  return value === usual || (Array.isArray(value) && value.length === 0);
}

function namedForms<T>(forms: FormsOf<T>) {
  const named: { [Key in keyof T]: { place: number; key: Key; form: Form<T[Key]> } }[keyof T][] = [];
  for (const key in forms) named.push({ place: named.length, key, form: forms[key] });
  return named;
}

export function arrayOf(stored: unknown): readonly unknown[] {
  return Array.isArray(stored) ? stored : refuse('a list', stored);
}
