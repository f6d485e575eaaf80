'use client';

import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Button } from '../button';
import type { Column } from '../column';
import { downloadCsv, toCsv } from '../csv';
import { DataTable } from '../data-table';
import { useElementWidth } from '../element-width';
import { EmptyState, ErrorState } from '../region-state';
import { ROW_HEIGHT } from '../table-body';
import { downloadPng } from './chart-png';
import { Legend, type LegendEntry } from './legend';
import { PlotSkeleton } from './plot-skeleton';

/** What every chart is told, whatever it draws. */
export interface ChartProps {
  /** Names the chart for readers, its table and its files. */
  readonly name: string;
  /** What stands behind the figures: a window, a count, how intervals were made. */
  readonly note?: ReactNode;
  /** Pixels that the picture takes; the same while it loads, so that nothing moves when it comes. */
  readonly height?: number;
  readonly loading?: boolean;
  readonly failure?: string | undefined;
  readonly onRetry?: () => void;
  /** What to do next where there is nothing to draw. */
  readonly empty?: ReactNode;
}

/** The figures of a chart as rows, for its table and its file. */
export interface Figures<Row extends object> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

interface ChartFrameProps<Row extends object> extends ChartProps {
  readonly unit: string;
  /** Whether there is nothing to draw at all; a part without figures still has its axes. */
  readonly isEmpty: boolean;
  readonly figures: Figures<Row>;
  readonly legend?: readonly LegendEntry[];
  readonly onToggle?: (id: string) => void;
  /** Below the picture, as wide as it. */
  readonly foot?: ReactNode;
  readonly children: (width: number) => ReactNode;
}

export const CHART_HEIGHT = 240;
/** Narrower than this no axis can be read; the picture then scrolls. */
const WIDTH_MIN = 240;

/** What is around every picture: its name and unit, legend, table of the same figures, files, and what stands in its place. */
export function ChartFrame<Row extends object>(props: ChartFrameProps<Row>) {
  const { name, unit, note, figures, legend = [], height = CHART_HEIGHT } = props;
  const [asTable, setAsTable] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const width = useElementWidth(body);
  const isReady = props.loading !== true && props.failure === undefined && !props.isEmpty;
  return (
    <figure aria-label={name} className="flex min-w-0 flex-col pb-2">
      <figcaption className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-0.5 px-4">
        <span className="text-xs font-semibold">
          {name}
          {unit !== '' && <span className="font-normal text-faint"> {unit}</span>}
        </span>
        {note !== undefined && <span className="text-2xs text-faint">{note}</span>}
        {isReady && legend.length > 1 && <Legend entries={legend} onToggle={props.onToggle} />}
        <span className="ml-auto flex items-center gap-1">
          {isReady && <ChartTools {...{ name, unit, figures, legend, body, asTable }} onTable={setAsTable} />}
        </span>
      </figcaption>
      <div ref={body} className="relative mx-4 min-w-0 overflow-x-auto overflow-y-hidden" style={{ minHeight: height }}>
        {isReady && !asTable && width !== undefined && props.children(Math.max(WIDTH_MIN, width))}
        {isReady && asTable && <FiguresTable name={name} figures={figures} height={height} />}
        {!isReady && <Notice {...props} height={height} />}
        {isReady && width === undefined && <PlotSkeleton height={height} />}
      </div>
      {isReady && !asTable && props.foot}
    </figure>
  );
}

interface ToolsProps<Row extends object> {
  readonly name: string;
  readonly unit: string;
  readonly figures: Figures<Row>;
  readonly legend: readonly LegendEntry[];
  readonly body: RefObject<HTMLDivElement | null>;
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
}

function ChartTools<Row extends object>({ name, unit, figures, legend, body, asTable, onTable }: ToolsProps<Row>) {
  const [failed, setFailed] = useState(false);
  const savePicture = () => {
    const title = unit === '' ? name : `${name}, ${unit}`;
    const saved =
      body.current === null
        ? Promise.reject(new Error('no picture'))
        : downloadPng(body.current, { name, title, legend });
    saved.then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <>
      <span role="status" className="text-2xs text-stopped">
        {failed ? 'The picture could not be made' : ''}
      </span>
      <Button look="quiet" size="sm" aria-pressed={asTable} onClick={() => onTable(!asTable)}>
        Table
      </Button>
      {!asTable && (
        <>
          <Button look="quiet" size="sm" title="Download the picture as PNG" onClick={savePicture}>
            PNG
          </Button>
          <Button
            look="quiet"
            size="sm"
            title="Download the figures of the picture as CSV"
            onClick={() => downloadCsv(name, toCsv(figures.columns, figures.rows))}
          >
            CSV
          </Button>
        </>
      )}
    </>
  );
}

interface FiguresTableProps<Row extends object> {
  readonly name: string;
  readonly figures: Figures<Row>;
  readonly height: number;
}

function FiguresTable<Row extends object>({ name, figures, height }: FiguresTableProps<Row>) {
  const room = Math.max(3, Math.floor((height - 34) / ROW_HEIGHT) - 1);
  return (
    <DataTable
      name={`${name}, figures`}
      columns={figures.columns}
      rows={figures.rows}
      rowKey={figures.rowKey}
      rowsInSight={room}
      empty={null}
    />
  );
}

/** What stands in place of a picture that is not there. */
function Notice({ name, height, loading, failure, onRetry, empty }: ChartProps & { height: number }) {
  if (failure !== undefined)
    return (
      <ErrorState title={`${name} could not be loaded`} onRetry={() => onRetry?.()}>
        {failure}
      </ErrorState>
    );
  if (loading === true) return <PlotSkeleton height={height} />;
  return empty ?? <EmptyState title="Nothing to draw">There is no figure in this range.</EmptyState>;
}
