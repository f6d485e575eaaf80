import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { isResting } from '@fairlead/core/routing/order-kind';
import { classNames } from '@fairlead/ui/class-names';
import type { Column } from '@fairlead/ui/column';
import { SplitBar } from '@fairlead/ui/split-bar';
import type { ReactNode } from 'react';
import { sentenceOf } from '@/words/code-words';
import { againstAsked, fillWords, type PlanFigures } from '@/words/counterfactual-words';
import { formatBps, formatQuantity } from '@/words/figures';
import { MODE_NAMES } from '@/words/order-words';
import type { AlternativeRow, Measure } from './alternative-rows';

/** The strategy. */
const STRATEGY: readonly Column<AlternativeRow>[] = [
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
];

interface MeasureColumn {
  readonly id: Measure;
  readonly header: string;
  readonly unit: string;
  readonly width: number;
  readonly priority: 1 | 3;
  readonly hint: string;
  readonly format: (value: number) => string;
}

const MEASURES: readonly MeasureColumn[] = [
  {
    id: 'cost_bps',
    header: 'Cost',
    unit: 'bps',
    width: 94,
    priority: 1,
    hint: 'Expected with fees against the mid, a unit of what is filled; negative is better than mid',
    format: formatBps,
  },
  {
    id: 'time_ms',
    header: 'Time',
    unit: 'ms',
    width: 92,
    priority: 3,
    hint: 'Until the slowest venue has answered',
    format: (value) => value.toFixed(2),
  },
  {
    id: 'impact_bps',
    header: 'Impact',
    unit: 'bps',
    width: 94,
    priority: 3,
    hint: 'What the market is expected to learn',
    format: formatBps,
  },
];

function measureColumn({ format, ...column }: MeasureColumn): Column<AlternativeRow> {
  const value = (row: AlternativeRow) => (row.slices.length === 0 ? null : row.expected[column.id]);
  const cell = (row: AlternativeRow) => {
    const figure = value(row);
    return figure === null ? '–' : <Figure isBest={row.best.has(column.id)}>{format(figure)}</Figure>;
  };
  return { ...column, align: 'right', value, cell };
}

/** How much each fills, before what that costs. */
const fillColumn = (quantity: number): Column<AlternativeRow> => ({
  id: 'fills',
  header: 'Fills at once',
  width: 132,
  align: 'right',
  priority: 1,
  hint: 'Units that are expected to be filled by this wave alone, of those that were to be placed',
  value: (row) => row.fills,
  cell: (row) => <Figure isBest={row.best.has('fill_rate')}>{fillWords(row.fills, quantity)}</Figure>,
});

const againstColumn = (quantity: number, asked: AlternativeRow | undefined): Column<AlternativeRow> => {
  const value = (row: AlternativeRow) => {
    if (asked === undefined) return null;
    return row === asked ? 'the asked plan' : againstAsked(figuresOf(row), figuresOf(asked), quantity);
  };
  const hint = 'A cost is compared with that of the asked plan only where at least as much is filled';
  return { id: 'against', header: 'Against the asked plan', width: 246, priority: 2, hint, value };
};

const figuresOf = ({ slices, fills, expected }: AlternativeRow): PlanFigures => ({
  sends: slices.length > 0,
  fills,
  costBps: expected.cost_bps,
});

const VENUES: Column<AlternativeRow> = {
  id: 'venues',
  header: 'Venues',
  width: 220,
  priority: 3,
  hint: 'Where the quantity would have gone; hollow rests in the book, hatched goes nowhere',
  value: (row) => row.slices.map(({ venue_id, quantity }) => `${venue_id} ${quantity}`).join(' · '),
  cell: (row) => <Venues row={row} />,
};

/** The columns of the comparison: the strategy, how much it fills, what that costs, beside what was asked for. `quantity` was to be placed. */
export function alternativeColumns(
  quantity: number,
  rows: readonly AlternativeRow[],
): readonly Column<AlternativeRow>[] {
  const asked = rows.find((row) => row.asked !== null);
  return [...STRATEGY, fillColumn(quantity), ...MEASURES.map(measureColumn), againstColumn(quantity, asked), VENUES];
}

function Figure({ isBest, children }: { isBest: boolean; children: ReactNode }) {
  return (
    <span className={classNames(isBest && 'font-semibold text-good')}>
      {isBest && <span className="text-2xs font-normal">best </span>}
      {children}
    </span>
  );
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
