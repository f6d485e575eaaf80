import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import { isCalendarOver, marketPhaseAt, type Session, sessionAt } from '@fairlead/core/market/session';

/** Whose hours the router keeps: the exchanges', or none, for venues that trade around the clock as the simulated ones do. */
export type SessionHours = 'exchange' | 'always';

/** When each market trades. Around the clock, every market is like crypto: open always, in UTC days. */
export class TradingHours {
  readonly #hours: SessionHours;
  readonly #sessions = new Map<AssetClass, Session>();

  constructor(hours: SessionHours) {
    this.#hours = hours;
  }

  /** True while the instrument's market is open. Times in microseconds since 1970. */
  isOpen(instrument: Pick<Instrument, 'assetClass'>, nowUs: number): boolean {
    return this.#session(instrument.assetClass, nowUs).opensAtUs <= nowUs;
  }

  /** When a DAY order of this time ends: at the close of the session that it came in, or of the next one. */
  dayEndUs(instrument: Pick<Instrument, 'assetClass'>, timeUs: number): number {
    return sessionAt(this.#classOf(instrument.assetClass), timeUs).closesAtUs;
  }

  /** The next time at which a session of any of these markets ends. */
  nextCloseUs(assetClasses: ReadonlySet<AssetClass>, nowUs: number): number {
    return Math.min(...[...assetClasses].map((each) => this.#session(each, nowUs).closesAtUs));
  }

  /** One line for health: which hours are kept, and what the equity market does by them. */
  describe(nowUs: number): string {
    if (this.#hours === 'always') return 'always: venues are simulated and trade around the clock';
    const calendar = isCalendarOver(nowUs) ? '; holidays are not known any more: update the calendar' : '';
    return `exchange: US equities are ${marketPhaseAt('EQUITY', nowUs)}${calendar}`;
  }

  /** The session that is on or comes next, remembered until it ends. */
  #session(assetClass: AssetClass, nowUs: number): Session {
    const known = this.#sessions.get(assetClass);
    if (known !== undefined && nowUs < known.closesAtUs) return known;
    const session = sessionAt(this.#classOf(assetClass), nowUs);
    this.#sessions.set(assetClass, session);
    return session;
  }

  #classOf(assetClass: AssetClass): AssetClass {
    return this.#hours === 'always' ? 'CRYPTO' : assetClass;
  }
}
