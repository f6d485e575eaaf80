import { backoffMs } from '@fairlead/core/math/backoff';
import { Refusal } from '../refusal.ts';
import { signalGroup } from './process-table.ts';
import type { Exit, Running, ServiceSpec } from './service.ts';

/** A process of the system and how it is known to be well. */
export interface Watched {
  readonly spec: ServiceSpec;
  /** Settles with what there is to say of it when the process is well. May wait for ever; the signal ends the waiting. */
  readonly well: (running: Running, signal: AbortSignal) => Promise<string>;
  /** Ends at the stop what a dead process may have left outside its group. */
  readonly endLeftovers?: () => Promise<void>;
}

/** What a process is kept with. */
export interface KeepingPorts {
  readonly launch: (spec: ServiceSpec, of: { readonly again: boolean }) => Running;
  /** Writes down which process now runs under a name. */
  readonly record: (name: string, pid: number) => void;
  /** Tells the person at the terminal. */
  readonly say: (line: string) => void;
  readonly nowMs: () => number;
  /** Settles after a while; rejects when the signal is given. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Uniform in [0, 1). */
  readonly draw: () => number;
  /** Given when the system is to stop: from then on nothing is started. */
  readonly signal: AbortSignal;
}

const PAUSES = { firstMs: 500, longestMs: 30_000 };
/** A process that was well for so long has got over what it had died of: the pauses begin anew. */
const RECOVERED_MS = 60_000;
const UNWELL_MS = 60_000;
/** After so many deaths in a row the end of the log is shown. */
const SHOW_LOG_EVERY = 5;
const LOG_LINES_SHOWN = 15;
const NOT_STARTED = { exit: { code: 1, signal: null }, wellMs: 0 };

/**
 * A process that runs until the system stops: when it dies it is started again, after pauses that grow with each death in a row, and for ever.
 * One that dies before it was well for the first time is not: what a first start fails of is for a person to mend.
 */
export class KeptService {
  readonly name: string;
  /** Settles when the process is well for the first time; rejects with a Refusal when it dies before. */
  readonly firstWell: Promise<string>;
  readonly #watched: Watched;
  readonly #ports: KeepingPorts;
  #running: Running | null = null;
  #failures = 0;
  #diedAtMs: number | null = null;
  #hasBeenWell = false;
  #first: { well: (word: string) => void; died: (refusal: Refusal) => void } = { well: () => {}, died: () => {} };

  constructor(watched: Watched, ports: KeepingPorts) {
    this.name = watched.spec.name;
    this.#watched = watched;
    this.#ports = ports;
    this.firstWell = new Promise((well, died) => {
      this.#first = { well, died };
    });
    // Whoever waits for it sees it; nobody needs to.
    this.firstWell.catch(() => {});
    void this.#keep(this.#launch(false));
  }

  /** Ends the process that runs now, if one does. The signal must have been given, or it is started again. */
  async stop(): Promise<'stopped' | 'killed'> {
    const outcome = (await this.#running?.stop()) ?? 'stopped';
    await this.#watched.endLeftovers?.();
    return outcome;
  }

  /** The end of its log in words, for a person who wonders why. */
  lastWords(): string {
    const lines = this.#running?.lastLines(LOG_LINES_SHOWN) ?? [];
    return `its log is ${this.#watched.spec.logPath}, the last of it:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  }

  async #keep(first: Running): Promise<void> {
    for (let running: Running | null = first; ; running = this.#launchAgain()) {
      const { exit, wellMs } = running === null ? NOT_STARTED : await this.#live(running);
      if (this.#ports.signal.aborted) return;
      if (!this.#hasBeenWell)
        return this.#first.died(new Refusal(`${this.name} ${howItEnded(exit)}; ${this.lastWords()}`));
      // Whatever it has started and left may still hold its port.
      if (running !== null) signalGroup(running.pid, 'SIGKILL');
      const pauseMs = this.#pauseAfter(wellMs);
      this.#sayDeath(exit, pauseMs);
      this.#running = null;
      const goOn = await this.#ports.pause(pauseMs, this.#ports.signal).then(
        () => true,
        () => false,
      );
      if (!goOn || this.#ports.signal.aborted) return;
    }
  }

  #launch(again: boolean): Running {
    const { spec } = this.#watched;
    const running = this.#ports.launch(spec, { again });
    this.#running = running;
    if (running.pid !== 0) this.#ports.record(spec.name, running.pid);
    return running;
  }

  /** A full disk, say, is no reason to give up either. */
  #launchAgain(): Running | null {
    try {
      return this.#launch(true);
    } catch (error) {
      this.#say(`could not be started: ${error instanceof Error ? error.message : error}`);
      return null;
    }
  }

  /** Waits for the end of one life of the process; tells when it is well, and for how long it was. */
  async #live(running: Running): Promise<{ exit: Exit; wellMs: number }> {
    const { nowMs, pause, signal } = this.#ports;
    const ended = new AbortController();
    const either = AbortSignal.any([ended.signal, signal]);
    let wellAtMs: number | null = null;
    const wellness = this.#watched.well(running, either).then((word) => {
      if (either.aborted) return;
      wellAtMs = nowMs();
      this.#becameWell(running, word);
    });
    wellness.catch(() => {});
    const unwell = pause(UNWELL_MS, either).then(() => {
      if (wellAtMs === null && this.#hasBeenWell) this.#say(`runs as process ${running.pid} but is not well yet`);
    });
    unwell.catch(() => {});
    const exit = await running.exited;
    ended.abort();
    return { exit, wellMs: wellAtMs === null ? 0 : nowMs() - wellAtMs };
  }

  #becameWell(running: Running, word: string): void {
    this.#hasBeenWell = true;
    this.#first.well(word);
    if (this.#diedAtMs === null) return;
    this.#say(`is back as process ${running.pid}, ${word}, after ${seconds(this.#ports.nowMs() - this.#diedAtMs)}`);
    this.#diedAtMs = null;
  }

  #pauseAfter(wellMs: number): number {
    this.#failures = wellMs >= RECOVERED_MS ? 1 : this.#failures + 1;
    return backoffMs(this.#failures, PAUSES, this.#ports.draw());
  }

  #sayDeath(exit: Exit, pauseMs: number): void {
    this.#diedAtMs ??= this.#ports.nowMs();
    const next = `it starts again in ${seconds(pauseMs)}`;
    if (this.#failures % SHOW_LOG_EVERY === 0)
      this.#say(`${howItEnded(exit)}, ${this.#failures} times in a row now; ${next}; ${this.lastWords()}`);
    else this.#say(`${howItEnded(exit)}; ${next}; its log is ${this.#watched.spec.logPath}`);
  }

  #say(what: string): void {
    this.#ports.say(`${this.name.padEnd(10)}${what}`);
  }
}

function howItEnded({ code, signal }: Exit): string {
  return signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
