import { LEFT_OUT_REASONS, type LeftOutReason } from '@fairlead/rule606/rule605/covered-order';
import { ORDER_TYPES, type OrderType } from '@fairlead/rule606/rule605/order-type';
import {
  ALL_BELOW_200000,
  LOT_CLASSES,
  type LotClass,
  ORDER_SIZES,
  type OrderSize,
} from '@fairlead/rule606/rule605/size-class';
import { SUMMARY_TYPES, type SummaryType } from '@fairlead/rule606/rule605/summary-columns';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';
import { isUuid } from './uuid-range.ts';

/** Orders of a report of Rule 605: those of a row of the detailed file, those of a row of the summary, those that it leaves out for a reason. */
export type CoveredCell =
  | {
      readonly cell: 'DETAIL';
      readonly symbol: string;
      readonly lot: LotClass;
      readonly size: OrderSize;
      readonly type: OrderType;
    }
  | {
      readonly cell: 'SUMMARY';
      readonly sp500: boolean;
      readonly type: SummaryType;
      readonly size: OrderSize | typeof ALL_BELOW_200000;
    }
  | { readonly cell: 'LEFT_OUT'; readonly reason: LeftOutReason };

/** Where a page of a cell begins: after the row with this key. */
export interface CoveredItemKey {
  readonly symbol: string;
  readonly order_size: number;
  readonly source_id: string;
  /** Which of its terms, from 1: a replaced order is more than one covered order. */
  readonly terms: number;
}

/** An order of a report. Quantities are exact decimal texts, times microseconds since 1970. */
export interface CoveredItem extends CoveredItemKey {
  readonly source_table: 'orders' | 'imported_orders';
  /** Empty where it is covered; lot and type are empty where it is not. */
  readonly left_out: string;
  readonly lot: string;
  readonly order_type: string;
  readonly sp500: boolean;
  readonly started_at_us: number | null;
  readonly quantity: string;
  readonly executed: string;
}

const TYPE_OF: Readonly<Record<SummaryType, OrderType>> = { M: 'MXXNN', ML: 'LYNNN' };

/** Shows which orders a figure of a report of Rule 605 is made of, and which it leaves out: the rows that its making has left. */
export class CoveredItemsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The orders of a cell in the order of their keys, after one of them or from the first (null), so many at most. */
  async page(
    runId: string,
    cell: CoveredCell,
    { after, limit }: { after: CoveredItemKey | null; limit: number },
  ): Promise<CoveredItem[]> {
    if (!isUuid(runId)) return [];
    const values: unknown[] = [runId];
    const bound = (value: unknown) => `$${values.push(value)}`;
    const { where, key } = conditionOf(cell, bound);
    const next =
      after === null ? '' : ` and (${key.join(', ')}) > (${key.map((column) => bound(after[column])).join(', ')})`;
    const sql = `${SELECT} where run_id = $1 and ${where}${next} order by ${key.join(', ')} limit ${bound(limit)}`;
    return (await this.#database.query<CoveredItem>(sql, values)).rows;
  }
}

type Key = readonly (keyof CoveredItemKey)[];

/** Which rows, and the columns that order them: what is left of the key of the table, or of its index, behind what they have in common. */
function conditionOf(cell: CoveredCell, bound: (value: unknown) => string): { where: string; key: Key } {
  switch (cell.cell) {
    case 'DETAIL': {
      const { symbol, lot, type, size } = cell;
      const where = `left_out = '' and symbol = ${bound(symbol)} and lot = ${bound(lot)} and order_type = ${bound(type)} and order_size = ${bound(size)}`;
      return { where, key: ['source_id', 'terms'] };
    }
    case 'SUMMARY': {
      const size =
        cell.size === ALL_BELOW_200000 ? `order_size < ${ALL_BELOW_200000}` : `order_size = ${bound(cell.size)}`;
      const where = `left_out = '' and order_type = ${bound(TYPE_OF[cell.type])} and sp500 = ${bound(cell.sp500)} and ${size}`;
      return { where, key: ['order_size', 'source_id', 'terms'] };
    }
    case 'LEFT_OUT':
      return { where: `left_out = ${bound(cell.reason)}`, key: ['symbol', 'source_id', 'terms'] };
  }
}

const SELECT = `
select symbol, order_size, source_id, terms, source_table, left_out, lot, order_type, sp500, ${microseconds('started_at')} as started_at_us,
  trim_scale(quantity)::text as quantity, trim_scale(executed)::text as executed from covered_order_items`;

/** A cell as somebody asks for it; what is not said of it is undefined. */
export interface AskedCell {
  readonly cell: CoveredCell['cell'];
  readonly symbol?: string | undefined;
  readonly lot?: string | undefined;
  readonly size?: number | undefined;
  readonly type?: string | undefined;
  readonly sp500?: 'Y' | 'N' | undefined;
  readonly reason?: string | undefined;
}

/** The cell that is asked for; null where a report has none such. */
export function coveredCellOf(asked: AskedCell): CoveredCell | null {
  const { cell, symbol, sp500 } = asked;
  const size = ORDER_SIZES.find((each) => each === asked.size);
  if (cell === 'DETAIL') {
    const lot = LOT_CLASSES.find((each) => each === asked.lot);
    const type = ORDER_TYPES.find((each) => each === asked.type);
    const isWhole = symbol !== undefined && lot !== undefined && size !== undefined && type !== undefined;
    return isWhole ? { cell, symbol, lot, size, type } : null;
  }
  if (cell === 'SUMMARY') {
    const type = SUMMARY_TYPES.find((each) => each === asked.type);
    const ofAll = asked.size === ALL_BELOW_200000 ? ALL_BELOW_200000 : size;
    const isWhole = sp500 !== undefined && type !== undefined && ofAll !== undefined;
    return isWhole ? { cell, sp500: sp500 === 'Y', type, size: ofAll } : null;
  }
  const reason = LEFT_OUT_REASONS.find((each) => each === asked.reason);
  return reason === undefined ? null : { cell, reason };
}
