import type { DecisionRow } from '@/rows/decision-row';

/** Rows over the bound that are let be before the oldest are dropped together, as a share of it: dropping one by one would move all the others each time. */
const SLACK = 1.1;

/** The newest decisions in the order in which they were made. A row that changes is a new object in its place; all others stay the same objects, so that only it is drawn again. */
export class DecisionBook {
  readonly #max: number;
  /** The oldest first, so that a new one costs nothing. */
  #rows: DecisionRow[] = [];
  /** How many were dropped: the place of the first row. */
  #dropped = 0;
  readonly #places = new Map<string, number>();
  readonly #ofOrder = new Map<string, string[]>();

  constructor(max: number) {
    this.#max = max;
  }

  find(decisionId: string): DecisionRow | undefined {
    const place = this.#places.get(decisionId);
    return place === undefined ? undefined : this.#rows[place - this.#dropped];
  }

  /** The decisions of an order that are kept. */
  ofOrder(orderPk: string): readonly DecisionRow[] {
    const ids = this.#ofOrder.get(orderPk) ?? [];
    return ids.flatMap((id) => this.find(id) ?? []);
  }

  /** Adds a decision in its place, or puts it in the place of what was known of it. */
  put(row: DecisionRow): void {
    const place = this.#places.get(row.decision_id);
    if (place !== undefined) {
      this.#rows[place - this.#dropped] = row;
      return;
    }
    const newest = this.#rows.at(-1);
    if (newest !== undefined && row.at_ms < newest.at_ms) return this.#insert([row]);
    this.#append(row);
    if (this.#rows.length > this.#max * SLACK) this.#dropOldest();
  }

  /** The same for many at once, in any order. */
  putAll(rows: readonly DecisionRow[]): void {
    const added = new Map<string, DecisionRow>();
    for (const row of rows)
      if (this.#places.has(row.decision_id)) this.put(row);
      else added.set(row.decision_id, row);
    if (added.size > 0) this.#insert([...added.values()]);
  }

  newestFirst(): readonly DecisionRow[] {
    return this.#rows.slice(-this.#max).reverse();
  }

  #append(row: DecisionRow): void {
    this.#places.set(row.decision_id, this.#dropped + this.#rows.length);
    this.#rows.push(row);
    const siblings = this.#ofOrder.get(row.order_pk);
    if (siblings === undefined) this.#ofOrder.set(row.order_pk, [row.decision_id]);
    else siblings.push(row.decision_id);
  }

  /** Rows that are older than the newest move those after them. */
  #insert(added: readonly DecisionRow[]): void {
    const rows = [...this.#rows, ...added].sort((a, b) => a.at_ms - b.at_ms).slice(-this.#max);
    this.#rows = [];
    this.#dropped = 0;
    this.#places.clear();
    this.#ofOrder.clear();
    for (const row of rows) this.#append(row);
  }

  #dropOldest(): void {
    const gone = this.#rows.splice(0, this.#rows.length - this.#max);
    this.#dropped += gone.length;
    for (const row of gone) {
      this.#places.delete(row.decision_id);
      const left = this.#ofOrder.get(row.order_pk)?.filter((id) => id !== row.decision_id) ?? [];
      if (left.length === 0) this.#ofOrder.delete(row.order_pk);
      else this.#ofOrder.set(row.order_pk, left);
    }
  }
}
