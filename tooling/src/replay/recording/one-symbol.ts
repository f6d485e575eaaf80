import { Refusal } from '../../refusal.ts';
import type { Place } from './rows.ts';

/** Keeps a file of many symbols to one: the one that is asked for, or the only one that the file has. */
export class OneSymbol {
  readonly #isAsked: boolean;
  #symbol: string | null;
  #lastText = '';

  /** `asked` is null where nobody names one. */
  constructor(asked: string | null) {
    this.#isAsked = asked !== null;
    this.#symbol = asked;
  }

  /** The symbol that the rows are of; null before any. */
  get symbol(): string | null {
    return this.#symbol;
  }

  /** Whether what stands somewhere is of it; '' is what does not say. Refuses a second symbol where none is asked for. */
  takes(text: string, at: Place): boolean {
    if (text === '' || text === this.#lastText) return true;
    const symbol = spelled(text);
    this.#symbol ??= symbol;
    if (symbol === this.#symbol) {
      this.#lastText = text;
      return true;
    }
    if (this.#isAsked) return false;
    throw new Refusal(`${at.path}:${at.line} is of another symbol than the rows before: name one with --symbol`);
  }
}

/** A symbol as an order names it: tapes write the class of a share after a space (BRK B). */
function spelled(text: string): string {
  return text.trim().toUpperCase().replaceAll(/\s+/g, '.');
}
