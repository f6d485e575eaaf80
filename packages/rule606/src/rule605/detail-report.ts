import type { CoveredOrder } from './covered-order.ts';
import { DETAIL_FIGURES, type DetailFigure, type DetailRow } from './detail-columns.ts';
import { FIGURE_OF } from './detail-figures.ts';
import { addOrder, ExecutionSums, notionalE16Of } from './execution-sums.ts';
import { isFilled, type Rule605Rules } from './filled-groups.ts';
import { ORDER_TYPES, type OrderType } from './order-type.ts';
import { LOT_CLASSES, type LotClass, lotClassOf, ORDER_SIZES, type OrderSize, orderSizeOf } from './size-class.ts';

/** Who reports, for which month. An ATS and a single-dealer platform are entities of their own. */
export interface Reporter {
  /** The letter of the designated participant. */
  readonly participant: string;
  /** The code that it gave to the reporting entity, in capitals. */
  readonly entity: string;
  /** `YYYY-MM`. */
  readonly month: string;
}

/** What one row is about. */
export interface DetailKey {
  readonly symbol: string;
  readonly lot: LotClass;
  readonly size: OrderSize;
  readonly type: OrderType;
}

/** What one row is about, with its sums. */
export interface DetailSums extends DetailKey {
  readonly sums: ExecutionSums;
}

/** Takes covered orders one by one and keeps one row of sums for each symbol, lot, size and type: its memory is that of the report. */
export class DetailReport {
  readonly #rows = new Map<string, DetailSums>();
  readonly #rules: Rule605Rules;

  constructor(rules: Rule605Rules) {
    this.#rules = rules;
  }

  /** Counts one order of the month; answers the row that it is in, so that a figure can be led back to its orders. */
  add(order: CoveredOrder): DetailKey {
    const { symbol, quantityE8, roundLotShares } = order.facts;
    const lot = lotClassOf(quantityE8, roundLotShares);
    const size = orderSizeOf(notionalE16Of(order, this.#rules.settings));
    const key = `${symbol}|${lot}|${size}|${order.type}`;
    const row = this.#rows.get(key) ?? { symbol, lot, size, type: order.type, sums: new ExecutionSums() };
    this.#rows.set(key, row);
    addOrder(row.sums, order, this.#rules.settings);
    return { symbol, lot, size, type: order.type };
  }

  /** The rows so far, by symbol, lot, size and type, so that the same orders in any order make the same file. */
  sums(): readonly DetailSums[] {
    return [...this.#rows.values()].sort(inOrder);
  }

  /** The rows of the detailed file, one by one. Who had no orders has no row. */
  *rows(reporter: Reporter): Generator<DetailRow> {
    for (const row of this.sums()) yield this.#row(row, reporter);
  }

  #row({ symbol, lot, size, type, sums }: DetailSums, { participant, entity, month }: Reporter): DetailRow {
    const figures = new Map<DetailFigure, bigint>();
    for (const { name, group } of DETAIL_FIGURES) {
      const figure = isFilled(group, { type, month }, this.#rules) ? FIGURE_OF[name](sums) : null;
      if (figure !== null) figures.set(name, figure);
    }
    const word = this.#rules.settings.lotWords[lot].value;
    return { participant, entity, month: month.replace('-', ''), symbol, lot: word, size: `${size}`, type, figures };
  }
}

function inOrder(a: DetailSums, b: DetailSums): number {
  if (a.symbol !== b.symbol) return a.symbol < b.symbol ? -1 : 1;
  return (
    LOT_CLASSES.indexOf(a.lot) - LOT_CLASSES.indexOf(b.lot) ||
    ORDER_SIZES.indexOf(a.size) - ORDER_SIZES.indexOf(b.size) ||
    ORDER_TYPES.indexOf(a.type) - ORDER_TYPES.indexOf(b.type)
  );
}
