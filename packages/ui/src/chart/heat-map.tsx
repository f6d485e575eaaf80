'use client';

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { classNames } from '../class-names';
import type { Column } from '../column';
import { ChartFrame, type ChartProps } from './chart-frame';

/** A figure of the map; without a value it is not known. */
export interface HeatCell {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** How many observations stand behind it. */
  readonly count?: number;
}

export interface HeatRow {
  readonly id: string;
  readonly label: string;
  readonly cells: Readonly<Record<string, HeatCell>>;
}

export interface HeatColumn {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Which end is the better one: it gets the strong colour. */
  readonly better: 'high' | 'low';
  readonly format: (value: number) => string;
}

interface HeatMapProps extends ChartProps {
  /** What the rows are: the head of their column. */
  readonly header: string;
  readonly rows: readonly HeatRow[];
  readonly columns: readonly HeatColumn[];
  /** How the name of a row is drawn, where it is more than a text. */
  readonly nameCell?: (row: HeatRow) => ReactNode;
}

const HEAD_HEIGHT = 26;
const HEAT_ROW_HEIGHT = 33;
/** Pixels that so many rows and their head take, where there is room for two lines a cell. */
export const heatHeight = (rows: number): number => HEAD_HEIGHT + rows * HEAT_ROW_HEIGHT;
/** Steps of the ground: as many as the eye tells apart. */
const STEPS = 5;

/**
 * Rows by columns of figures, each column coloured from its worse to its better end. It is a table, so that every figure is read as one;
 * arrow keys walk the cells.
 */
export function HeatMap({ header, rows, columns, nameCell, ...props }: HeatMapProps) {
  const isKnown = rows.some((row) => columns.some(({ id }) => row.cells[id]?.value != null));
  const figures = {
    columns: figureColumns(header, columns),
    rows,
    rowKey: (row: HeatRow) => row.id,
  };
  return (
    <ChartFrame
      {...props}
      unit=""
      height={props.height ?? heatHeight(rows.length)}
      isEmpty={!isKnown}
      figures={figures}
      foot={<Key />}
    >
      {() => <Cells name={props.name} header={header} rows={rows} columns={columns} nameCell={nameCell} />}
    </ChartFrame>
  );
}

/** What the ground says, and that hatching is no colour of it. */
function Key() {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 px-4 pt-1 text-2xs text-faint">
      within a column, worse
      {Array.from({ length: STEPS }, (_, step) => (step + 0.5) / STEPS).map((share) => (
        <span
          key={share}
          aria-hidden="true"
          className="h-3 w-5 border border-line"
          style={{ background: groundOf(share) }}
        />
      ))}
      better <span aria-hidden="true" className="hatched ml-3 h-3 w-5 border border-line" /> no data
    </p>
  );
}

type CellsProps = Pick<HeatMapProps, 'name' | 'header' | 'rows' | 'columns'> & {
  readonly nameCell: HeatMapProps['nameCell'];
};

