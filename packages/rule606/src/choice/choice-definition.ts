import type { ChosenValue, ReportChoiceName } from '@fairlead/core/report/report-choice';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import { invariant } from '@fairlead/core/result';
import type { ChoiceForm } from './choice-form.ts';

/** A choice by what a person needs to make it. */
export interface KnownChoice extends Pick<ChoiceForm<unknown>, 'kind' | 'values'> {
  readonly name: ReportChoiceName;
  /** Which report rests on it. */
  readonly report: ReportKind;
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
  of: { name: ReportChoiceName; report: ReportKind },
  { kind, values, read, write }: ChoiceForm<T>,
  { initial, note }: { initial: NoInfer<T>; note: string },
): ChoiceDefinition<T> {
  const textOf = (given: string) => {
    const value = read(given);
    return value === null ? null : write(value);
  };
  return { ...of, note, kind, values, initial: write(initial), textOf, read };
}

/** What was kept was read before. */
function heldBy<T>({ name, initial, read }: ChoiceDefinition<T>, chosen: ChosenValue | undefined): T {
  const value = read(chosen?.value ?? initial);
  invariant(value !== null, `${name} cannot be ${chosen?.value}`);
  return value;
}

/** What a report rests on, and whether a public source says so; of one that is built in the name is its own. */
export interface HeldChoice<T, Name extends string = ReportChoiceName> {
  readonly name: Name;
  readonly value: T;
  /** False: recalled and not seen. The console shows it as unverified. */
  readonly verified: boolean;
  /** Where the firm has seen it; null where it says none. */
  readonly source: string | null;
  /** The ISO date from which the firm has chosen it; null where it is what an installation begins with. */
  readonly since: string | null;
  /** What it decides, and what of it was seen. */
  readonly note: string;
}

/** What a report rests on of a choice. */
export function held<T>(definition: ChoiceDefinition<T>, chosen: ChosenValue | undefined): HeldChoice<T> {
  const { name, note } = definition;
  const [source, since] = [chosen?.source ?? null, chosen?.effective_from ?? null];
  return { name, value: heldBy(definition, chosen), verified: source !== null, source, since, note };
}
