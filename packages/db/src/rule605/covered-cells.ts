import type { LeftOutReason } from '@fairlead/rule606/rule605/covered-order';
import type { OrderType } from '@fairlead/rule606/rule605/order-type';
import { ALL_BELOW_200000, type LotClass, type OrderSize } from '@fairlead/rule606/rule605/size-class';
import type { SummaryType } from '@fairlead/rule606/rule605/summary-columns';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

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
}

/** An order of a report. Quantities are exact decimal texts, times microseconds since 1970. */
export interface CoveredItem extends CoveredItemKey {
  readonly source_table: string;
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

/** A page of a cell of a run. */
export async function pageOf(
  database: Database,
  { runId, cell }: { runId: string; cell: CoveredCell },
  { after, limit }: { after: CoveredItemKey | null; limit: number },
): Promise<CoveredItem[]> {
  const values: unknown[] = [runId];
  const bound = (value: unknown) => `$${values.push(value)}`;
  const { where, key } = conditionOf(cell, bound);
  const next =
    after === null ? '' : ` and (${key.join(', ')}) > (${key.map((column) => bound(after[column])).join(', ')})`;
  const sql = `${SELECT} where run_id = $1 and ${where}${next} order by ${key.join(', ')} limit ${bound(limit)}`;
  return (await database.query<CoveredItem>(sql, values)).rows;
}

type Key = readonly (keyof CoveredItemKey)[];

/** Which rows, and the columns that order them: what is left of the key of the table, or of its index, behind what they have in common. */
function conditionOf(cell: CoveredCell, bound: (value: unknown) => string): { where: string; key: Key } {
  switch (cell.cell) {
    case 'DETAIL': {
      const { symbol, lot, type, size } = cell;
      const where = `left_out = '' and symbol = ${bound(symbol)} and lot = ${bound(lot)} and order_type = ${bound(type)} and order_size = ${bound(size)}`;
      return { where, key: ['source_id'] };
    }
    case 'SUMMARY': {
      const size =
        cell.size === ALL_BELOW_200000 ? `order_size < ${ALL_BELOW_200000}` : `order_size = ${bound(cell.size)}`;
      const where = `left_out = '' and order_type = ${bound(TYPE_OF[cell.type])} and sp500 = ${bound(cell.sp500)} and ${size}`;
      return { where, key: ['order_size', 'source_id'] };
    }
    case 'LEFT_OUT':
      return { where: `left_out = ${bound(cell.reason)}`, key: ['symbol', 'source_id'] };
  }
}

const SELECT = `
select symbol, order_size, source_id, source_table, left_out, lot, order_type, sp500, ${microseconds('started_at')} as started_at_us,
  trim_scale(quantity)::text as quantity, trim_scale(executed)::text as executed from covered_order_items`;
