import type { Database } from '../pool.ts';
import {
  type CountStep,
  countAlong,
  countFound,
  type Direction,
  keyOf,
  type Listed,
  type Step,
  stepAlong,
} from './list-steps.ts';
import { type ProjectedPosition, ProjectionRepository } from './projection-repository.ts';

/** A list along its keys, from which place on. */
export interface KeyedPlace {
  readonly direction: Direction;
  readonly limit: number;
  /** Where the last page has ended; null begins. */
  readonly cursor: string | null;
}

/** A page, or less of it and where to go on. It tells all of the journal up to its position, and may tell some of what is after it. */
export interface ListPage<Row> extends Step<Row>, ProjectedPosition {}

/** What one list has of its own. */
interface KeyedListParts<Filter, Key, Row> {
  /** The keys that fit, of what its viewer may see. */
  readonly listed: (filter: Filter) => Promise<Listed>;
  /** The rows of keys, in their order. */
  readonly rowsOf: (keys: readonly Key[]) => Promise<readonly Row[]>;
}

/** A list along its keys: pages and counts of any filter, each in bounded work. */
export class KeyedList<Filter, Key extends { readonly id: string }, Row> {
  readonly #database: Database;
  readonly #parts: KeyedListParts<Filter, Key, Row>;
  readonly #projections: ProjectionRepository;

  constructor(database: Database, parts: KeyedListParts<Filter, Key, Row>) {
    this.#database = database;
    this.#parts = parts;
    this.#projections = new ProjectionRepository(database);
  }

  /** What time rows tell that are read after this was asked. */
  asOf(): Promise<ProjectedPosition> {
    return this.#projections.asOf();
  }

  /** A page; nothing for a cursor that is none of its own. */
  async page(filter: Filter, page: KeyedPlace): Promise<ListPage<Row>> {
    // Before the rows: they are at least as new as it says.
    const asOf = await this.asOf();
    const cursor = page.cursor === null ? null : keyOf(page.cursor);
    if (cursor === null && page.cursor !== null) return { ...asOf, rows: [], next: null };
    const step = await stepAlong<Key>(this.#database, await this.#parts.listed(filter), { ...page, cursor });
    return { ...asOf, ...step, rows: await this.#parts.rowsOf(step.rows) };
  }

  /** How many fit that are newer than the one with this key: so many at most. */
  async newer(filter: Filter, than: string, max: number): Promise<number> {
    const list = await this.#parts.listed(filter);
    const step = await stepAlong(this.#database, list, { direction: 'asc', cursor: than, limit: max });
    return step.rows.length;
  }

  /** How many fit, up to so many; null where an index alone does not tell. */
  async countUpTo(filter: Filter, max: number): Promise<number | null> {
    return countFound(this.#database, await this.#parts.listed(filter), max);
  }

  /** A step of the count. */
  async count(filter: Filter, cursor: string | null): Promise<CountStep> {
    return countAlong(this.#database, await this.#parts.listed(filter), cursor === null ? null : keyOf(cursor));
  }
}
