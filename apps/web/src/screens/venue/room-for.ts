/** What stands in place of rows that are not there takes the room of so many. */
const NOTICE_ROWS = 5;
const LEAST = 3;

/** How many rows a table of so many has in sight, at most so many. */
export function roomFor(count: number, most: number): number {
  return count === 0 ? NOTICE_ROWS : Math.min(most, Math.max(LEAST, count));
}
