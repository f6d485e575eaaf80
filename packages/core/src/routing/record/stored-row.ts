/** One row of a stored text, read place by place. Every reader throws where the place does not hold what it asks for: then the text is none of ours. */
export class StoredRow {
  readonly #values: readonly unknown[];
  readonly #words: readonly unknown[];

  /** `words` are the words that the text says by their number. */
  constructor(values: unknown, words: readonly unknown[] = []) {
    if (!Array.isArray(values)) throw new Error(`not a row of a record: ${JSON.stringify(values)}`);
    this.#values = values;
    this.#words = words;
  }

  get length(): number {
    return this.#values.length;
  }

  has(place: number): boolean {
    return this.#values[place] !== null && this.#values[place] !== undefined;
  }

  number(place: number): number {
    const value = this.#values[place];
    return typeof value === 'number' ? value : this.#refuse(place, 'a number');
  }

  numberOrNull(place: number): number | null {
    return this.has(place) ? this.number(place) : null;
  }

  text(place: number): string {
    const value = this.#values[place];
    return typeof value === 'string' ? value : this.#refuse(place, 'a text');
  }

  flag(place: number): boolean {
    return this.number(place) === 1;
  }

  /** A word that stands here by its number. */
  word(place: number): string {
    const word = this.#words[this.number(place)];
    return typeof word === 'string' ? word : this.#refuse(place, 'a word');
  }

  wordOrNull(place: number): string | null {
    return this.has(place) ? this.word(place) : null;
  }

  /** A whole amount that a number may be too small for: then it stands as text. */
  amount(place: number): bigint {
    const value = this.#values[place];
    return typeof value === 'string' ? BigInt(value) : BigInt(this.number(place));
  }

  row(place: number): StoredRow {
    return new StoredRow(this.#values[place], this.#words);
  }

  rowOrNull(place: number): StoredRow | null {
    return this.has(place) ? this.row(place) : null;
  }

  rows(place: number): StoredRow[] {
    return this.row(place).#values.map((each) => new StoredRow(each, this.#words));
  }

  texts(place: number): string[] {
    const row = this.row(place);
    return row.#values.map((_, at) => row.text(at));
  }

  /** The same row with the words that stand at one of its places. */
  speaking(place: number): StoredRow {
    return new StoredRow(this.#values, this.row(place).#values);
  }

  #refuse(place: number, wanted: string): never {
    throw new Error(`a record holds ${JSON.stringify(this.#values[place])} where ${wanted} is wanted`);
  }
}

/** A row of numbers alone, read from the first to the last. */
export class NumberRun {
  readonly #row: StoredRow;
  #place = 0;

  constructor(row: StoredRow) {
    this.#row = row;
  }

  next(): number {
    this.#place += 1;
    return this.#row.number(this.#place - 1);
  }
}

/** A text as one of a closed list. Throws where it is none. */
export function oneOf<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((each) => each === text);
  if (found === undefined)
    throw new Error(`a record says ${JSON.stringify(text)}, which is none of ${list.join(', ')}`);
  return found;
}

/** Reads a stored text as a row. Throws where it is none. */
export function storedRow(text: string): StoredRow {
  return new StoredRow(JSON.parse(text));
}

/** 1 or 0, the way that flags are written. */
export function flagOf(value: boolean): 1 | 0 {
  return value ? 1 : 0;
}

/** A whole amount as a number where one holds it, else as text. */
export function amountOf(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
