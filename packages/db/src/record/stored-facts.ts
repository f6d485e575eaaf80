import type { Scale } from '@fairlead/core/money/amount';
import { parseScaled } from '@fairlead/core/money/scaled';
import { type MoneyE8, moneyE8, type Price, price, type Quantity, quantity } from '@fairlead/core/money/units';
import { oneOf, wholeE8 } from '../row-reading.ts';
import { refuse } from './refuse.ts';

/** A stored decimal text as the whole number of its scale. Throws for a text that no router can have written. */
export function storedDecimal(text: string, decimals: number): number {
  const parsed = parseScaled(text, decimals);
  return parsed.ok ? parsed.value : refuse(`a decimal (${parsed.error})`, text);
}

/** Reads a JSON object of a record of before the journal: exact decimals stand in it as texts. Throws for what no router can have written. */
export class StoredFacts {
  readonly #facts: Readonly<Record<string, unknown>>;
  readonly #scale: Scale;

  constructor(stored: unknown, scale: Scale) {
    if (typeof stored !== 'object' || stored === null) refuse('an object', stored);
    this.#facts = { ...stored };
    this.#scale = scale;
  }

  text(name: string): string {
    const value = this.#facts[name];
    return typeof value === 'string' ? value : refuse(name, value);
  }

  textOrNull(name: string): string | null {
    return this.#has(name) ? this.text(name) : null;
  }

  word<T extends string>(name: string, list: readonly T[]): T {
    return oneOf(list, this.text(name));
  }

  wordOrNull<T extends string>(name: string, list: readonly T[]): T | null {
    return this.#has(name) ? this.word(name, list) : null;
  }

  words<T extends string>(name: string, list: readonly T[]): T[] {
    return this.#list(name).map((word) => oneOf(list, String(word)));
  }

  texts(name: string): string[] {
    return this.#list(name).map(String);
  }

  number(name: string): number {
    const value = this.#facts[name];
    return typeof value === 'number' ? value : refuse(name, value);
  }

  numberOrNull(name: string): number | null {
    return this.#has(name) ? this.number(name) : null;
  }

  flag(name: string): boolean {
    return this.#facts[name] === true;
  }

  count(name: string): Quantity {
    return quantity(storedDecimal(this.text(name), this.#scale.quantityDecimals));
  }

  price(name: string): Price {
    return price(storedDecimal(this.text(name), this.#scale.priceDecimals));
  }

  priceOrNull(name: string): Price | null {
    return this.#has(name) ? this.price(name) : null;
  }

  /** Money can have more digits than a safe integer holds. */
  money(name: string): MoneyE8 {
    return moneyE8(wholeE8(this.text(name)));
  }

  part(name: string): StoredFacts {
    return new StoredFacts(this.#facts[name], this.#scale);
  }

  partOrNull(name: string): StoredFacts | null {
    return this.#has(name) ? this.part(name) : null;
  }

  parts(name: string): StoredFacts[] {
    return this.#list(name).map((each) => new StoredFacts(each, this.#scale));
  }

  #has(name: string): boolean {
    return this.#facts[name] !== undefined && this.#facts[name] !== null;
  }

  #list(name: string): readonly unknown[] {
    const value = this.#facts[name] ?? [];
    return Array.isArray(value) ? value : refuse(name, value);
  }
}
