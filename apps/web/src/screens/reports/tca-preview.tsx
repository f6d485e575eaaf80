'use client';

import { BENCHMARKS, TCA_COSTS, type TcaCost } from '@fairlead/core/analytics/benchmark';
import { CUT_NAMES, marketName } from '@fairlead/core/analytics/dimension-names';
import { COST_NAMES, GAP_WORDS, HOW_TO_READ_COSTS, TCA_PART_NAMES } from '@fairlead/core/analytics/tca-names';
import { TCA_DIMENSIONS, type TcaDimension } from '@fairlead/core/analytics/tca-tally';
import type { ReportRun } from '@/rows/report-run';
import type { TcaFigures, TcaRow } from '@/rows/tca-figures';
import { formatQuantity } from '@/words/figures';
import { periodWords, whoseWords } from '@/words/report-words';
import { formatBoundText, formatDollars } from '@/words/risk-words';
import {
  bpsText,
  costOf,
  gapsOf,
  measuredWords,
  missingOf,
  shownRows,
  type TcaGap,
  tcaRowWords,
} from '@/words/tca-words';
import { FormLabel, FormPart, FormSheet } from './form-sheet';
import { type FormHead, type FormRow, FormTable } from './form-table';

const COST_HEADS: readonly FormHead[] = [
  ...['Orders', 'Executed', 'Notional', 'Fees'].map((text) => ({ text })),
  ...BENCHMARKS.flatMap(() => [{ text: 'bps' }, { text: 'Cost' }, { text: 'Orders' }]),
];

interface TcaPreviewProps {
  readonly costs: TcaFigures;
  readonly run: ReportRun;
}

/** What orders cost against arrival, interval and close: all of them and by what they are told apart by, with what could not be measured. */
export function TcaPreview({ costs, run }: TcaPreviewProps) {
  const { markets, by } = costs;
  const tables = [
    { dimension: null, title: 'All orders', rows: markets },
    ...TCA_DIMENSIONS.map((dimension) => ({ dimension, title: TCA_PART_NAMES[dimension], rows: by[dimension] })),
  ].filter(({ rows }) => rows.length > 0);
  return (
    <FormSheet
      title="Transaction Costs"
      lines={[...(run.firm === null ? [] : [run.firm.bd]), whoseWords(run), periodWords(run)]}
      note={HOW_TO_READ_COSTS}
      simulated={run.simulated}
    >
      <div className="border-t border-line px-6 pb-6 max-sm:px-3">
        {tables.length === 0 && <p className="py-4 text-sm text-muted">No orders were received in this time.</p>}
        {tables.map((table) => (
          <FormPart key={table.title} title={table.title}>
            <CostTables {...table} />
          </FormPart>
        ))}
        <Reasons rows={[...markets, ...by.SOURCE]} />
      </div>
    </FormSheet>
  );
}

interface CostTablesProps {
  /** Null is all orders. */
  readonly dimension: TcaDimension | null;
  readonly title: string;
  readonly rows: readonly TcaRow[];
}

function CostTables({ dimension, title, rows }: CostTablesProps) {
  const shown = shownRows(rows);
  // One market is named once, with all orders.
  const isMixed = dimension !== null && new Set(rows.map(marketName)).size > 1;
  const namesOf = (row: TcaRow) => [tcaRowWords(dimension, row), ...(isMixed ? [marketName(row)] : [])];
  const first = dimension === null ? 'Market' : CUT_NAMES[dimension];
  const names: readonly FormHead[] = [first, ...(isMixed ? ['Market'] : [])].map((text) => ({ text }));
  return (
    <div className="pt-2">
      <div className="max-h-120 overflow-y-auto">
        <FormTable
          label={title}
          least={1_000}
          heads={[costGroups(names.length), [...names, ...COST_HEADS]]}
          rows={shown.map((row) => costRow(row, namesOf(row)))}
        />
      </div>
      {shown.length < rows.length && (
        <p className="py-1 text-2xs text-muted">
          The {formatQuantity(shown.length)} of {formatQuantity(rows.length)} with the largest notional. The CSV has
          every order.
        </p>
      )}
      <LeftTable title={title} names={names} rows={shown} namesOf={namesOf} />
      <GapTable title={title} names={names} rows={shown} namesOf={namesOf} />
    </div>
  );
}

function costGroups(names: number): readonly FormHead[] {
  return [{ text: '', span: names + 4 }, ...BENCHMARKS.map((benchmark) => ({ text: COST_NAMES[benchmark], span: 3 }))];
}

const plain = (key: string, figure: string | null) => ({ key, figure, place: null });

