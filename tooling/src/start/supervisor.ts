import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import type { InstanceLock } from './instance-lock.ts';
import { type KeepingPorts, KeptService, type Watched } from './kept-service.ts';
import { Service } from './service.ts';

interface Wishes {
  readonly say: (line: string) => void;
  /** Told of every death and return of a process. */
  readonly tell: (line: string) => void;
  readonly lock: InstanceLock;
}

/** What the processes are kept with, where a test does not bring its own. */
const REAL: Pick<KeepingPorts, 'launch' | 'nowMs' | 'pause' | 'draw'> = {
  launch: Service.start,
  nowMs: () => performance.now(),
  pause: (ms, signal) => pause(ms, undefined, { signal }),
  draw: Math.random,
};

/** Starts processes, keeps them running and stops them in the opposite order of their start. */
export class Supervisor {
  readonly #say: (line: string) => void;
  readonly #services: KeptService[] = [];
  readonly #trouble = new AbortController();
  readonly #ports: KeepingPorts;

  constructor({ say, tell, lock }: Wishes, real = REAL) {
    this.#say = say;
    this.#ports = { ...real, record: lock.record, say: tell, signal: this.signal };
  }

  /** Given when a process cannot be started or somebody asks to stop; its reason is a Refusal in the first case. */
  get signal(): AbortSignal {
    return this.#trouble.signal;
  }

  /** Starts a process and keeps it running from then on. */
  start(watched: Watched): KeptService {
    this.signal.throwIfAborted();
    const service = new KeptService(watched, this.#ports);
    this.#services.push(service);
    service.firstWell.catch((refusal: unknown) => this.#trouble.abort(refusal));
    return service;
  }

  /** Waits until a process that was started is well, and gives what it says then. Throws a Refusal when it is not within the deadline. */
  async untilWell(service: KeptService, deadlineMs: number): Promise<string> {
    const over = new AbortController();
    const late = this.#ports.pause(deadlineMs, AbortSignal.any([over.signal, this.signal])).then(() => {
      throw new Refusal(
        `${service.name} was not well within ${Math.round(deadlineMs / 1000)} s; ${service.lastWords()}`,
      );
    });
    try {
      return await Promise.race([service.firstWell, late]);
    } catch (error) {
      // Where the waiting was cut off, the reason is that of the cut.
      throw this.signal.aborted ? this.signal.reason : error;
    } finally {
      over.abort();
      late.catch(() => {});
    }
  }

  /** Settles when the system is to stop: with the reason somebody gave. Throws a Refusal when a process could not be started. */
  async untilTrouble(): Promise<unknown> {
    if (!this.signal.aborted)
      await new Promise((fulfil) => this.signal.addEventListener('abort', fulfil, { once: true }));
    if (this.signal.reason instanceof Refusal) throw this.signal.reason;
    return this.signal.reason;
  }

  /** Ends the waiting: somebody asked to stop. */
  interrupt(reason: string): void {
    this.#trouble.abort(reason);
  }

  /** Stops every process, the last started first, each before the next; none is started again from here on. */
  async stopAll(): Promise<void> {
    this.#trouble.abort('stopping');
    for (const service of this.#services.splice(0).reverse()) {
      const begun = performance.now();
      const outcome = await service.stop();
      const elapsed = `(${Math.round(performance.now() - begun)} ms)`;
      this.#say(
        `${service.name.padEnd(10)}${outcome === 'killed' ? 'did not stop in time: killed' : 'stopped'} ${elapsed}`,
      );
    }
  }
}
