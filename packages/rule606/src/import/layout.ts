import type { Field, ValueOf } from './field.ts';

/** The fields of one kind of file, by their names there, in the order in which they are written. */
export type Layout = Readonly<Record<string, Field<unknown>>>;

/** A line that has been read: each field by its name. */
export type RowOf<L extends object> = { readonly [Name in keyof L]: ValueOf<L[Name]> };
