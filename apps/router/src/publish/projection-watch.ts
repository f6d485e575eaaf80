import type { Projecting } from '@fairlead/db/projection/projector';
import type { Log, Publisher } from '../ports.ts';
import { ABOUT_NO_ORDER } from './alert-subject.ts';

/** What a watch over the projections works with. */
export interface ProjectionWatchPorts {
  readonly projector: Pick<Projecting, 'state'>;
  /** Time that nobody sets, in milliseconds. */
  readonly uptimeMs: () => number;
  readonly log: Log;
  readonly publisher: Publisher;
}

export const LOOK_AT_PROJECTION_MS = 500;
/** Lists that are older than this are told of; they are well again when they are younger than that. */
const LATE_MS = 5_000;
const WELL_MS = 1_000;

/** Knows how far the readable tables are behind the journal. Tells people when lists get old, whatever the cause, and when they are not any more. */
export class ProjectionWatch {
  readonly #ports: ProjectionWatchPorts;
  /** Where the tables were when they last got on, or were at the end, and when. */
  #moved: { readonly position: number; readonly atMs: number };
  #isLate = false;

  constructor(ports: ProjectionWatchPorts) {
    this.#ports = ports;
    this.#moved = { position: ports.projector.state().position, atMs: ports.uptimeMs() };
  }

  /** True while lists are too old. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** How old the oldest entry is that the tables do not hold, in milliseconds: as old as the last one when it was projected, and the time since. */
  get behindMs(): number {
    const { behind, lagMs, failingSinceMs, position } = this.#ports.projector.state();
    const stalledMs = position === this.#moved.position ? this.#ports.uptimeMs() - this.#moved.atMs : 0;
    if (behind === 0) return failingSinceMs === null ? 0 : stalledMs;
    return Math.max(0, lagMs ?? 0) + stalledMs;
  }

  look(): void {
    const { behind, position, failingSinceMs } = this.#ports.projector.state();
    if (position !== this.#moved.position || (behind === 0 && failingSinceMs === null))
      this.#moved = { position, atMs: this.#ports.uptimeMs() };
    const isLate = this.behindMs > (this.#isLate ? WELL_MS : LATE_MS);
    if (isLate === this.#isLate) return;
    this.#isLate = isLate;
    this.#tell(isLate);
  }

  /** What people want to know of it, in words. */
  describe(): string {
    const { behind, position, lastError, failingSinceMs } = this.#ports.projector.state();
    const where = `tells the journal up to ${position}`;
    const left = behind === 0 ? where : `${where}, ${behind} entries and ${inSeconds(this.behindMs)} behind`;
    return failingSinceMs === null ? left : `${left}; failing: ${lastError ?? 'nobody knows why'}`;
  }

  #tell(isLate: boolean): void {
    const { log, publisher, projector } = this.#ports;
    const { failingSinceMs, lastError } = projector.state();
    const why = failingSinceMs === null ? '' : ` Why: ${lastError ?? 'nobody knows'}.`;
    const message = isLate
      ? `Lists and reports are ${inSeconds(this.behindMs)} behind the journal.${why} Orders are not touched: routing, answers and single orders are read from the journal itself.`
      : 'Lists and reports tell the journal to its end again.';
    if (isLate) log.error({ projection: this.describe() }, message);
    else log.info({}, message);
    const told = { code: 'PROJECTION_LATE', message, ...ABOUT_NO_ORDER };
    publisher.publish('ALERT', { severity: isLate ? 'CRITICAL' : 'INFO', ...told });
  }
}

function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
