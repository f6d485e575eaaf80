import { z } from 'zod';

/** A step along a list. It may hold fewer rows than were asked for, and even none, and still have a next. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** Where the next step starts; null where the list has ended. */
  readonly next_cursor: string | null;
  /** The page tells all of the journal up to here. */
  readonly position: number;
  /** What time it tells, in ms since 1970. */
  readonly as_of_ms: number;
}

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    next_cursor: z.string().nullable(),
    position: z.number(),
    as_of_ms: z.number(),
  });

/** A part of a count: parts add up, until there is no next or more than `COUNT_MAX` are counted. */
export const countStep = z.object({ count: z.number(), next_cursor: z.string().nullable() });
export type CountStep = z.infer<typeof countStep>;

/** Up to here lists are counted exactly. */
export const COUNT_MAX = 10_000;
