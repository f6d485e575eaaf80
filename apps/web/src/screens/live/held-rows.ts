/** Rows that are shown while others wait. */
export interface HeldRows<Row> {
  readonly shown: readonly Row[];
  readonly waiting: readonly Row[];
}

/**
 * Divides rows, the newest first, at the one that was the newest when the hold began: what has come since waits, and what is shown goes on changing in its place.
 * Null as that row holds nothing. One that is not kept any more was overtaken by so many that all of them are new.
 */
export function divideAt<Row>(rows: readonly Row[], isNewestHeld: ((row: Row) => boolean) | null): HeldRows<Row> {
  const at = isNewestHeld === null ? 0 : rows.findIndex(isNewestHeld);
  return at <= 0 ? { shown: rows, waiting: [] } : { shown: rows.slice(at), waiting: rows.slice(0, at) };
}