function Cells({ name, header, rows, columns, nameCell }: CellsProps) {
  const { at, onKeyDown, onFocus, table } = useCellKeys(rows.length, columns.length);
  return (
    <table
      ref={table}
      data-picture
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked by arrow keys, which is what a grid is
      role="grid"
      aria-label={name}
      className="w-full border-separate border-spacing-px text-xs"
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col" className="px-2 text-left text-2xs font-normal text-muted">
            {header}
          </th>
          {columns.map((column) => (
            <th key={column.id} scope="col" className="px-2 py-1 text-right text-2xs font-normal text-muted">
              {column.label} <span className="text-faint">{column.unit}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, down) => (
          <tr key={row.id}>
            <th scope="row" className="px-2 text-left font-normal whitespace-nowrap">
              {nameCell?.(row) ?? row.label}
            </th>
            {columns.map((column, across) => (
              <HeatTd
                key={column.id}
                cell={row.cells[column.id]}
                column={column}
                share={shareOf(row.cells[column.id]?.value, column, rows)}
                isStop={at.down === down && at.across === across}
                onFocus={() => onFocus(down, across)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeatTdProps {
  readonly cell: HeatCell | undefined;
  readonly column: HeatColumn;
  readonly share: number | null;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function HeatTd({ cell, column, share, isStop, onFocus }: HeatTdProps) {
  const { value = null, low, high, count } = cell ?? {};
  const isThere = value !== null;
  const interval =
    typeof low === 'number' && typeof high === 'number' ? `${column.format(low)} – ${column.format(high)}` : null;
  const more = [interval, count === undefined ? null : `n ${count.toLocaleString('en-US')}`].filter(
    (part) => part !== null,
  );
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid is walked by arrow keys
      role="gridcell"
      data-cell
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      className={classNames('figures h-8 px-2 text-right', !isThere && 'hatched text-faint')}
      style={share === null ? undefined : { background: groundOf(share) }}
    >
      <span data-line className="block leading-4">
        {isThere ? column.format(value) : 'no data'}
      </span>
      {isThere && more.length > 0 && (
        <span
          data-line
          className="flex flex-wrap justify-end gap-x-1.5 text-[10px] leading-3 whitespace-nowrap text-muted"
        >
          {more.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </span>
      )}
    </td>
  );
}

/** One hue from the ground of the page, so that words on it stay readable in both themes. */
function groundOf(share: number): string {
  const step = Math.min(STEPS - 1, Math.floor(share * STEPS));
  return `color-mix(in oklch, var(--accent-soft) ${step * (100 / (STEPS - 1))}%, var(--surface))`;
}

/** From 0 for the worst to 1 for the best of a column; null where nothing is known or all are equal. */
function shareOf(value: number | null | undefined, column: HeatColumn, rows: readonly HeatRow[]): number | null {
  if (value === null || value === undefined) return null;
  const all = rows.flatMap((row) => row.cells[column.id]?.value ?? []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (low === high) return 0.5;
  const share = (value - low) / (high - low);
  return column.better === 'high' ? share : 1 - share;
}

function figureColumns(header: string, columns: readonly HeatColumn[]): readonly Column<HeatRow>[] {
  const name: Column<HeatRow> = { id: 'name', header, width: 130, grow: true, value: (row) => row.label };
  const ends = ['value', 'low', 'high', 'count'] as const;
  const figures = columns.flatMap(({ id, label, unit, format }) =>
    ends.map((end): Column<HeatRow> => {
      const value = (row: HeatRow) => row.cells[id]?.[end] ?? null;
      const cell = (row: HeatRow) => {
        const number = value(row);
        return number === null ? '–' : end === 'count' ? number.toLocaleString('en-US') : format(number);
      };
      const title = end === 'value' ? label : `${label}, ${end}`;
      return {
        id: `${id}.${end}`,
        header: title,
        ...(end === 'count' || unit === '' ? {} : { unit }),
        align: 'right',
        width: 120,
        priority: end === 'value' ? 1 : 3,
        value,
        cell,
      };
    }),
  );
  return [name, ...figures];
}

/** One cell is in the order of tabs; arrow keys, Home and End move it. */
function useCellKeys(downs: number, acrosses: number) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ down: 0, across: 0 });
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, readonly [down: number, across: number]> = {
      ArrowDown: [at.down + 1, at.across],
      ArrowUp: [at.down - 1, at.across],
      ArrowRight: [at.down, at.across + 1],
      ArrowLeft: [at.down, at.across - 1],
      Home: [at.down, 0],
      End: [at.down, acrosses - 1],
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const down = Math.min(downs - 1, Math.max(0, to[0]));
    const across = Math.min(acrosses - 1, Math.max(0, to[1]));
    const cell = table.current?.querySelectorAll('td[data-cell]')[down * acrosses + across];
    if (cell instanceof HTMLElement) cell.focus();
  };
  return { at, table, onKeyDown, onFocus: (down: number, across: number) => setAt({ down, across }) };
}
