import { timestamp } from '../row-reading.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** From (included) and to (excluded), microseconds since 1970. */
export interface TimeRange {
  readonly fromUs?: number | undefined;
  readonly toUs?: number | undefined;
}

/** Keys are made by another clock than times, which can be set back while keys go on. */
const CLOCKS_US = 600_000_000;

/** The values of one query, each under the name that it has there. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

type Condition = (parameters: Parameters) => string;

/**
 * The conditions of a list, in two kinds: those by which an index finds its rows in their order, and those that are asked of the rows found. So a filter
 * costs so many looks and no more, however few rows fit it.
 */
export class ListConditions {
  readonly #found: Condition[] = [];
  readonly #asked: Condition[] = [];

  /** An index finds these rows. Nothing is added where the value is absent. */
  found(value: unknown, text: (parameter: string) => string): this {
    if (isGiven(value)) this.#found.push((parameters) => text(parameters.add(value)));
    return this;
  }

  /** Asked of the rows found. */
  asked(value: unknown, text: (parameter: string) => string): this {
    if (isGiven(value)) this.#asked.push((parameters) => text(parameters.add(value)));
    return this;
  }

  /** A condition without a value, in the words in which an index knows it. */
  foundIf(holds: boolean, text: string): this {
    if (holds) this.#found.push(() => text);
    return this;
  }

  /** Rows whose keys, which are UUIDv7, were made in a time. */
  made(column: string, { fromUs, toUs }: TimeRange): this {
    return this.found(fromUs === undefined ? null : firstUuidV7(fromUs), (p) => `${column} >= ${p}::uuid`).found(
      toUs === undefined ? null : firstUuidV7(toUs),
      (p) => `${column} < ${p}::uuid`,
    );
  }

  /** Rows whose own times lie in a time: keys find them, as far around it as clocks may differ. */
  created(alias: string, { fromUs, toUs }: TimeRange = {}): this {
    const around = {
      fromUs: fromUs === undefined ? undefined : fromUs - CLOCKS_US,
      toUs: toUs === undefined ? undefined : toUs + CLOCKS_US,
    };
    return this.made(`${alias}.id`, around)
      .asked(fromUs, (p) => `${alias}.created_at >= ${timestamp(p)}`)
      .asked(toUs, (p) => `${alias}.created_at < ${timestamp(p)}`);
  }

  get asksMore(): boolean {
    return this.#asked.length > 0;
  }

  whereFound(parameters: Parameters, ...more: readonly string[]): string {
    return whereOf([...this.#found.map((text) => text(parameters)), ...more]);
  }

  whereAsked(parameters: Parameters): string {
    return whereOf(this.#asked.map((text) => text(parameters)));
  }

  /** Both kinds at once, where rows are looked at anyway. */
  where(parameters: Parameters): string {
    return whereOf([...this.#found, ...this.#asked].map((text) => text(parameters)));
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function whereOf(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `where ${texts.join(' and ')}`;
}
