import { z } from 'zod';

/** A page of rows and where the next one starts; null where there is none. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly next_cursor: string | null;
  /** The page tells all of the journal up to here. */
  readonly position: number;
}

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next_cursor: z.string().nullable(), position: z.number() });
