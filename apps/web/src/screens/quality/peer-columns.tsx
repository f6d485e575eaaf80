import type { OrderClassification } from '@fairlead/core/order-life/classification';
import { classNames } from '@fairlead/ui/class-names';
import type { Column } from '@fairlead/ui/column';
import type { PeerExecutions, PeerFile } from '@/rows/peers';
import { formatQuantity } from '@/words/figures';
import { detailTypeWords, faultWords } from '@/words/peer-words';
import type { PeerLine, RoutingLine } from './peer-line';

/** A zero has no sign. */
const minus = (text: string): string => (Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−'));
const bps = (value: number): string => minus(value.toFixed(2));
const percent = (value: number): string => (value * 100).toFixed(1);
const ratio = (value: number): string => minus(value.toFixed(3));
const seconds = (value: number): string => (value < 100 ? value.toFixed(2) : formatQuantity(Math.round(value)));

interface NamedFirm {
  readonly firm: string;
  readonly isOwn: boolean;
  readonly note: string;
}

/** The firm; ours stands out by its weight, and by what it says beside it. */
function firmColumn<Row extends NamedFirm>(width: number): Column<Row> {
  return {
    ...{ id: 'firm', header: 'Firm', width, grow: true, priority: 1 },
    value: ({ firm }) => firm,
    cell: ({ firm, isOwn, note }) => (
      <span title={`${firm}: ${note}`} className="flex items-baseline gap-1.5">
        <span className={classNames('truncate', isOwn && 'font-semibold')}>{firm}</span>
        <span className="shrink-0 text-2xs text-faint max-sm:sr-only">{note}</span>
      </span>
    ),
  };
}

interface Figure {
  readonly id: string;
  readonly header: string;
  readonly unit?: string;
  readonly hint: string;
  readonly priority: 1 | 2 | 3;
  readonly of: (row: PeerLine) => number | null;
  readonly format: (value: number) => string;
}

const WIDTHS: Readonly<Record<string, number>> = { improvement: 122, '15s': 126, '1m': 132, better: 112 };

const lineColumn = ({ of, format, ...head }: Figure): Column<PeerLine> => ({
  ...{ ...head, align: 'right', width: WIDTHS[head.id] ?? 98, value: of },
  cell: (row) => {
    const value = of(row);
    return value === null ? <span className="text-faint">–</span> : format(value);
  },
});

/** Summaries of Rule 605 beside each other. */
export const PEER_LINE_COLUMNS: readonly Column<PeerLine>[] = [
  firmColumn(200),
  {
    ...{
      id: 'eq',
      header: 'E/Q',
      hint: 'Effective over quoted spread, as printed: less is better',
      align: 'right',
      width: 98,
      priority: 1,
    },
    value: ({ eq }) => eq,
    cell: ({ eq, isHundredfold }) => {
      if (eq === null) return <span className="text-faint">–</span>;
      if (!isHundredfold) return ratio(eq);
      return (
        <span className="text-degraded" title="Written a hundredfold by the firm: a fraction is asked for">
          {eq.toFixed(1)} ×100
        </span>
      );
    },
  },
  lineColumn({
    id: 'effective',
    header: 'Effective',
    unit: 'bps',
    hint: 'Average effective spread over the average midpoint',
    priority: 1,
    of: (row) => row.effectiveBps,
    format: bps,
  }),
  lineColumn({
    id: 'quoted',
    header: 'Quoted',
    unit: 'bps',
    hint: 'Average quoted spread over the average midpoint',
    priority: 3,
    of: (row) => row.quotedBps,
    format: bps,
  }),
  lineColumn({
    id: 'improved',
    header: 'Improved',
    unit: '%',
    hint: 'Shares executed inside the quote',
    priority: 2,
    of: (row) => row.improved,
    format: percent,
  }),
  lineColumn({
    id: 'better',
    header: 'At or better',
    unit: '%',
    hint: 'Shares executed at the quote or inside it',
    priority: 2,
    of: (row) => row.atOrBetter,
    format: percent,
  }),
  lineColumn({
    id: 'improvement',
    header: 'Improvement',
    unit: 'bps',
    hint: 'Improvement less what was executed outside the quote',
    priority: 2,
    of: (row) => row.improvementBps,
    format: bps,
  }),
  lineColumn({
    id: '15s',
    header: 'Realised 15 s',
    unit: 'bps',
    hint: 'Realised spread 15 seconds after',
    priority: 3,
    of: (row) => row.realised15sBps,
    format: bps,
  }),
  lineColumn({
    id: '1m',
    header: 'Realised 1 min',
    unit: 'bps',
    hint: 'Realised spread a minute after',
    priority: 3,
    of: (row) => row.realised1mBps,
    format: bps,
  }),
  lineColumn({
    id: 'time',
    header: 'Time',
    unit: 's',
    hint: 'Average time to execution',
    priority: 3,
    of: (row) => row.seconds,
    format: seconds,
  }),
];

type SymbolRow = PeerExecutions['of_symbol'][number];
const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
const symbolColumn = (
  head: { readonly id: string; readonly header: string; readonly unit?: string; readonly priority: 1 | 2 | 3 },
  of: (row: SymbolRow) => string | null,
  format: (value: number) => string,
): Column<SymbolRow> => ({
  ...{ ...head, align: 'right', width: 108, value: (row) => numberOf(of(row)) },
  cell: (row) => {
    const value = numberOf(of(row));
    return value === null ? <span className="text-faint">–</span> : format(value);
  },
});

/** Detailed files of one symbol beside each other. */
export const SYMBOL_COLUMNS: readonly Column<SymbolRow>[] = [
  { id: 'firm', header: 'Firm', width: 120, grow: true, priority: 1, value: ({ firm }) => firm },
  {
    id: 'type',
    header: 'Type',
    width: 160,
    priority: 1,
    value: ({ type }) => type,
    cell: ({ type }) => detailTypeWords(type),
  },
  symbolColumn(
    { id: 'shares', header: 'Executed', unit: 'shares', priority: 1 },
    (row) => row.executed_shares,
    formatQuantity,
  ),
  symbolColumn({ id: 'eq', header: 'E/Q', priority: 1 }, (row) => row.effective_over_quoted, ratio),
  symbolColumn(
    { id: 'effective', header: 'Effective', unit: 'USD/sh', priority: 2 },
    (row) => row.effective,
    (value) => minus(value.toFixed(4)),
  ),
  symbolColumn(
    { id: 'quoted', header: 'Quoted', unit: 'USD/sh', priority: 3 },
    (row) => row.quoted,
    (value) => value.toFixed(4),
  ),
  symbolColumn({ id: 'improved', header: 'Improved', unit: '%', priority: 2 }, (row) => row.improved, percent),
  symbolColumn({ id: 'better', header: 'At or better', unit: '%', priority: 3 }, (row) => row.at_or_better, percent),
];

const TYPES: readonly { readonly type: OrderClassification; readonly words: string }[] = [
  { type: 'MARKET', words: 'Market' },
  { type: 'MARKETABLE_LIMIT', words: 'Marketable' },
  { type: 'NON_MARKETABLE_LIMIT', words: 'Non-mark.' },
  { type: 'OTHER', words: 'Other' },
];

const printedColumn = (
  head: {
    readonly id: string;
    readonly header: string;
    readonly unit: string;
    readonly hint: string;
    readonly priority: 1 | 2 | 3;
  },
  of: (row: RoutingLine) => string | null,
): Column<RoutingLine> => ({
  ...{ ...head, align: 'right', width: head.id === 'orders' ? 84 : 106, value: (row) => numberOf(of(row)) },
  cell: (row) => of(row) ?? <span className="text-faint">–</span>,
});

/** Reports on routing beside each other, as printed. */
export const ROUTING_COLUMNS: readonly Column<RoutingLine>[] = [
  firmColumn(190),
  { id: 'venue', header: 'Routes to', width: 170, priority: 1, value: ({ venue }) => venue },
  printedColumn(
    { id: 'orders', header: 'Orders', unit: '%', hint: 'Of all non-directed orders', priority: 1 },
    ({ figures }) => figures.orderPct,
  ),
  ...TYPES.map(({ type, words }) =>
    printedColumn(
      {
        id: `pct-${type}`,
        header: words,
        unit: '%',
        hint: `Of all non-directed orders of the type: ${words}`,
        priority: 3,
      },
      ({ figures }) => figures.byType[type].pct,
    ),
  ),
  ...TYPES.map(({ type, words }) =>
    printedColumn(
      {
        id: `net-${type}`,
        header: words,
        unit: '¢/100',
        hint: 'Net payment in cents per hundred shares; above zero the firm received it',
        priority: 2,
      },
      ({ figures }) => figures.byType[type].netCph,
    ),
  ),
];

/** One kind of fault of one file. */
export interface DefectLine {
  readonly key: string;
  readonly file: string;
  readonly code: string;
  readonly count: number;
  readonly place: string;
  readonly found: string;
}

export function defectLines(files: readonly PeerFile[]): readonly DefectLine[] {
  return files.flatMap(({ id, file_name: file, defects }) =>
    defects.map(({ code, count, first }) => {
      const { place = '', found = null } = first[0] ?? {};
      return { key: `${id} ${code}`, file, code, count, place, found: found ?? '' };
    }),
  );
}

export const DEFECT_COLUMNS: readonly Column<DefectLine>[] = [
  { id: 'file', header: 'File', width: 180, grow: true, priority: 1, value: ({ file }) => file },
  {
    ...{ id: 'code', header: 'Fault', width: 170, priority: 1 },
    value: ({ code }) => code,
    cell: ({ code }) => (
      <span title={faultWords(code)} className="font-mono text-2xs">
        {code}
      </span>
    ),
  },
  {
    ...{ id: 'says', header: 'What it is', width: 300, grow: true, priority: 3 },
    value: ({ code }) => faultWords(code),
    cell: ({ code }) => <span title={faultWords(code)}>{faultWords(code)}</span>,
  },
  { id: 'count', header: 'Times', align: 'right', width: 70, priority: 1, value: ({ count }) => count },
  { id: 'place', header: 'First at', width: 220, grow: true, priority: 2, value: ({ place }) => place },
  { id: 'found', header: 'What stands there', width: 130, priority: 4, value: ({ found }) => found },
];
