import type { ChosenValue, ReportChoiceName } from '@fairlead/core/report/report-choice';
import { invariant } from '@fairlead/core/result';
import type { ChoiceForm } from './choice-form.ts';

/** A choice by what a person needs to make it. */
export interface KnownChoice extends Pick<ChoiceForm<unknown>, 'kind' | 'values'> {
  readonly name: ReportChoiceName;
  /** What it decides, and what of it was seen. */
  readonly note: string;
  /** What an installation begins with. */
  readonly initial: string;
  /** The one text of a value; null where the text that is given is none. */
  readonly textOf: (given: string) => string | null;
}

/** A choice with what the rules read of it. */
export interface ChoiceDefinition<T> extends KnownChoice {
  readonly read: (text: string) => T | null;
}

/** A choice of a form, with what an installation begins with and what it decides. */
export function defined<T>(
  name: ReportChoiceName,
  { kind, values, read, write }: ChoiceForm<T>,
  { initial, note }: { initial: NoInfer<T>; note: string },
): ChoiceDefinition<T> {
  const textOf = (given: string) => {
    const value = read(given);
    return value === null ? null : write(value);
  };
  return { name, note, kind, values, initial: write(initial), textOf, read };
}

/** What holds of a choice, of what was kept of it; what was kept was read before. */
export function heldBy<T>({ name, initial, read }: ChoiceDefinition<T>, chosen: ChosenValue | undefined): T {
  const value = read(chosen?.value ?? initial);
  invariant(value !== null, `${name} cannot be ${chosen?.value}`);
  return value;
}
