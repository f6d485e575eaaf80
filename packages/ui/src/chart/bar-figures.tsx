import type { Column } from '../column';
import type { ChartTone } from './chart-tone';

/** The figure of a name in a series. Without a value it is not known, which is not zero. */
export interface BarFigure {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** What the value may not pass. */
  readonly limit?: number | null;
}

/** A name with its figure in each series, by the series' id. */
export interface BarRow {
  readonly id: string;
  readonly label: string;
  readonly figures: Readonly<Record<string, BarFigure>>;
}

export interface BarSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: ChartTone;
}

const ENDS = { value: '', low: ', low', high: ', high', limit: ', limit' } as const;
type End = keyof typeof ENDS;

/** Every number that the picture must have room for. */
export function numbersOf(rows: readonly BarRow[], series: readonly BarSeries[]): readonly number[] {
  const figures = rows.flatMap((row) => series.map(({ id }) => row.figures[id]));
  return figures.flatMap((figure) => [figure?.value, figure?.low, figure?.high, figure?.limit].filter(isNumber));
}

export function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A column a series, and one for each end of an interval and for limits where there are any. */
export function barColumns(
  rows: readonly BarRow[],
  series: readonly BarSeries[],
  { unit, header, format }: { unit: string; header: string; format: (value: number) => string },
): readonly Column<BarRow>[] {
  const name: Column<BarRow> = { id: 'name', header, width: 140, grow: true, value: (row) => row.label };
  const figures = series.flatMap(({ id, label }) => {
    const numberAt = (row: BarRow, end: End) => row.figures[id]?.[end] ?? null;
    const isThere = (end: End) => end === 'value' || rows.some((row) => numberAt(row, end) !== null);
    const ends: readonly End[] = ['value', 'low', 'high', 'limit'];
    return ends.filter(isThere).map((end): Column<BarRow> => {
      const cell = (row: BarRow) => {
        const number = numberAt(row, end);
        return number === null ? '–' : format(number);
      };
      return {
        id: `${id}.${end}`,
        header: `${label}${ENDS[end]}`,
        unit,
        align: 'right',
        width: 110,
        value: (row) => numberAt(row, end),
        cell,
      };
    });
  });
  return [name, ...figures];
}

/** One figure as read out: the value, its interval, its limit and the part of it that is used. */
export function barWords(figure: BarFigure | undefined, unit: string, format: (value: number) => string): string {
  if (figure === undefined || figure.value === null) return 'no data';
  const { value, low, high, limit } = figure;
  const said = [`${format(value)} ${unit}`.trim()];
  if (isNumber(low) && isNumber(high)) said.push(`(${format(low)} to ${format(high)})`);
  if (isNumber(limit)) said.push(`of ${format(limit)}${limit > 0 ? `, ${Math.round((value / limit) * 100)} %` : ''}`);
  return said.join(' ');
}
