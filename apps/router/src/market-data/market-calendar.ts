import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { type MarketDayRow, MarketDays } from '@fairlead/core/market/market-days';
import { DEFAULT_RULE_CALENDAR } from '@fairlead/core/rule-calendar/default-rules';
import { RuleCalendar, ruleRowsText } from '@fairlead/core/rule-calendar/rule-calendar';
import type { RuleRow } from '@fairlead/core/rule-calendar/rule-row';
import type { Hash, Log } from '../ports.ts';

/** Where the rows of the calendar are kept. */
export interface CalendarStore {
  marketDays(): Promise<readonly MarketDayRow[]>;
  marketRules(): Promise<readonly RuleRow[]>;
}

/** What the calendar stands on. */
export interface CalendarPorts {
  readonly store: CalendarStore;
  readonly hash: Hash;
  readonly log: Log;
}

/** How much of the hash of its rows a rule calendar is named by. */
const VERSION_DIGITS = 16;

/**
 * When markets trade and by which rules, as the installation's people have it. Rows that they change count from the next look on; no release is
 * needed.
 */
export class MarketCalendar {
  readonly #ports: CalendarPorts;
  #days = DEFAULT_MARKET_DAYS;
  #daysText = '';
  #rules = DEFAULT_RULE_CALENDAR;

  constructor(ports: CalendarPorts) {
    this.#ports = ports;
  }

  /** The market days as they were read last; another object whenever they have changed. */
  get days(): MarketDays {
    return this.#days;
  }

  /** The rules as they were read last; another object whenever they have changed. */
  get rules(): RuleCalendar {
    return this.#rules;
  }

  /** Reads the rows; throws where that cannot be done, or a row makes no sense. */
  async load(): Promise<void> {
    const { store } = this.#ports;
    this.#takeDays(await store.marketDays());
    this.#takeRules(await store.marketRules());
  }

  /** Looks whether rows have changed; what was read last stands where that cannot be done. */
  async look(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.#ports.log.warn({ error: String(error) }, 'the calendar could not be read again; the last one stands');
    }
  }

  #takeDays(rows: readonly MarketDayRow[]): void {
    const text = JSON.stringify(rows);
    if (text === this.#daysText) return;
    this.#days = new MarketDays(rows);
    this.#daysText = text;
    this.#ports.log.info({ days: rows.length, known_until: this.#days.knownUntil }, 'market days are read');
  }

  #takeRules(rows: readonly RuleRow[]): void {
    const version = this.#ports.hash(ruleRowsText(rows)).slice(0, VERSION_DIGITS);
    if (version === this.#rules.version) return;
    this.#rules = new RuleCalendar(rows, version);
    this.#ports.log.info({ rows: rows.length, version }, 'the rule calendar is read');
  }
}
