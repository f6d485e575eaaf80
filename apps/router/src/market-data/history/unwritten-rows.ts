import type { TapeRow, Unknown } from '@fairlead/core/market/history/market-tape';

/** Rows that have ended and wait to be written, the oldest first. Beyond so many bytes the oldest are given up, and the next row of their instrument says so. */
export class UnwrittenRows {
  readonly #bytesMax: number;
  #rows: TapeRow[] = [];
  #bytes = 0;
  /** What is not known before the next row of an instrument that is written. */
  readonly #unknown = new Map<string, Unknown>();

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get count(): number {
    return this.#rows.length;
  }

  add(rows: readonly TapeRow[]): void {
    for (const row of rows) {
      this.#rows.push(row);
      this.#bytes += row.bytes.length;
    }
    let given = 0;
    for (; this.#bytes > this.#bytesMax && given < this.#rows.length; given++) this.#giveUp(this.#rows[given]);
    if (given > 0) this.#rows = this.#rows.slice(given);
  }

  /** Notes that an instrument's market was known up to a time, and not from then on, for a reason. */
  isUnknown(instrumentId: string, unknown: Unknown): void {
    const known = this.#unknown.get(instrumentId);
    if (known === undefined || unknown.sinceUs < known.sinceUs) this.#unknown.set(instrumentId, unknown);
  }

  /** What is to be written now: the rows that wait, and those under way. */
  batch(underWay: readonly TapeRow[]): TapeRow[] {
    const told = new Set<string>();
    return [...this.#rows, ...underWay].map((row) => {
      const unknown = told.has(row.instrumentId) ? undefined : this.#unknown.get(row.instrumentId);
      told.add(row.instrumentId);
      return unknown === undefined || unknown.sinceUs >= row.fromUs ? row : { ...row, unknown };
    });
  }

  /** Lets go of what was written: rows of a batch that have waited, and what was not known before them or was given up while they were written. */
  written(batch: readonly TapeRow[]): void {
    const written = new Set(batch.map(keyOf));
    this.#rows = this.#rows.filter((row) => !written.has(keyOf(row)));
    this.#bytes = this.#rows.reduce((sum, row) => sum + row.bytes.length, 0);
    for (const { instrumentId, untilUs } of batch) {
      const unknown = this.#unknown.get(instrumentId);
      if (unknown !== undefined && unknown.sinceUs < untilUs) this.#unknown.delete(instrumentId);
    }
  }

  #giveUp(row: TapeRow | undefined): void {
    if (row === undefined) return;
    this.#bytes -= row.bytes.length;
    this.isUnknown(row.instrumentId, { sinceUs: row.unknown?.sinceUs ?? row.fromUs, because: 'NOT_WRITTEN' });
  }
}

/** A row under way that has ended meanwhile is another one: it knows more. */
function keyOf({ instrumentId, fromUs, untilUs }: TapeRow): string {
  return `${fromUs} ${untilUs} ${instrumentId}`;
}
