'use client';

import { classNames } from '@fairlead/ui/class-names';
import { type KeyboardEvent, type ReactNode, use, useState } from 'react';
import { PartName } from './part-name';
import { useChosenFigure } from './use-chosen-figure';

/** A figure as it is printed, and its place as an address names it; null leads nowhere. */
export interface FormFigure {
  readonly key: string;
  readonly figure: string | null;
  readonly place: string | null;
}

export interface FormRow {
  readonly key: string;
  /** What stands before the figures: the first names the row. */
  readonly names: readonly ReactNode[];
  readonly figures: readonly FormFigure[];
}

export interface FormHead {
  readonly text: string;
  readonly span?: number;
}

interface FormTableProps {
  readonly label: string;
  readonly heads: readonly (readonly FormHead[])[];
  /** Pixels below which it is scrolled sideways. */
  readonly least: number;
  readonly rows: readonly FormRow[];
  /** Of many columns, which stand closer so that all of them are on a laptop. */
  readonly isDense?: boolean;
}

/** How far a cell's words stand from its sides, and how large they are, its table says. */
const CELL = 'border border-line px-(--cell-side) py-1 align-top';
const ROOMY = 'text-xs [--cell-side:8px]';
const DENSE = 'text-2xs [--cell-side:4px]';

/** A table as the public form has it, ruled and with its head shaded. Its figures are pressed to see their rows; one is in the order of tabs, arrow keys go on. */
export function FormTable({ label, heads, least, rows, isDense = false }: FormTableProps) {
  const [stop, setStop] = useState<string | null>(null);
  const part = use(PartName);
  const first = rows.flatMap(({ figures }) => figures).find(isPressed)?.place ?? null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={part === '' ? label : `${part}: ${label}`} tabIndex={0} className="overflow-x-auto">
      <table
        className={classNames('w-full border-collapse bg-raised', isDense ? DENSE : ROOMY)}
        style={{ minWidth: least }}
        onKeyDown={walk}
      >
        <thead>
          {heads.map((cells, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a head do not change
            <tr key={line}>
              {cells.map((head, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a head do not change
                <HeadCell key={column} head={head} isFirst={column === 0} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows.map(({ key, names, figures }) => (
            <tr key={key} className="h-[26px]">
              {names.map((name, column) =>
                column === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the names of a row do not change
                  <th key={column} scope="row" className={classNames(CELL, ROW_NAME)}>
                    {name}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the names of a row do not change
                  <td key={column} className={classNames(CELL, 'font-mono text-2xs whitespace-nowrap text-muted')}>
                    {name}
                  </td>
                ),
              )}
              {figures.map((figure) => (
                <FigureCell key={figure.key} figure={figure} stop={stop ?? first} onStop={setStop} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A head without a word is none: a reader would be told of a column that has no name. */
function HeadCell({ head: { text, span = 1 }, isFirst }: { readonly head: FormHead; readonly isFirst: boolean }) {
  const look = classNames(
    CELL,
    'bg-surface font-medium text-muted',
    isFirst && span === 1 ? 'sticky left-0 z-10 text-left' : 'text-center',
  );
  if (text === '') return <td colSpan={span} className={look} />;
  return (
    <th scope={span > 1 ? 'colgroup' : 'col'} colSpan={span} className={look}>
      {text}
    </th>
  );
}

const ROW_NAME = 'sticky left-0 z-10 min-w-28 max-w-56 bg-raised text-left font-medium break-words';

/** What was not routed, executed or paid has a bare zero, and no row. */
function isPressed({ figure, place }: FormFigure): boolean {
  return figure !== null && figure !== '0' && place !== null;
}

interface FigureCellProps {
  readonly figure: FormFigure;
  readonly stop: string | null;
  readonly onStop: (place: string) => void;
}

function FigureCell({ figure, stop, onStop }: FigureCellProps) {
  const chosen = useChosenFigure();
  const { figure: printed, place } = figure;
  if (place === null || !isPressed(figure))
    return <td className={classNames(CELL, 'figures text-right')}>{printed ?? ''}</td>;
  const isChosen = chosen.place === place;
  return (
    <td className="border border-line p-0 align-top">
      <button
        type="button"
        data-figure
        tabIndex={stop === place ? 0 : -1}
        aria-pressed={isChosen}
        title="Show the rows that it is made of"
        onFocus={() => onStop(place)}
        onClick={() => chosen.choose(place)}
        className={classNames(
          'figures block w-full px-(--cell-side) py-1 text-right hover:bg-hover hover:text-accent focus-visible:-outline-offset-2',
          isChosen && 'bg-accent-soft font-medium',
        )}
      >
        {printed}
      </button>
    </td>
  );
}

const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Goes to the next figure that can be pressed in the direction of the key. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  const row = cell?.parentElement;
  if (step === undefined || cell == null || !(row instanceof HTMLTableRowElement)) return;
  event.preventDefault();
  const { rows } = event.currentTarget;
  let [down, across] = [row.rowIndex, cell.cellIndex];
  for (;;) {
    down += step[0];
    across += step[1];
    const next = rows[down]?.cells[across];
    if (next === undefined) return;
    const button = next.querySelector<HTMLButtonElement>('[data-figure]');
    if (button !== null) return button.focus();
  }
}
