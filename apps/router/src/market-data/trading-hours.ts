import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import type { MarketDays } from '@fairlead/core/market/market-days';
import {
  isCalendarOver,
  type MarketPhase,
  marketPhaseAt,
  type Session,
  sessionAt,
} from '@fairlead/core/market/session';

/** Whose hours the router keeps: the exchanges', or none, for venues that trade around the clock as the simulated ones do. */
export type SessionHours = 'exchange' | 'always';

/** When each market trades. Around the clock, every market is like crypto: open always, in UTC days. */
export class TradingHours {
  readonly kept: SessionHours;
  readonly #calendar: { readonly days: MarketDays };
  readonly #sessions = new Map<AssetClass, Session>();
  #sessionsOf: MarketDays | null = null;

  constructor(kept: SessionHours, calendar: { readonly days: MarketDays }) {
    this.kept = kept;
    this.#calendar = calendar;
  }

  /** The days that sessions follow now; another object once people have changed them. */
  get days(): MarketDays {
    return this.#calendar.days;
  }

  /** True while the instrument's market is open. Times in microseconds since 1970. */
  isOpen(instrument: Pick<Instrument, 'assetClass'>, nowUs: number): boolean {
    return this.#session(instrument.assetClass, nowUs).opensAtUs <= nowUs;
  }

  /** When a DAY order of this time ends: at the close of the session that it came in, or of the next one. */
  dayEndUs(instrument: Pick<Instrument, 'assetClass'>, timeUs: number): number {
    return sessionAt(this.#classOf(instrument.assetClass), timeUs, this.days).closesAtUs;
  }

  /** The next time at which a session of any of these markets ends. */
  nextCloseUs(assetClasses: ReadonlySet<AssetClass>, nowUs: number): number {
    return Math.min(...[...assetClasses].map((each) => this.#session(each, nowUs).closesAtUs));
  }

  /** One line for health: which hours are kept, and what the equity market does by them. */
  describe(nowUs: number): string {
    if (this.kept === 'always') return 'always: venues are simulated and trade around the clock';
    const calendar = isCalendarOver(nowUs, this.days) ? '; holidays are not known any more: update the calendar' : '';
    return `exchange: US equities are ${this.exchangePhase('EQUITY', nowUs)}${calendar}`;
  }

  /** What the market of an asset class does by the exchanges' hours, whichever the router keeps. */
  exchangePhase(assetClass: AssetClass, nowUs: number): MarketPhase {
    return marketPhaseAt(assetClass, nowUs, this.days);
  }

  /** The session by the exchanges' hours that is on, or comes next. */
  exchangeSession(assetClass: AssetClass, nowUs: number): Session {
    return sessionAt(assetClass, nowUs, this.days);
  }

  /** The session that is on or comes next, remembered until it ends or the market days change. */
  #session(assetClass: AssetClass, nowUs: number): Session {
    if (this.#sessionsOf !== this.days) this.#sessions.clear();
    this.#sessionsOf = this.days;
    const known = this.#sessions.get(assetClass);
    if (known !== undefined && nowUs < known.closesAtUs) return known;
    const session = sessionAt(this.#classOf(assetClass), nowUs, this.days);
    this.#sessions.set(assetClass, session);
    return session;
  }

  #classOf(assetClass: AssetClass): AssetClass {
    return this.kept === 'always' ? 'CRYPTO' : assetClass;
  }
}
