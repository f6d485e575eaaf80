import { INK, QUIET } from './colors.ts';
import type { LineBox, Sheet, TextStyle } from './sheet.ts';

export interface Column {
  /** Points. */
  readonly width: number;
  readonly align: LineBox['align'];
}

export interface HeadCell {
  readonly text: string;
  /** Columns that it stands over. */
  readonly span: number;
}

/** A table: a head that stands again on every page, and its rows. A cell with nothing in it stays empty. */
export interface Table {
  readonly columns: readonly Column[];
  /** One or more rows; the spans of each add up to the columns. */
  readonly head: readonly (readonly HeadCell[])[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const HEAD: TextStyle = { font: 'bold', size: 7, color: INK };
const CELL: TextStyle = { font: 'regular', size: 7.5, color: INK };
const HEAD_FILL = '#e8ebf0';
const RULE = '#c3c9d3';
const STRONG_RULE = QUIET;
const PADDING = { x: 4, y: 2.5 };
/** A head alone at the foot of a page says nothing: so many rows stand under it, where there are as many. */
const ROWS_UNDER_HEAD = 2;
/** Points. */
const SPACE_AFTER = 9;

/** Draws a table, over as many pages as it takes: a row is never divided. `onNewPage` writes what stands over the head on each further page. */
export function drawTable(sheet: Sheet, table: Table, onNewPage: () => void): void {
  const head = table.head.map((cells) => headRow(sheet, cells, table.columns));
  const measured = (cells: Table['rows'][number]) => bodyRow(sheet, cells, table.columns);
  const wanted = sumHeights(head) + sumHeights(table.rows.slice(0, ROWS_UNDER_HEAD).map(measured));
  if (sheet.room < wanted) turn(sheet, onNewPage);
  drawHead(sheet, head);
  for (const cells of table.rows) {
    const row = measured(cells);
    if (sheet.room < row.height) {
      turn(sheet, onNewPage);
      drawHead(sheet, head);
    }
    drawRow(sheet, row);
    sheet.rule({ x: sheet.left, y: sheet.y, width: sheet.width }, RULE, 0.5);
  }
  sheet.y += SPACE_AFTER;
}

/** How much a table takes at least before it can begin: its head and the first rows. */
function sumHeights(rows: readonly Row[]): number {
  return rows.reduce((sum, { height }) => sum + height, 0);
}

function turn(sheet: Sheet, onNewPage: () => void): void {
  sheet.newPage();
  onNewPage();
}

interface Cell {
  readonly lines: readonly string[];
  readonly x: number;
  readonly width: number;
  readonly align: LineBox['align'];
}

interface Row {
  readonly cells: readonly Cell[];
  readonly style: TextStyle;
  readonly height: number;
}

function headRow(sheet: Sheet, cells: readonly HeadCell[], columns: readonly Column[]): Row {
  let first = 0;
  const placed = cells.map(({ text, span }) => {
    const over = columns.slice(first, first + span);
    const cell = {
      text,
      x: sheet.left + sumWidths(columns.slice(0, first)),
      width: sumWidths(over),
      align: span > 1 ? ('center' as const) : (over[0]?.align ?? 'left'),
    };
    first += span;
    return cell;
  });
  return rowOf(sheet, placed, HEAD);
}

function bodyRow(sheet: Sheet, texts: readonly (string | null)[], columns: readonly Column[]): Row {
  const placed = columns.map(({ width, align }, place) => ({
    text: texts[place] ?? '',
    x: sheet.left + sumWidths(columns.slice(0, place)),
    width,
    align,
  }));
  return rowOf(sheet, placed, CELL);
}

function sumWidths(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

type PlacedText = Omit<Cell, 'lines'> & { readonly text: string };

function rowOf(sheet: Sheet, placed: readonly PlacedText[], style: TextStyle): Row {
  const cells = placed.map(({ text, x, width, align }) => ({
    lines: sheet.wrap(text, width - 2 * PADDING.x, style),
    ...{ x, width, align },
  }));
  const lines = Math.max(...cells.map((cell) => cell.lines.length));
  return { cells, style, height: lines * sheet.lineHeight(style) + 2 * PADDING.y };
}

function drawHead(sheet: Sheet, head: readonly Row[]): void {
  const height = sumHeights(head);
  sheet.fill({ x: sheet.left, y: sheet.y, width: sheet.width, height }, HEAD_FILL);
  sheet.rule({ x: sheet.left, y: sheet.y, width: sheet.width }, STRONG_RULE, 0.8);
  for (const row of head) drawRow(sheet, row);
  sheet.rule({ x: sheet.left, y: sheet.y, width: sheet.width }, STRONG_RULE, 0.8);
}

function drawRow(sheet: Sheet, { cells, style, height }: Row): void {
  const lineHeight = sheet.lineHeight(style);
  for (const { lines, x, width, align } of cells) {
    for (const [place, text] of lines.entries()) {
      const y = sheet.y + PADDING.y + place * lineHeight;
      sheet.line(text, style, { x: x + PADDING.x, y, width: width - 2 * PADDING.x, align });
    }
  }
  sheet.y += height;
}
