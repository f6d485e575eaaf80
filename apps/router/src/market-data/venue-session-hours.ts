import type { TradingStatus } from '@fairlead/core/market/venue-news';

/** True for a status that says that the session has not begun, or is over. */
export function isOutOfSession(status: TradingStatus): boolean {
  return status === 'PRE_OPEN' || status === 'CLOSED';
}

/** In which instruments the session of one venue has not begun or is over, by its own word. A venue that says nothing trades. */
export class VenueSessionHours {
  readonly #closedIn = new Set<string>();

  note(instrumentId: string, status: TradingStatus): void {
    if (isOutOfSession(status)) this.#closedIn.add(instrumentId);
    else this.#closedIn.delete(instrumentId);
  }

  /** The venue has logged on: what does not trade there it says anew. */
  forget(): void {
    this.#closedIn.clear();
  }

  isClosedIn(instrumentId: string): boolean {
    return this.#closedIn.has(instrumentId);
  }
}
