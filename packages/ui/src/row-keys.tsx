'use client';

import { useHotkeys } from './hotkeys';

interface RowKeys<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly activeKey: string | null;
  readonly activate: (row: Row, index: number) => void;
  readonly open: ((row: Row) => void) | undefined;
  readonly peek?: ((row: Row) => void) | undefined;
  /** Lets go of the row that one stands on. */
  readonly letGo?: (() => void) | undefined;
  /** Goes to the top and lets go. */
  readonly toTop?: (() => void) | undefined;
  /** What else is done with the row that one stands on, by its key. */
  readonly acts?: Readonly<Record<string, (row: Row) => void>> | undefined;
}

/** j and k walk through the rows, Enter opens the one they stand on, p or Space looks into it, Escape and Home let go; for the one table of a page that has the keys. */
export function useRowKeys<Row>(enabled: boolean, keys: RowKeys<Row>): void {
  const { rows, rowKey, activeKey, activate, open, peek, letGo, toTop, acts = {} } = keys;
  const at = () => rows.findIndex((row) => rowKey(row) === activeKey);
  const step = (by: 1 | -1) => {
    const index = at() === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at() + by));
    const row = rows[index];
    if (row !== undefined) activate(row, index);
  };
  const withActive = (act: ((row: Row) => void) | undefined) => () => {
    const row = rows[at()];
    if (row !== undefined) act?.(row);
  };
  const walking = { j: () => step(1), k: () => step(-1), ...(toTop === undefined ? {} : { Home: toTop }) };
  const peeking = peek === undefined ? {} : { p: withActive(peek), ' ': withActive(peek) };
  const leaving = letGo === undefined ? {} : { Escape: letGo };
  const acting = Object.fromEntries(Object.entries(acts).map(([key, act]) => [key, withActive(act)]));
  // Without a row to open, Enter and the others stay with whatever has the focus.
  const standing = activeKey === null ? {} : { Enter: withActive(open), ...peeking, ...leaving, ...acting };
  useHotkeys(enabled ? { ...walking, ...standing } : {});
}
