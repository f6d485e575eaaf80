import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** How far the projections tell the journal. */
export interface ProjectedPosition {
  readonly position: number;
  /** The time of that entry, in microseconds since 1970. */
  readonly atUs: number;
}

/** How much of the journal the projections tell. */
export interface Told {
  readonly isAll: boolean;
  /** Of the last entry that they tell, in microseconds since 1970. */
  readonly atUs: number;
}

/** Somebody who waits until the projections tell a position. */
interface Waiter {
  readonly position: number;
  readonly told: (isTold: boolean) => void;
  readonly failed: (error: unknown) => void;
}

const POSITION = `select p.position::float8 as position, ${microseconds('p.at')} as "atUs" from projection_positions p where p.shard = $1`;
const AS_OF = `select p.position::float8 as position,
  ${microseconds('case when p.position >= coalesce(j.newest, 0) then clock_timestamp() else p.at end')} as "atUs"
from projection_positions p left join lateral (
  select position as newest from order_journal where shard = p.shard order by position desc limit 1
) j on true where p.shard = $1`;
const TOLD = `select p.position >= coalesce((select max(j.position) from order_journal j where j.shard = p.shard), 0) as "isAll",
  ${microseconds('p.at')} as "atUs" from projection_positions p where p.shard = $1`;
const NOTHING: ProjectedPosition = { position: 0, atUs: 0 };
const WAIT_MS_MAX = 1_000;
const PAUSE_MS = 15;

/** Reads how far the projections are. */
export class ProjectionRepository {
  readonly #database: Database;
  readonly #shard: number;
  readonly #waiting = new Set<Waiter>();
  #isLooking = false;

  constructor(database: Database, shard = 0) {
    this.#database = database;
    this.#shard = shard;
  }

  async position(): Promise<ProjectedPosition> {
    const result = await this.#database.query<ProjectedPosition>(POSITION, [this.#shard]);
    return result.rows[0] ?? NOTHING;
  }

  /** What is read now is of which time: of now where the projections tell the whole journal, else of the last entry that they tell. */
  async asOf(): Promise<ProjectedPosition> {
    const result = await this.#database.query<ProjectedPosition>(AS_OF, [this.#shard]);
    return result.rows[0] ?? NOTHING;
  }

  /** True when the projections tell the entry at a position; waits for it for a second at most, and is false where it did not come. */
  untilPosition(position: number, msMax = WAIT_MS_MAX): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(limit);
        this.#waiting.delete(waiter);
      };
      const waiter: Waiter = {
        position,
        told: (isTold) => {
          leave();
          resolve(isTold);
        },
        failed: (error) => {
          leave();
          reject(error);
        },
      };
      const limit = setTimeout(() => waiter.told(false), Math.min(msMax, WAIT_MS_MAX));
      this.#waiting.add(waiter);
      if (!this.#isLooking) void this.#look();
    });
  }

  /** Whether the projections tell all that is in the journal now, and the time of the last entry that they tell. */
  async told(): Promise<Told> {
    const result = await this.#database.query<Told>(TOLD, [this.#shard]);
    return result.rows[0] ?? { isAll: false, atUs: 0 };
  }

  /** One looks for all who wait, so that many of them ask the database no more often than one. Positions only grow: a look that began before somebody came counts too. */
  async #look(): Promise<void> {
    this.#isLooking = true;
    try {
      while (this.#waiting.size > 0) {
        const { position } = await this.position();
        for (const waiter of this.#waiting) if (waiter.position <= position) waiter.told(true);
        if (this.#waiting.size > 0) await wait(PAUSE_MS);
      }
    } catch (error) {
      for (const waiter of this.#waiting) waiter.failed(error);
    }
    this.#isLooking = false;
  }
}
