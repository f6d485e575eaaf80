import type { MarketDays } from '@fairlead/core/market/market-days';
import { newYorkDay } from '@fairlead/core/market/new-york-time';
import { equitySessionOf, type Session } from '@fairlead/core/market/session';

/** The regular hours of US equities, by the days that an installation holds. Times in microseconds since 1970. */
export class Sessions {
  readonly #days: MarketDays;

  constructor(days: MarketDays) {
    this.#days = days;
  }

  /** The session that is on at a time; null outside of regular hours. */
  at(atUs: number): Session | null {
    const session = equitySessionOf(newYorkDay(atUs), this.#days);
    return session !== null && atUs >= session.opensAtUs && atUs < session.closesAtUs ? session : null;
  }

  /** What of sessions lies between two times, in order. */
  between(fromUs: number, toUs: number): Session[] {
    const parts: Session[] = [];
    for (let day = newYorkDay(fromUs); day <= newYorkDay(toUs); day++) {
      const session = equitySessionOf(day, this.#days);
      if (session === null) continue;
      const opensAtUs = Math.max(session.opensAtUs, fromUs);
      const closesAtUs = Math.min(session.closesAtUs, toUs);
      if (opensAtUs < closesAtUs) parts.push({ opensAtUs, closesAtUs });
    }
    return parts;
  }
}
