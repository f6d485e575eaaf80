import { LEFT_OUT_REASONS } from '@fairlead/rule606/rule605/covered-order';
import { ALL_BELOW_200000, ORDER_SIZES } from '@fairlead/rule606/rule605/size-class';
import { SUMMARY_FIGURES, SUMMARY_TYPES } from '@fairlead/rule606/rule605/summary-columns';
import { z } from 'zod';
import { shownChoice } from './shown-choice';

const reason = z.enum(LEFT_OUT_REASONS);

/** The execution quality of a month, Rule 605: the summary as it is printed, what it leaves out, and every choice that it rests on. */
export const executionFigures = z.object({
  bd: z.string(),
  participant: z.string(),
  entity: z.string(),
  /** YYYY-MM. */
  month: z.string(),
  detail: z.object({ rows: z.number(), file: z.string() }),
  summary: z.array(
    z.object({
      sp500: z.enum(['Y', 'N']),
      type: z.enum(SUMMARY_TYPES),
      size: z.string(),
      /** Percentages are fractions. What is not in it is empty. */
      figures: z.partialRecord(z.enum(SUMMARY_FIGURES), z.string()),
    }),
  ),
  orders: z.object({ covered: z.number(), leftOut: z.partialRecord(reason, z.number()) }),
  settings: z.array(shownChoice),
  recalled: z.array(z.object({ fields: z.string(), rule: z.string() })),
});
export type ExecutionFigures = z.infer<typeof executionFigures>;

/** Orders of a report of Rule 605: those of a row of the summary, or those that it leaves out for a reason. */
export const coveredCell = z.discriminatedUnion('cell', [
  z.object({
    cell: z.literal('SUMMARY'),
    sp500: z.boolean(),
    type: z.enum(SUMMARY_TYPES),
    size: z.union([z.literal(ORDER_SIZES), z.literal(ALL_BELOW_200000)]),
  }),
  z.object({ cell: z.literal('LEFT_OUT'), reason }),
]);
export type CoveredCell = z.infer<typeof coveredCell>;

/** The key of an order of such a report, after which the next page begins. */
export const coveredKey = z.object({
  symbol: z.string(),
  order_size: z.number(),
  /** Of an imported order an id without a version. */
  source_id: z.guid(),
  terms: z.number(),
});

/** An order of such a report. Quantities are exact decimal texts. */
export const coveredItem = coveredKey.extend({
  source_table: z.string(),
  lot: z.string(),
  order_type: z.string(),
  started_at_us: z.number().nullable(),
  quantity: z.string(),
  executed: z.string(),
});
export type CoveredItem = z.infer<typeof coveredItem>;

/** A cell as it stands in an address. */
export function coveredText(cell: CoveredCell): string {
  return cell.cell === 'LEFT_OUT' ? `OUT.${cell.reason}` : `SUM.${cell.sp500 ? 'Y' : 'N'}.${cell.type}.${cell.size}`;
}

/** The cell that an address names; null where it names none. */
export function coveredOfText(text: string): CoveredCell | null {
  const [kind, first = '', type, size] = text.split('.');
  const named =
    kind === 'OUT'
      ? { cell: 'LEFT_OUT', reason: first }
      : { cell: 'SUMMARY', sp500: first === 'Y', type, size: Number(size) };
  const read = coveredCell.safeParse(named);
  return read.success && coveredText(read.data) === text ? read.data : null;
}
