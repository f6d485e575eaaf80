import { formatScaled } from '@fairlead/core/money/scaled';
import type { Finding } from '../finding/finding.ts';
import type { LeftOutReason } from './covered-order.ts';
import type { DetailReport, Reporter } from './detail-report.ts';
import type { Rule605Rules } from './filled-groups.ts';
import { HORIZONS, type Horizon } from './order-facts.ts';
import { RECALLED_RULES, type Rule605Setting, type Rule605Settings } from './settings.ts';
import { SUMMARY_FIGURES, type SummaryFigure, type SummaryRow } from './summary-columns.ts';
import { type Unmeasured, unmeasuredOf } from './unmeasured.ts';

/** A choice as a person reads it; `verified` is false where nobody has seen a source that says so. */
type ShownSetting = Rule605Setting<string>;

/** What a run of the report tells besides its files, as JSON: numbers that a file has are texts as they stand in it. */
export interface ExecutionReportFigures {
  readonly bd: string;
  readonly participant: string;
  readonly entity: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly simulated: boolean;
  /** The detailed file, which is too long to stand here. */
  readonly detail: { readonly rows: number; readonly file: string };
  readonly summary: readonly {
    /** Y or N. */
    readonly sp500: string;
    readonly type: string;
    readonly size: string;
    /** What is not in it is empty. */
    readonly figures: Readonly<Partial<Record<SummaryFigure, string>>>;
  }[];
  readonly orders: { readonly covered: number; readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>> };
  readonly unmeasured: {
    /** Executed shares by how long after them the market is not known. */
    readonly laterShares: Readonly<Record<Horizon, string>>;
    readonly displayedSizeOrders: number;
    readonly bestDisplayedOrders: number;
    readonly printedOrders: number;
    readonly printedOnExchangesOrders: number;
  };
  readonly settings: readonly ShownSetting[];
  readonly recalled: typeof RECALLED_RULES;
}

/** What a report was made of. */
export interface MadeReport {
  readonly bd: string;
  readonly reporter: Reporter;
  readonly simulated: boolean;
  readonly report: DetailReport;
  readonly summary: readonly SummaryRow[];
  readonly covered: number;
  readonly leftOut: ReadonlyMap<LeftOutReason, number>;
  /** The name under which the detailed file is published. */
  readonly detailFile: string;
}

const SHARE_DECIMALS = 8;
const FIGURE_DECIMALS = 6;

/** What a run tells of a report, with every choice that it rests on. */
export function executionReportFigures(made: MadeReport, rules: Rule605Rules): ExecutionReportFigures {
  const { bd, reporter, simulated, report, summary, covered, leftOut, detailFile } = made;
  const rows = report.sums();
  const unmeasured = unmeasuredOf(rows, reporter.month, rules);
  return {
    ...{ bd, participant: reporter.participant, entity: reporter.entity, month: reporter.month, simulated },
    detail: { rows: rows.length, file: detailFile },
    summary: summary.map(({ sp500, type, size, figures }) => ({ sp500, type, size, figures: textsOf(figures) })),
    orders: { covered, leftOut: Object.fromEntries(leftOut) },
    unmeasured: {
      laterShares: sharesOf(unmeasured),
      displayedSizeOrders: Number(unmeasured.displayedSizeOrders),
      bestDisplayedOrders: Number(unmeasured.bestDisplayedOrders),
      printedOrders: Number(unmeasured.printedOrders),
      printedOnExchangesOrders: Number(unmeasured.printedOnExchangesOrders),
    },
    settings: shownSettings(rules.settings),
    recalled: RECALLED_RULES,
  };
}

/** What of a report a person has to look at before it is published. */
export function executionFindings({ month, orders, unmeasured }: ExecutionReportFigures): Finding[] {
  const { laterShares, displayedSizeOrders, bestDisplayedOrders, printedOrders, printedOnExchangesOrders } = unmeasured;
  const found = (code: Finding['code'], place: string, count: number | string, of: string): Finding[] =>
    Number(count) > 0 ? [{ code, place: `${month} ${place}`, found: `${count} ${of}` }] : [];
  return [
    ...found('MARKET_NOT_RECORDED', 'orders', orders.leftOut.MARKET_UNKNOWN ?? 0, 'orders'),
    ...HORIZONS.flatMap(({ horizon }) =>
      found('LATER_NBBO_UNKNOWN', `realized ${horizon}`, laterShares[horizon], 'shares'),
    ),
    ...found('DISPLAYED_SIZE_UNKNOWN', 'fields 50 and 51', displayedSizeOrders, 'orders'),
    ...found('BEST_DISPLAYED_UNKNOWN', 'fields 45 to 49', bestDisplayedOrders, 'orders'),
    ...found('PRINTS_UNKNOWN', 'field 53', printedOrders, 'orders'),
    ...found('PRINTS_UNKNOWN', 'field 54', printedOnExchangesOrders, 'orders'),
  ];
}

/** Every choice, those of the lots one by one. */
function shownSettings({ lotWords, ...others }: Rule605Settings): ShownSetting[] {
  return [...Object.values(lotWords), ...Object.values(others)].map(shown);
}

function shown({ value, ...rest }: Rule605Setting<string | number | readonly string[]>): ShownSetting {
  return { ...rest, value: typeof value === 'object' ? value.join(' ') : String(value) };
}

function textsOf(figures: ReadonlyMap<SummaryFigure, bigint>): Partial<Record<SummaryFigure, string>> {
  const texts: Partial<Record<SummaryFigure, string>> = {};
  for (const name of SUMMARY_FIGURES) {
    const figure = figures.get(name);
    if (figure !== undefined) texts[name] = formatScaled(figure, FIGURE_DECIMALS);
  }
  return texts;
}

function sharesOf({ laterE8 }: Unmeasured): Record<Horizon, string> {
  const text = (horizon: Horizon) => formatScaled(laterE8[horizon], SHARE_DECIMALS);
  return { '50ms': text('50ms'), '1s': text('1s'), '15s': text('15s'), '1m': text('1m'), '5m': text('5m') };
}
