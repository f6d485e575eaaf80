import type { ChoiceKind } from '@fairlead/core/report/report-choice';

/** How a choice is written, and read into what the rules work with. */
export interface ChoiceForm<T> {
  readonly kind: ChoiceKind;
  /** The codes that there are; none of what is no code. */
  readonly values: readonly string[];
  /** Null where the text is none. */
  readonly read: (text: string) => T | null;
  /** The one text of a value. */
  readonly write: (value: T) => string;
}

/** One of a closed list of codes. */
export function oneOf<const C extends readonly string[]>(values: C): ChoiceForm<C[number]> {
  return {
    ...{ kind: 'ONE_OF', values },
    read: (text) => values.find((value) => value === text) ?? null,
    write: (value) => value,
  };
}

/** Some of a closed list of codes, in its order. */
export function someOf<const C extends readonly string[]>(values: C): ChoiceForm<readonly C[number][]> {
  return {
    ...{ kind: 'SOME_OF', values },
    read: (text) => {
      const given = new Set(text.split(/\s+/).filter((code) => code !== ''));
      const found = values.filter((value) => given.has(value));
      return found.length === given.size ? found : null;
    },
    write: (value) => value.join(' '),
  };
}

/** A word in capitals that is none of those that are taken. */
export function wordBut(taken: readonly string[]): ChoiceForm<string> {
  return {
    ...{ kind: 'WORD', values: [] },
    read: (text) => (/^[A-Z]{1,20}$/.test(text) && !taken.includes(text) ? text : null),
    write: (value) => value,
  };
}

/** A number of days, none to so many. */
export function daysUpTo(most: number): ChoiceForm<number> {
  return {
    ...{ kind: 'DAYS', values: [] },
    read: (text) => (/^\d{1,3}$/.test(text) && Number(text) <= most ? Number(text) : null),
    write: String,
  };
}

/** Whole US dollars, less than a billion. */
export const WHOLE_USD: ChoiceForm<number> = {
  ...{ kind: 'USD', values: [] },
  read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null),
  write: String,
};
