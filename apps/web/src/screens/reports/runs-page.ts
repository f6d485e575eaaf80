/** Runs that are read at once. */
export const RUNS_PAGE = 50;
