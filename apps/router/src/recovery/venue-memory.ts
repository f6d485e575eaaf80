import type { VenueQualityRow } from '@fairlead/db/repositories/quality-repository';
import type { LateFillRow, SaidStatus, VenueEstimateRow } from '@fairlead/db/repositories/venue-memory-repository';
import type { Market } from '../market-data/market.ts';
import type { StoredEstimate, VenueEstimates } from '../market-data/venue-estimates.ts';
import { venueQuality } from '../market-data/venue-quality.ts';
import type { Clock, Log } from '../ports.ts';

/** What keeps the knowledge of venues beyond the life of the process. */
export interface VenueMemoryPorts {
  readonly market: Market;
  readonly clock: Clock;
  readonly log: Log;
  readonly load: () => Promise<readonly VenueEstimateRow[]>;
  readonly said: () => Promise<readonly SaidStatus[]>;
  /** Fills since a time that came after their children had ended. */
  readonly late: (sinceUs: number) => Promise<readonly LateFillRow[]>;
  readonly save: (rows: readonly VenueEstimateRow[], atUs: number) => Promise<void>;
  readonly record: (rows: readonly VenueQualityRow[], atUs: number) => Promise<unknown>;
}

/**
 * Restores at the start what was learned of the venues and said of them, and writes down what is learned meanwhile: the estimators, so that
 * nothing has to be learned again, and rows of venue_quality_ts, so that people see how a venue did. Beside the order path: a database that
 * cannot be reached costs the record of some seconds and nothing else.
 */
export class VenueMemory {
  readonly #ports: VenueMemoryPorts;
  /** Pairs that learned something since the last row of theirs. */
  readonly #touched = new Map<string, Set<string>>();
  #running: Promise<void> = Promise.resolve();

  constructor(ports: VenueMemoryPorts) {
    this.#ports = ports;
  }

  /** Takes back everything that was stored; gives how many estimates. One of another version's layout is left out. */
  async restore(): Promise<number> {
    const { market, load, said, log } = this.#ports;
    let restored = 0;
    for (const { venue_id, instrument_id, state } of await load()) {
      const stored = { venueId: venue_id, instrumentId: instrument_id, numbers: state };
      if (market.health(venue_id)?.estimates.restore(stored) === true) restored += 1;
      else log.warn({ venueId: venue_id, instrumentId: instrument_id }, 'a stored estimate cannot be used');
    }
    for (const { venueId, ...word } of await said()) market.health(venueId)?.say(word);
    await this.#restoreLateness();
    return restored;
  }

  /** A venue that has filled late before the restart may do so again after it. */
  async #restoreLateness(): Promise<void> {
    const { market, clock, late } = this.#ports;
    const windowUs = Math.max(0, ...market.venues.map(({ terms }) => terms.correctionWindowUs));
    for (const { venue_id, late_us, at_us } of await late(clock.nowUs() - windowUs))
      market.health(venue_id)?.lateness.filledLate(late_us, at_us);
  }

  /** Saves the estimators that have changed. One save at a time; what could not be saved is tried again with the next. */
  save(): Promise<void> {
    this.#running = this.#running.then(() => this.#save());
    return this.#running;
  }

  /** Writes a row of venue_quality_ts for every venue and instrument that has been saved with something new since the last row. */
  async record(): Promise<void> {
    const { market, clock, log } = this.#ports;
    const nowUs = clock.nowUs();
    const touched = [...this.#touched];
    this.#touched.clear();
    const rows = touched.flatMap(([instrumentId, venueIds]) => qualityRows(market, { instrumentId, venueIds, nowUs }));
    if (rows.length === 0) return;
    await this.#ports
      .record(rows, nowUs)
      .catch((error: unknown) => log.warn({ error }, 'venue quality was not recorded'));
  }

  async #save(): Promise<void> {
    const { market, clock, log } = this.#ports;
    const taken = market.venues.flatMap(({ estimates }) =>
      estimates.takeUnsaved().map((estimate) => ({ estimates, estimate })),
    );
    if (taken.length === 0) return;
    for (const { estimate } of taken) this.#touch(estimate);
    const rows = taken.map(({ estimate }) => rowOf(estimate));
    await this.#ports.save(rows, clock.nowUs()).catch((error: unknown) => {
      log.warn({ error }, 'venue estimates were not saved');
      keep(taken);
    });
  }

  #touch({ venueId, instrumentId }: StoredEstimate): void {
    if (this.#ports.market.book(instrumentId) === undefined) return;
    const venues = this.#touched.get(instrumentId) ?? new Set();
    this.#touched.set(instrumentId, venues.add(venueId));
  }
}

function keep(taken: readonly { estimates: VenueEstimates; estimate: StoredEstimate }[]): void {
  for (const { estimates, estimate } of taken) estimates.keepUnsaved(estimate);
}

function rowOf({ venueId, instrumentId, numbers }: StoredEstimate): VenueEstimateRow {
  return { venue_id: venueId, instrument_id: instrumentId, state: numbers };
}

function qualityRows(
  market: Market,
  of: { instrumentId: string; venueIds: ReadonlySet<string>; nowUs: number },
): VenueQualityRow[] {
  const book = market.book(of.instrumentId);
  if (book === undefined) return [];
  const known = venueQuality(book, market.venuesOf(book), of.nowUs).filter((row) => of.venueIds.has(row.venue_id));
  return known.map((row) => ({
    timestamp_us: of.nowUs,
    venue_id: row.venue_id,
    instrument_id: of.instrumentId,
    liquidity_score: row.liquidity_score,
    speed_score: row.speed_score,
    cost_score: row.cost_score,
    fill_rate: row.fill_rate,
    market_impact_score: row.market_impact_score,
    status: row.status,
    source: 'ROUTER',
    observations: row.estimates.fill_rate.observations,
  }));
}
