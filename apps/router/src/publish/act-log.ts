import { backoffMs } from '@fairlead/core/math/backoff';
import type { AuditRecord } from '@fairlead/db/repositories/audit-repository';
import type { AuditTrail } from '@fairlead/db/repositories/audit-trail';
import type { Log, Timers } from '../ports.ts';

/** What the log of acts works with. */
export interface ActLogPorts {
  readonly audits: Pick<AuditTrail, 'append'>;
  readonly timers: Timers;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Records that are written in one transaction at most. */
const BATCH_MAX = 500;
/** Records that wait at most: what comes while so many do is not kept, and whoever asked is told that it is not durable. */
const WAITING_MAX = 20_000;
const PAUSES = { firstMs: 40, longestMs: 2_000 };

interface Waiting {
  readonly record: AuditRecord;
  readonly settle: (isWritten: boolean) => void;
}

/**
 * Writes who did what into the audit, beside the journal and without anybody on the way of an order waiting for it. Acts that come while some are
 * written go into the next transaction together; while the database is away they wait, in order.
 */
export class ActLog {
  readonly #ports: ActLogPorts;
  readonly #waiting: Waiting[] = [];
  #pumping: Promise<void> | null = null;
  #isClosing = false;

  constructor(ports: ActLogPorts) {
    this.#ports = ports;
  }

  /** Resolves with true when the record is written, with false where it never will be: the database refuses it, or too many wait. */
  keep(record: AuditRecord): Promise<boolean> {
    if (this.#waiting.length >= WAITING_MAX) return Promise.resolve(false);
    const written = new Promise<boolean>((settle) => this.#waiting.push({ record, settle }));
    this.#pumping ??= this.#pump();
    return written;
  }

  /** The record of this id, while it waits to be written; null where none does. */
  waiting(id: string): AuditRecord | null {
    return this.#waiting.find(({ record }) => record.id === id)?.record ?? null;
  }

  /** Writes what waits, once; where that fails it is lost, and told. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#pumping;
    if (this.#waiting.length > 0)
      this.#ports.log.error({ acts: this.#waiting.map(({ record }) => record) }, 'acts could not be audited');
  }

  async #pump(): Promise<void> {
    // What is kept in the same turn is written together.
    await Promise.resolve();
    for (let failures = 0; this.#waiting.length > 0; ) {
      const batch = this.#waiting.slice(0, BATCH_MAX);
      try {
        if (await this.#ports.audits.append(batch.map(({ record }) => record))) this.#settle(batch.length, true);
        else await this.#takeApart(batch);
        failures = 0;
      } catch {
        if (this.#isClosing) break;
        failures += 1;
        await this.#pause(failures);
      }
    }
    this.#pumping = null;
  }

  /** The database refuses one of them for what it says: each is written by itself. */
  async #takeApart(batch: readonly Waiting[]): Promise<void> {
    for (const each of batch) {
      const isWritten = await this.#ports.audits.append([each.record]);
      if (!isWritten) this.#ports.log.error({ act: each.record }, 'the database refuses the record of an act');
      this.#settle(1, isWritten);
    }
  }

  /** The first so many are done with. */
  #settle(count: number, isWritten: boolean): void {
    for (const { settle } of this.#waiting.splice(0, count)) settle(isWritten);
  }

  #pause(failures: number): Promise<void> {
    return new Promise((resolve) => {
      this.#ports.timers.after(backoffMs(failures, PAUSES, this.#ports.random()), resolve);
    });
  }
}
