import { isResting } from '@fairlead/core/routing/order-kind';
import { classNames } from '@fairlead/ui/class-names';
import type { Column } from '@fairlead/ui/column';
import { SplitBar } from '@fairlead/ui/split-bar';
import { sentenceOf } from '@/words/code-words';
import { formatBps, formatQuantity, formatShare } from '@/words/figures';
import { MODE_NAMES, OBJECTIVE_NAMES } from '@/words/order-words';
import type { AlternativeRow, Measure } from './alternative-rows';

interface MeasureColumn {
  readonly id: Measure;
  readonly header: string;
  readonly unit?: string;
  readonly width: number;
  readonly priority: 1 | 2 | 3;
  readonly hint: string;
  readonly format: (value: number) => string;
}

const MEASURE_COLUMNS: readonly MeasureColumn[] = [
  {
    id: 'cost_bps',
    header: 'Cost',
    unit: 'bps',
    width: 82,
    priority: 1,
    hint: 'Expected with fees against the mid, of what is sent; negative is better than mid',
    format: formatBps,
  },
  {
    id: 'fill_rate',
    header: 'Filled',
    width: 86,
    priority: 1,
    hint: 'Share of the quantity that is expected to be filled by this wave alone',
    format: formatShare,
  },
  {
    id: 'time_ms',
    header: 'Time',
    unit: 'ms',
    width: 84,
    priority: 3,
    hint: 'Until the slowest venue has answered',
    format: (value) => value.toFixed(2),
  },
  {
    id: 'impact_bps',
    header: 'Impact',
    unit: 'bps',
    width: 84,
    priority: 3,
    hint: 'What the market is expected to learn',
    format: formatBps,
  },
];

/** The columns of the comparison: the strategy, where it sends, and what that is expected to come to. */
export const ALTERNATIVE_COLUMNS: readonly Column<AlternativeRow>[] = [
  {
    id: 'strategy',
    header: 'Objective',
    width: 138,
    grow: true,
    priority: 1,
    hint: 'Objectives that come to the same plan stand together; the one that was asked for is marked',
    value: strategyText,
    cell: (row) => <Strategy row={row} />,
  },
  { id: 'mode', header: 'Mode', width: 80, priority: 1, value: (row) => MODE_NAMES[row.mode] },
  ...MEASURE_COLUMNS.map(measureColumn),
  {
    id: 'venues',
    header: 'Venues',
    width: 260,
    priority: 2,
    hint: 'Where the quantity would have gone; hollow rests in the book, hatched goes nowhere',
    value: (row) => row.slices.map(({ venue_id, quantity }) => `${venue_id} ${quantity}`).join(' · '),
    cell: (row) => <Venues row={row} />,
  },
];

function measureColumn({ format, ...column }: MeasureColumn): Column<AlternativeRow> {
  const value = (row: AlternativeRow) => (row.slices.length === 0 ? null : row.expected[column.id]);
  return {
    ...column,
    align: 'right',
    value,
    cell: (row) => {
      const figure = value(row);
      if (figure === null) return '–';
      const isBest = row.best.has(column.id);
      return (
        <span className={classNames(isBest && 'font-semibold text-good')}>
          {isBest && <span className="text-2xs font-normal">best </span>}
          {format(figure)}
        </span>
      );
    },
  };
}

function strategyText({ objectives }: AlternativeRow): string {
  return objectives.length === OBJECTIVES ? 'Every objective' : listed(objectives);
}

const OBJECTIVES = Object.keys(OBJECTIVE_NAMES).length;
const listed = (objectives: AlternativeRow['objectives']): string =>
  objectives.map((objective) => OBJECTIVE_NAMES[objective]).join(', ');

function Strategy({ row }: { row: AlternativeRow }) {
  const { asked, objectives } = row;
  if (asked === null) return strategyText(row);
  const others = objectives.filter((objective) => objective !== asked);
  const same = others.length === OBJECTIVES - 1 ? 'every other' : listed(others);
  return (
    <span title={strategyText(row)}>
      <span className="mr-1.5 rounded-sm border border-accent/50 px-1 text-2xs text-accent">asked</span>
      <span className="font-semibold">{OBJECTIVE_NAMES[asked]}</span>
      {same !== '' && `, ${same}`}
    </span>
  );
}

function Venues({ row }: { row: AlternativeRow }) {
  if (row.slices.length === 0)
    return (
      <span className="text-faint">{row.unallocatedCode === null ? 'nothing' : sentenceOf(row.unallocatedCode)}</span>
    );
  const parts = row.slices.map(({ venue_id, quantity, order_kind }, index) => ({
    id: `${venue_id}-${index}`,
    label: venue_id,
    amount: quantity,
    resting: isResting(order_kind),
  }));
  return <SplitBar parts={parts} rest={row.unallocated} format={formatQuantity} />;
}
