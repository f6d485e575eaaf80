/** Rows of a list that are read at once. */
export const PAGE_SIZE = 200;
