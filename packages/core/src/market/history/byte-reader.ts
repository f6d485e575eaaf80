/** Reads what a `ByteWriter` wrote, from one place to another. Past the end, and in numbers that cannot be, it reads 0 and is broken from then on. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;
  #isBroken = false;

  constructor(bytes: Uint8Array, from = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = Math.min(end, bytes.length);
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  get isAtEnd(): boolean {
    return this.#isBroken || this.#at >= this.#end;
  }

  byte(): number {
    if (this.#at >= this.#end) {
      this.#isBroken = true;
      return 0;
    }
    const value = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    return value;
  }

  whole(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) break;
      unit *= 128;
    }
    if (Number.isSafeInteger(value)) return value;
    this.#isBroken = true;
    return 0;
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A reader of the next so many bytes, which this one goes past. */
  part(length: number): ByteReader {
    const from = this.#at;
    if (length > this.#end - from) this.#isBroken = true;
    else this.#at += length;
    return new ByteReader(this.#bytes, from, this.#at);
  }
}