function costRow(row: TcaRow, names: readonly string[]): FormRow {
  return {
    key: keyOf(row),
    names,
    figures: [
      plain('orders', formatQuantity(row.orders)),
      plain('executed', formatBoundText(row.filled_quantity)),
      plain('notional', formatDollars(row.notional)),
      plain('fees', formatDollars(row.fees)),
      ...BENCHMARKS.flatMap((benchmark) => costFigures(row, benchmark)),
    ],
  };
}

function costFigures(row: TcaRow, cost: TcaCost) {
  const told = costOf(row, cost);
  const bps = told?.cost_bps ?? null;
  return [
    plain(`${cost} bps`, bps === null ? null : bpsText(bps)),
    plain(`${cost} cost`, told === undefined || told.orders === 0 ? null : formatDollars(told.cost)),
    plain(`${cost} orders`, measuredWords(row, cost)),
  ];
}

const keyOf = ({ key, currency, unit }: TcaRow): string => JSON.stringify([key, currency, unit]);

interface OrdersTableProps {
  readonly title: string;
  readonly names: readonly FormHead[];
  readonly rows: readonly TcaRow[];
  readonly namesOf: (row: TcaRow) => readonly string[];
}

const LEFT_COSTS = ['OPPORTUNITY', 'SHORTFALL'] as const;
const LEFT_HEADS: readonly FormHead[] = [
  ...['Orders', 'Left'].map((text) => ({ text })),
  ...LEFT_COSTS.flatMap(() => [{ text: 'bps' }, { text: 'Cost' }, { text: 'Orders' }]),
];

/** What was left of orders that were not executed whole, what that cost, and what the orders cost as a whole. */
function LeftTable({ title, names, rows, namesOf }: OrdersTableProps) {
  const left = rows.filter((row) => (row.left_orders ?? 0) > 0);
  if (left.length === 0) return null;
  return (
    <>
      <FormLabel>Not executed whole</FormLabel>
      <div className="max-h-120 overflow-y-auto">
        <FormTable
          label={`${title}: not executed whole`}
          least={680}
          heads={[
            [{ text: '', span: names.length + 2 }, ...LEFT_COSTS.map((cost) => ({ text: COST_NAMES[cost], span: 3 }))],
            [...names, ...LEFT_HEADS],
          ]}
          rows={left.map((row) => ({
            key: keyOf(row),
            names: namesOf(row),
            figures: [
              plain('left orders', formatQuantity(row.left_orders ?? 0)),
              plain('left', formatBoundText(row.left_quantity ?? '0')),
              ...LEFT_COSTS.flatMap((cost) => costFigures(row, cost)),
            ],
          }))}
        />
      </div>
    </>
  );
}

/** Nothing where none is missing, so that what is missing stands out. */
function missingWords(row: TcaRow, gap: TcaGap): string | null {
  const missing = missingOf(row, gap);
  return missing === 0 ? null : formatQuantity(missing);
}

/** Which rows have orders without a benchmark, how many, and why. */
function GapTable({ title, names, rows, namesOf }: OrdersTableProps) {
  const gaps = gapsOf(rows);
  if (gaps.length === 0) return null;
  const groups = TCA_COSTS.map((cost) => ({
    text: COST_NAMES[cost],
    span: gaps.filter((each) => each.cost === cost).length,
  })).filter(({ span }) => span > 0);
  return (
    <>
      <FormLabel>Not measured, orders</FormLabel>
      <div className="max-h-120 overflow-y-auto">
        <FormTable
          label={`${title}: not measured`}
          least={420}
          heads={[
            [{ text: '', span: names.length }, ...groups],
            [...names, ...gaps.map(({ gap }) => ({ text: GAP_WORDS[gap].name }))],
          ]}
          rows={rows
            .filter((row) => gaps.some((gap) => missingOf(row, gap) > 0))
            .map((row) => ({
              key: keyOf(row),
              names: namesOf(row),
              figures: gaps.map((gap) => plain(`${gap.cost} ${gap.gap}`, missingWords(row, gap))),
            }))}
        />
      </div>
    </>
  );
}

/** What the reasons mean that stand above. */
function Reasons({ rows }: { readonly rows: readonly TcaRow[] }) {
  const reasons = [...new Set(gapsOf(rows).map(({ gap }) => gap))];
  if (reasons.length === 0) return null;
  return (
    <FormPart title="Why a cost is not known">
      <dl className="grid gap-x-4 gap-y-1 py-2 text-sm sm:grid-cols-[minmax(0,120px)_minmax(0,1fr)]">
        {reasons.map((gap) => (
          <div key={gap} className="contents">
            <dt className="font-medium">{GAP_WORDS[gap].name}</dt>
            <dd className="text-muted">{GAP_WORDS[gap].why}</dd>
          </div>
        ))}
      </dl>
    </FormPart>
  );
}
