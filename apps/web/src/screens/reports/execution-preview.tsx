'use client';

import { LEFT_OUT_REASONS } from '@fairlead/rule606/rule605/covered-order';
import { SUMMARY_FIGURES } from '@fairlead/rule606/rule605/summary-columns';
import { coveredCell, coveredText, type ExecutionFigures } from '@/rows/execution-figures';
import {
  LEFT_OUT_WORDS,
  SUMMARY_FIGURE_WORDS,
  SUMMARY_TYPE_WORDS,
  sizeClassWords,
  summaryFigureText,
} from '@/words/execution-words';
import { formatQuantity } from '@/words/figures';
import { monthWords } from '@/words/report-words';
import { FormPart, FormSheet } from './form-sheet';
import { type FormHead, type FormRow, FormTable } from './form-table';
import { RestsOn } from './rests-on';

const NOTE =
  'Report under Rule 605(a)(2) of Regulation NMS: market orders, and marketable limit orders that are neither immediate or cancel nor stops, by notional. Spreads and improvement are in percent of the midpoint. The detailed report, Rule 605(a)(1), is in its file. Press a figure to see the orders behind it.';
const HEADS: readonly FormHead[] = [
  { text: 'Type' },
  { text: 'Size, USD' },
  ...SUMMARY_FIGURES.map((name) => ({ text: SUMMARY_FIGURE_WORDS[name].name })),
];
const STOCKS = [
  ['Y', 'S&P 500 Stocks'],
  ['N', 'Other Stocks'],
] as const;

interface ExecutionPreviewProps {
  readonly execution: ExecutionFigures;
  readonly simulated: boolean;
}

/** The execution quality of a month: its summary, what it leaves out, and what it rests on. */
export function ExecutionPreview({ execution, simulated }: ExecutionPreviewProps) {
  const [year = 0, month = 0] = execution.month.split('-').map(Number);
  const { participant, entity, detail } = execution;
  return (
    <FormSheet
      title="Order Execution Quality Summary Report"
      lines={[execution.bd, monthWords({ year, month }), `Designated participant ${participant}, code ${entity}`]}
      note={NOTE}
      simulated={simulated}
    >
      <div className="border-t border-line px-6 pb-6 max-sm:px-3">
        {STOCKS.map(([sp500, title]) => {
          const rows = execution.summary.filter((row) => row.sp500 === sp500);
          return (
            <FormPart key={sp500} title={title}>
              <div className="pt-2">
                {rows.length === 0 ? (
                  <p className="py-1 text-sm text-muted">The month has no such order.</p>
                ) : (
                  <FormTable label={title} heads={[HEADS]} least={980} rows={rows.map(summaryRow)} isDense />
                )}
              </div>
            </FormPart>
          );
        })}
        <FormPart title="Orders">
          <p className="py-2 text-sm">
            {formatQuantity(execution.orders.covered)} orders are covered; the detailed report has{' '}
            {formatQuantity(detail.rows)} rows, in {detail.file}.
          </p>
          <LeftOut execution={execution} />
        </FormPart>
        <RestsOn settings={execution.settings} recalled={execution.recalled} />
      </div>
    </FormSheet>
  );
}

function summaryRow({ sp500, type, size, figures }: ExecutionFigures['summary'][number]): FormRow {
  const cell = coveredCell.safeParse({ cell: 'SUMMARY', sp500: sp500 === 'Y', type, size: Number(size) });
  const place = cell.success ? coveredText(cell.data) : null;
  return {
    key: `${type} ${size}`,
    names: [SUMMARY_TYPE_WORDS[type], sizeClassWords(Number(size))],
    // All figures of a row are of the same orders: the first leads to them.
    figures: SUMMARY_FIGURES.map((name, index) => ({
      key: name,
      figure: summaryFigureText(name, figures[name]),
      place: index === 0 ? place : null,
    })),
  };
}

function LeftOut({ execution }: Pick<ExecutionPreviewProps, 'execution'>) {
  const { leftOut } = execution.orders;
  const reasons = LEFT_OUT_REASONS.filter((reason) => (leftOut[reason] ?? 0) > 0);
  if (reasons.length === 0) return <p className="pb-2 text-sm text-muted">None was left out.</p>;
  return (
    <FormTable
      label="Orders left out"
      heads={[[{ text: 'Left out' }, { text: 'Orders' }]]}
      least={320}
      rows={reasons.map((reason) => ({
        key: reason,
        names: [LEFT_OUT_WORDS[reason]],
        figures: [
          {
            key: 'orders',
            figure: formatQuantity(leftOut[reason] ?? 0),
            place: coveredText({ cell: 'LEFT_OUT', reason }),
          },
        ],
      }))}
    />
  );
}
