import type { OrderReference } from '@fairlead/contracts/venue-protocol';
import { isChildEnded } from '@fairlead/core/order/child-state';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Market } from '../market-data/market.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, Ids, Log, Publisher, Timers } from '../ports.ts';
import { ABOUT_NO_ORDER } from '../publish/alert-subject.ts';

/** A child that has ended lately, as it is stored. */
export interface LateEnd {
  readonly childId: string;
  readonly venueId: string;
  /** What is booked of it, at the instrument's scale. */
  readonly filled: number;
  /** What its venue is asked for it by. */
  readonly order: OrderReference;
}

/** A report for a child that is not ours, as it is kept for people. */
export interface OrphanRow {
  readonly id: string;
  readonly venue_id: string;
  readonly child_id: string;
  /** JSON text. */
  readonly report: string;
  readonly received_at_us: number;
}

/** What late ends are followed with. */
export interface LateEndPorts {
  /** Children of a venue that have ended since a time, the newest first; of every venue where it is null. */
  readonly findSince: (venueId: string | null, sinceUs: number) => Promise<readonly LateEnd[]>;
  /** The order of a child, out of the journal; null where the journal has no such child. */
  readonly load: (childId: string) => Promise<LiveOrder | null>;
  readonly keepOrphan: (row: OrphanRow) => Promise<void>;
  readonly market: Pick<Market, 'venues'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

/** Who books what late reports tell. */
export interface LateEndDesk {
  readonly live: { find(orderPk: string): LiveOrder | undefined; add(live: LiveOrder): void };
  onReport(venueId: string, childId: string, report: VenueReport): void;
  ask(venueId: string, order: OrderReference): void;
}

interface Waiting {
  readonly venueId: string;
  readonly report: VenueReport;
}

const TRY_AGAIN_MS = 1_000;

/**
 * Children that are not in memory: those that have ended lately are asked for after a lost session or a restart, and a report of one is looked up and
 * booked. A report of a child that nobody here knows is kept, and people are told.
 */
export class LateEnds {
  readonly #ports: LateEndPorts;
  readonly #desk: () => LateEndDesk;
  /** What is booked of the children that a venue was last asked for, by venue. Those in memory answer for themselves and stay until the next time. */
  readonly #asked = new Map<string, Map<string, number>>();
  readonly #waiting = new Map<string, Waiting[]>();
  #isOpen = false;

  /** The desk is asked for late: it sends what cannot be found here. */
  constructor(ports: LateEndPorts, desk: () => LateEndDesk) {
    this.#ports = ports;
    this.#desk = desk;
  }

  /** The orders that were alive are in memory again: from here on what is not there has ended, or is not ours. */
  open(): void {
    this.#isOpen = true;
    for (const [childId, waiting] of [...this.#waiting]) {
      this.#waiting.delete(childId);
      for (const { venueId, report } of waiting) this.#desk().onReport(venueId, childId, report);
    }
  }

  /** Asks a venue, or all of them, for the children that they have ended lately. Where the database cannot be asked it is tried again. */
  async ask(venueId: string | null): Promise<void> {
    try {
      const since = this.#ports.clock.nowUs() - this.#windowUs(venueId);
      const ends = await this.#ports.findSince(venueId, since);
      for (const each of ends) this.#asked.set(each.venueId, new Map());
      for (const end of ends) {
        this.#asked.get(end.venueId)?.set(end.childId, end.filled);
        this.#desk().ask(end.venueId, end.order);
      }
    } catch (error) {
      this.#ports.log.warn(
        { error: String(error), venueId },
        'children that ended lately could not be read; tried again',
      );
      this.#ports.timers.after(TRY_AGAIN_MS, () => void this.ask(venueId));
    }
  }

  /** How long ago a venue, or any of them, may still correct what it has said of an end; in microseconds. */
  #windowUs(venueId: string | null): number {
    const asked = this.#ports.market.venues.filter(({ venue }) => venueId === null || venue.venueId === venueId);
    return Math.max(0, ...asked.map(({ terms }) => terms.correctionWindowUs));
  }

  /** A venue speaks of a child that is not in memory. */
  take(venueId: string, childId: string, report: VenueReport): void {
    if (this.#isAsBefore(venueId, childId, report)) return;
    const waiting = this.#waiting.get(childId);
    if (waiting !== undefined) return void waiting.push({ venueId, report });
    this.#waiting.set(childId, [{ venueId, report }]);
    if (this.#isOpen) void this.#lookUp(childId);
  }

  /** A venue that says what is booked already, and that it has ended, has no news. */
  #isAsBefore(venueId: string, childId: string, report: VenueReport): boolean {
    const filled = this.#asked.get(venueId)?.get(childId);
    if (filled === undefined || report.type !== 'STATUS') return false;
    this.#asked.get(venueId)?.delete(childId);
    return report.state === null || (report.cumulative === filled && isChildEnded(report.state));
  }

  async #lookUp(childId: string): Promise<void> {
    try {
      const loaded = await this.#ports.load(childId);
      if (loaded === null) await this.#keep(childId);
      else this.#book(childId, loaded);
    } catch (error) {
      this.#ports.log.warn({ error: String(error), childId }, 'a child could not be looked up; tried again');
      this.#ports.timers.after(TRY_AGAIN_MS, () => void this.#lookUp(childId));
    }
  }

  #book(childId: string, loaded: LiveOrder): void {
    const desk = this.#desk();
    if (desk.live.find(loaded.identity.pk) === undefined) desk.live.add(loaded);
    const waiting = this.#waiting.get(childId) ?? [];
    this.#waiting.delete(childId);
    for (const { venueId, report } of waiting) desk.onReport(venueId, childId, report);
  }

  async #keep(childId: string): Promise<void> {
    const { ids, clock, log, publisher } = this.#ports;
    const waiting = this.#waiting.get(childId) ?? [];
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const { venueId, report } = next;
      const text = JSON.stringify(report);
      await this.#ports.keepOrphan({
        id: ids.next(),
        venue_id: venueId,
        child_id: childId.slice(0, 100),
        report: text,
        received_at_us: clock.nowUs(),
      });
      waiting.shift();
      log.error(
        { venueId, childId, report },
        'report for a child order that nobody here knows; kept in orphan_reports',
      );
      publisher.publish('ALERT', {
        severity: 'CRITICAL',
        code: 'ORPHAN_REPORT',
        message: `${venueId} reports on an order that nobody here knows. The report is kept.`,
        ...ABOUT_NO_ORDER,
        venue_id: venueId,
      });
    }
    this.#waiting.delete(childId);
  }
}
