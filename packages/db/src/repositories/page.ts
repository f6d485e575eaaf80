/** The newest first, so many at a time. */
export interface PageRequest {
  /** Rows at most. */
  readonly limit: number;
  /** Where the last page ended; null or absent starts with the newest. */
  readonly cursor?: string | null;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page starts; null where there is none. */
  readonly nextCursor: string | null;
}

/** A page of a projection: it tells all of the journal up to the position, and may tell some of what is after it. */
export interface PositionedPage<Row> extends Page<Row> {
  readonly position: number;
}

const CURSOR = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads a cursor of ours, the key of the last row of a page; null where it is not one. Keys are UUIDv7, so their order is that of time. */
export function placeOf(cursor: string): string | null {
  const text = Buffer.from(cursor, 'base64url').toString();
  return CURSOR.test(text) ? text : null;
}

/** Makes a page of one row more than the page holds: the one more says that there is a next. */
export function pageOf<Row>(rows: readonly Row[], limit: number, key: (row: Row) => string): Page<Row> {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { rows, nextCursor: null };
  return { rows: rows.slice(0, limit), nextCursor: Buffer.from(key(last)).toString('base64url') };
}

/** The conditions of one query, each with its parameter. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #texts: string[] = [];

  /** Adds a condition where the value is given; the text takes the place of the parameter, e.g. `$3`. */
  add(value: unknown, text: (parameter: string) => string): this {
    if (value === undefined || value === null) return this;
    this.values.push(value);
    this.#texts.push(text(`$${this.values.length}`));
    return this;
  }

  /** Rows after a place in a list that runs from the newest to the oldest. An unknown cursor matches nothing. */
  after(cursor: string | null | undefined, alias: string): this {
    if (cursor === undefined || cursor === null) return this;
    const place = placeOf(cursor);
    if (place === null) {
      this.#texts.push('false');
      return this;
    }
    return this.add(place, (p) => `${alias}.id < ${p}::uuid`);
  }

  get where(): string {
    return this.#texts.length === 0 ? '' : `where ${this.#texts.join(' and ')}`;
  }
}
