/** Rows of a list that are read at once. */
export const PAGE_SIZE = 200;
/** So long the pages of a list stay, for whoever comes back to it. */
export const KEPT_MS = 30 * 60_000;
/** So often it is asked what has come since. */
export const NEWER_EVERY_MS = 5_000;

interface Pages {
  readonly pages: readonly { readonly rows: readonly unknown[] }[];
}

/** A list of nothing is read again by itself: no row can move. */
export function whileEmpty(query: { readonly state: { readonly data?: Pages | undefined } }): number | false {
  const isEmpty = query.state.data?.pages.every(({ rows }) => rows.length === 0) === true;
  return isEmpty ? NEWER_EVERY_MS : false;
}
