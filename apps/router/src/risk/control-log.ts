import type { ControlEvent } from '@fairlead/core/control/control-event';
import { backoffMs } from '@fairlead/core/math/backoff';
import type { AppendOutcome, Journal, JournalEntry } from '@fairlead/db/journal/journal-entry';
import { writeControl } from '@fairlead/db/record/control-body';
import type { ControlFile, Log, Publisher, Timers } from '../ports.ts';
import { ABOUT_NO_ORDER } from '../publish/alert-subject.ts';

/** What the log of control works with. */
export interface ControlLogPorts {
  readonly journal: Pick<Journal, 'append'>;
  /** Null where nothing outlives this process but the journal. */
  readonly controlFile: ControlFile | null;
  readonly publisher: Publisher;
  readonly timers: Timers;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Whether what happens here happens to a simulated installation, of which less is kept. */
  readonly simulated: boolean;
}

const PAUSES = { firstMs: 40, longestMs: 5_000 };

/**
 * Writes what happens to the installation and belongs to no order (halts, circuits) into the journal, one after the other, and tells people when it is
 * durable. Whoever decides it acts on it at once, in its own memory, and never waits for this: while the journal is away it is written when it is back. Until
 * then it stands in a file, so that a router that ends meanwhile does not forget it.
 */
export class ControlLog {
  readonly #ports: ControlLogPorts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: ControlLogPorts) {
    this.#ports = ports;
  }

  /**
   * Resolves when it is durable, and `tell` has told people of it, or with why it never will be: the router stops, or another has taken over. Waits while the
   * journal is away.
   */
  record(event: ControlEvent, tell: () => void): Promise<AppendOutcome> {
    void this.#ports.controlFile?.keep(writeControl(event));
    return this.#inTurn(event, tell);
  }

  /** Writes what a router before this one has left in the file. */
  writeLeft(events: readonly ControlEvent[]): void {
    for (const event of events) void this.#inTurn(event, () => {});
  }

  #inTurn(event: ControlEvent, tell: () => void): Promise<AppendOutcome> {
    // In order, whatever the journal refuses at first: a release that stood before its halt would release nothing.
    const written = this.#last.then(() => this.#write(event, tell));
    this.#last = written;
    return written;
  }

  async #write(event: ControlEvent, tell: () => void): Promise<AppendOutcome> {
    const { journal, log } = this.#ports;
    for (let failures = 1; ; failures += 1) {
      const outcome = await journal.append(this.#entryOf(event));
      if (outcome.ok) {
        this.#ports.controlFile?.forget();
        tell();
        return outcome;
      }
      if (outcome.error === 'JOURNAL_CLOSED' || outcome.error === 'LEASE_LOST') {
        log.error({ event, error: outcome.error }, 'a change of control is not in the journal');
        return outcome;
      }
      if (failures === 1) this.#alarm(event, outcome);
      await this.#pause(failures);
    }
  }

  #entryOf(event: ControlEvent): JournalEntry {
    const { simulated } = this.#ports;
    const noOrder = { orderPk: null, firstEvent: 0, lastEvent: 0, key: null, parts: [] };
    return { ...noOrder, atUs: event.atUs, simulated, body: writeControl(event) };
  }

  #alarm(event: ControlEvent, { error, detail }: Extract<AppendOutcome, { ok: false }>): void {
    const { log, publisher } = this.#ports;
    log.error({ event, error, detail }, 'the journal refuses a change of control; it is tried again');
    const message =
      'The journal refused the record of a halt or a circuit. It acts all the same, and is written again.';
    publisher.publish('ALERT', { severity: 'CRITICAL', code: error, message, ...ABOUT_NO_ORDER });
  }

  #pause(failures: number): Promise<void> {
    const { timers, random } = this.#ports;
    return new Promise((resolve) => timers.after(backoffMs(failures, PAUSES, random()), resolve));
  }
}
