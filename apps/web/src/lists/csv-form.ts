/** The lines of a file before its first row: what it is, the filter, as of when and for whom, a note, the names of the columns. */
export const CSV_HEAD_LINES = 5;
/** How the last line of a whole file begins, and that of one that is not. */
export const CSV_END = '# end:';
export const CSV_INCOMPLETE = '# INCOMPLETE';
/** How many rows there will be, where that is known. */
export const CSV_EXPECTED_HEADER = 'x-rows-expected';
/** Rows of one file at most. */
export const CSV_ROWS_MAX = 1_000_000;
