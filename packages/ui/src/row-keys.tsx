'use client';

import { useHotkeys } from './hotkeys';

interface RowKeys<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly activeKey: string | null;
  readonly activate: (row: Row, index: number) => void;
  readonly open: ((row: Row) => void) | undefined;
}

/** j and k walk through the rows, Enter opens the one they stand on; for the one table of a page that has the keys. */
export function useRowKeys<Row>(enabled: boolean, { rows, rowKey, activeKey, activate, open }: RowKeys<Row>): void {
  const at = () => rows.findIndex((row) => rowKey(row) === activeKey);
  const step = (by: 1 | -1) => {
    const index = at() === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at() + by));
    const row = rows[index];
    if (row !== undefined) activate(row, index);
  };
  const openActive = () => {
    const row = rows[at()];
    if (row !== undefined) open?.(row);
  };
  const walking = { j: () => step(1), k: () => step(-1) };
  // Without a row to open, Enter stays with whatever has the focus.
  useHotkeys(enabled ? { ...walking, ...(activeKey === null ? {} : { Enter: openActive }) } : {});
}
