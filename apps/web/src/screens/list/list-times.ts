/** Rows of a list that are read at once. */
export const PAGE_SIZE = 200;
/** So long the pages of a list stay, for whoever comes back to it. */
export const KEPT_MS = 30 * 60_000;
/** So often it is asked what has come since. */
export const NEWER_EVERY_MS = 5_000;
