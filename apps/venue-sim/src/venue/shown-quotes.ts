import { type Display, isSameDisplay } from './display.ts';
import type { BestShown } from './venue-order.ts';

/** What a venue shows now of each instrument, and since when. */
export class ShownQuotes {
  readonly #shown = new Map<string, { readonly display: Display; readonly sinceUs: number }>();

  get all(): ReadonlyMap<string, Display> {
    return new Map([...this.#shown].map(([instrumentId, { display }]) => [instrumentId, display]));
  }

  /** Shows this from now on (microseconds since 1970); false where it is what a reader has seen already. */
  show(instrumentId: string, display: Display, nowUs: number): boolean {
    if (isSameDisplay(this.#shown.get(instrumentId)?.display, display)) return false;
    this.#shown.set(instrumentId, { display, sinceUs: nowUs });
    return true;
  }

  /** The best prices that are shown; null where nothing ever was. */
  best(instrumentId: string): BestShown | null {
    const shown = this.#shown.get(instrumentId);
    if (shown === undefined) return null;
    return { bid: shown.display.bid.price, ask: shown.display.ask.price, sinceUs: shown.sinceUs };
  }
}
