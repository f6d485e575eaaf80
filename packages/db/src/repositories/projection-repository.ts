import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** How far the projections tell the journal. */
export interface ProjectedPosition {
  readonly position: number;
  /** The time of that entry, in microseconds since 1970. */
  readonly atUs: number;
}

const POSITION = `select p.position::float8 as position, ${microseconds('p.at')} as "atUs" from projection_positions p where p.shard = $1`;
const NOTHING: ProjectedPosition = { position: 0, atUs: 0 };
const WAIT_MS_MAX = 1_000;
const PAUSE_MS = 15;

/** Reads how far the projections are. */
export class ProjectionRepository {
  readonly #database: Database;
  readonly #shard: number;

  constructor(database: Database, shard = 0) {
    this.#database = database;
    this.#shard = shard;
  }

  async position(): Promise<ProjectedPosition> {
    const result = await this.#database.query<ProjectedPosition>(POSITION, [this.#shard]);
    return result.rows[0] ?? NOTHING;
  }

  /** True when the projections tell the entry at a position; waits for it for a second at most, and is false where it did not come. */
  async untilPosition(position: number, msMax = WAIT_MS_MAX): Promise<boolean> {
    const untilMs = performance.now() + Math.min(msMax, WAIT_MS_MAX);
    while ((await this.position()).position < position) {
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return false;
      await wait(Math.min(PAUSE_MS, leftMs));
    }
    return true;
  }
}
