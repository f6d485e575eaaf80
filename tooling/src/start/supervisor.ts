import { Refusal } from '../refusal.ts';
import { becomesHealthy } from './health.ts';
import type { InstanceLock } from './instance-lock.ts';
import { type Exit, Service, type ServiceSpec } from './service.ts';

const LOG_LINES_SHOWN = 15;

interface Wishes {
  readonly say: (line: string) => void;
  readonly lock: InstanceLock;
}

/** Starts processes, watches them and stops them in the opposite order of their rank. */
export class Supervisor {
  readonly #say: (line: string) => void;
  readonly #lock: InstanceLock;
  readonly #services: Service[] = [];
  readonly #trouble = new AbortController();
  #stopping = false;

  constructor({ say, lock }: Wishes) {
    this.#say = say;
    this.#lock = lock;
  }

  /** Given when a process ends unasked or somebody asks to stop; its reason is a Refusal in the first case. */
  get signal(): AbortSignal {
    return this.#trouble.signal;
  }

  /** Starts a process and watches it from then on. */
  start(spec: ServiceSpec): Service {
    this.signal.throwIfAborted();
    const service = Service.start(spec);
    this.#services.push(service);
    if (service.pid !== 0) this.#lock.record(spec.name, service.pid);
    void service.exited.then((exit) => this.#onExit(service, exit));
    return service;
  }

  /** Waits until a process answers at its health address. Throws a Refusal when it does not within the deadline. */
  async untilHealthy(service: Service, url: string, deadlineMs: number): Promise<void> {
    if (await becomesHealthy(url, { deadlineMs, signal: this.signal })) return;
    const seconds = Math.round(deadlineMs / 1000);
    throw new Refusal(`${service.name} was not healthy at ${url} within ${seconds} s${this.#lastWords(service)}`);
  }

  /** Waits until a process says something over its channel. Throws when it does not within the deadline. */
  async untilMessage(service: Service, deadlineMs: number): Promise<unknown> {
    const late = new Refusal(`${service.name} was not ready within ${Math.round(deadlineMs / 1000)} s`);
    return await firstOf({ wanted: service.message, deadlineMs, late, signal: this.signal });
  }

  /** Settles when the system is to stop: with the reason somebody gave. Throws a Refusal when a process has died. */
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

  /** Stops every process, the last started first, each before the next. */
  async stopAll(): Promise<void> {
    this.#stopping = true;
    for (const service of this.#services.splice(0).reverse()) {
      const begun = performance.now();
      const outcome = await service.stop();
      const elapsed = `(${Math.round(performance.now() - begun)} ms)`;
      this.#say(
        `${service.name.padEnd(10)}${outcome === 'killed' ? 'did not stop in time: killed' : 'stopped'} ${elapsed}`,
      );
    }
  }

  #onExit(service: Service, exit: Exit): void {
    if (this.#stopping) return;
    const how = exit.signal === null ? `ended with code ${exit.code}` : `was ended by ${exit.signal}`;
    this.#trouble.abort(new Refusal(`${service.name} ${how}${this.#lastWords(service)}`));
  }

  #lastWords(service: Service): string {
    const lines = service.lastLines(LOG_LINES_SHOWN).map((line) => `  ${line}`);
    return `; its log is ${service.logPath}, the last of it:\n${lines.join('\n')}`;
  }
}

interface Race {
  readonly wanted: Promise<unknown>;
  readonly deadlineMs: number;
  readonly late: Refusal;
  readonly signal: AbortSignal;
}

async function firstOf({ wanted, deadlineMs, late, signal }: Race): Promise<unknown> {
  signal.throwIfAborted();
  return await new Promise((fulfil, reject) => {
    const timer = setTimeout(() => reject(late), deadlineMs);
    const give = (settle: () => void) => () => {
      clearTimeout(timer);
      settle();
    };
    signal.addEventListener(
      'abort',
      give(() => reject(signal.reason)),
      { once: true },
    );
    void wanted.then((value) => give(() => fulfil(value))());
  });
}
