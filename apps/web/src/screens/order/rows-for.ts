const ROWS_MAX = 12;
const ROWS_EMPTY = 4;

/** How many rows of a part's table are in sight: all of a few, and room for the words where there are none. */
export const rowsFor = (count: number): number => (count === 0 ? ROWS_EMPTY : Math.min(ROWS_MAX, count));
