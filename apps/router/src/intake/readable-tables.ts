import { err, ok, type Result } from '@fairlead/core/result';
import type { ProjectionRepository } from '@fairlead/db/repositories/projection-repository';
import type { Refused } from './problem.ts';

/** What is known of how far the readable tables and the journal are. */
export interface ReadableTablesPorts {
  readonly projections: Pick<ProjectionRepository, 'position' | 'untilPosition'>;
  /** Where the journal ends; null where another router may have written since. */
  readonly journalEnd: () => number | null;
}

/** The one place where an answer that is made of the readable tables waits for them: they follow the journal by some milliseconds, and may be held up. */
export class ReadableTables {
  readonly #ports: ReadableTablesPorts;

  constructor(ports: ReadableTablesPorts) {
    this.#ports = ports;
  }

  /** Null when they tell the position that a caller wants to see at least, at once where it names none; why not, where they do not within a second. */
  async lacking(minPosition: number | undefined): Promise<Refused | null> {
    if (minPosition === undefined) return null;
    const end = this.#ports.journalEnd();
    if (end !== null && minPosition > end) {
      const message = `is past the end of the journal, which is at ${end}`;
      return ['INVALID_REQUEST', { errors: [{ path: 'min_position', code: 'TOO_BIG', message }] }];
    }
    return (await this.#ports.projections.untilPosition(minPosition)) ? null : ['PROJECTION_LATE'];
  }

  /** For figures: waits for all that is durable where a caller names nothing, as far as that comes within a second. Gives how far they are then. */
  async forFigures(minPosition: number | undefined): Promise<Result<number, Refused>> {
    const lacking = await this.lacking(minPosition);
    if (lacking !== null) return err(lacking);
    if (minPosition === undefined) await this.#ports.projections.untilPosition(this.#ports.journalEnd() ?? 0);
    return ok((await this.#ports.projections.position()).position);
  }
}
