import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { type MarketDayRow, MarketDays } from '@fairlead/core/market/market-days';
import type { Log } from '../ports.ts';

/** Where the rows of the calendar are kept. */
export interface CalendarStore {
  marketDays(): Promise<readonly MarketDayRow[]>;
}

/** The calendar as the installation's people have it. Rows that they change count from the next look on; no release is needed. */
export class MarketCalendar {
  readonly #store: CalendarStore;
  readonly #log: Log;
  #days = DEFAULT_MARKET_DAYS;
  #daysText = '';

  constructor(store: CalendarStore, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** The market days as they were read last; another object whenever they have changed. */
  get days(): MarketDays {
    return this.#days;
  }

  /** Reads the rows; throws where that cannot be done. */
  async load(): Promise<void> {
    const rows = await this.#store.marketDays();
    const text = JSON.stringify(rows);
    if (text === this.#daysText) return;
    this.#days = new MarketDays(rows);
    this.#daysText = text;
    this.#log.info({ days: rows.length, known_until: this.#days.knownUntil }, 'market days are read');
  }

  /** Looks whether rows have changed; what was read last stands where that cannot be done. */
  async look(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.#log.warn({ error: String(error) }, 'the calendar could not be read again; the last one stands');
    }
  }
}
