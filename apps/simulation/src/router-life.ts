import { createHash } from 'node:crypto';
import { journalOver } from '@fairlead/db/journal/journal';
import type { Adapters, JournalHearers, OpenedJournal } from '@fairlead/router/adapters';
import { type RouterEnv, readEnv } from '@fairlead/router/env';
import type { Log, Timers } from '@fairlead/router/ports';
import { type Headless, startHeadless } from '@fairlead/router/router';
import { SocketGateway } from '@fairlead/router/wire/venue-gateway';
import type { Random } from '@fairlead/venue-sim/random';
import type { Asker, DatabaseServer } from './database-server.ts';
import type { Happenings } from './happenings.ts';
import type { Network } from './network.ts';
import type { SimulatedFile } from './simulated-file.ts';
import { SimulatedProjector } from './simulated-projector.ts';
import { type Catalogue, simulatedStore } from './simulated-store.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a router lives in. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly happenings: Happenings;
  readonly network: Network;
  readonly server: DatabaseServer;
  readonly file: SimulatedFile;
  readonly catalogue: Catalogue;
  readonly ids: { next(): string };
  /** Hears of the parts of a router that has started. */
  readonly onStart: (parts: Headless['parts']) => void;
  /** Hears which router has the shard from now on. */
  readonly onLease: (life: RouterLife) => void;
  /** Sees what a router sends before it leaves. */
  readonly onDeparture: (life: RouterLife, venueId: string, text: string) => void;
}

const ENV: RouterEnv = readEnv({ DATABASE_URL: 'none', CHILD_TIMEOUT_MS: '1000' });
const LOOK_AT_SHARD_MS = 250;
const NOTHING = { cancel: () => {} };
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** One process of the router, from its start to its end: the composition that production starts, on adapters of the simulation. */
export class RouterLife implements Asker {
  isDead = false;
  isReady = false;
  running: Headless | null = null;
  readonly #around: Surroundings;
  /** Before which thing that reaches outside it dies; null while it is to live. */
  #diesAfter: number | null = null;
  #pausedUntilUs = 0;
  #onDeath: () => void = () => {};

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Starts it. A start that fails is an end like others. */
  begin(): void {
    void startHeadless(ENV, this.#adapters()).then(
      (running) => {
        this.running = running;
        this.#around.onStart(running.parts);
        void running.ready.then(
          () => this.#ready(running),
          (error: unknown) => this.#failed('router could not find out what became of its orders', error),
        );
      },
      (error: unknown) => this.#failed('router could not start', error),
    );
  }

  #ready({ parts }: Headless): void {
    if (this.isDead) return;
    this.isReady = parts.pipeline.isReady;
    this.#around.happenings.tell('router is ready');
  }

  /** Its process ends, and is started again. */
  #failed(what: string, error: unknown): void {
    if (this.isDead) return;
    this.#around.happenings.tell(what, { error: String(error) });
    this.die();
  }

  /** What is done when it has died. */
  onDeath(then: () => void): void {
    this.#onDeath = then;
  }

  /** It dies before the thing that it would reach outside with after so many others; not any more where that is null. */
  dieAfter(count: number | null): void {
    this.#diesAfter = count;
  }

  /** `kill -9`: from now on it does nothing any more, in the middle of whatever it was doing. */
  die(): void {
    if (this.isDead) return;
    this.isDead = true;
    this.#onDeath();
  }

  reach(): boolean {
    if (this.#diesAfter !== null) {
      this.#diesAfter -= 1;
      if (this.#diesAfter < 0) this.die();
    }
    return !this.isDead;
  }

  /** `SIGSTOP`: it stands still for so long, and then goes on as if nothing had been; in microseconds. */
  pause(us: number): void {
    this.#pausedUntilUs = this.#around.time.nowUs() + us;
    this.#around.network.stallAll(this, us);
  }

  get isPaused(): boolean {
    return this.#around.time.nowUs() < this.#pausedUntilUs;
  }

  whenAwake(run: () => void): void {
    if (this.isDead) return;
    const { time } = this.#around;
    if (!this.isPaused) run();
    else time.at(this.#pausedUntilUs, () => this.whenAwake(run));
  }

  /** What it does by its own clock comes in between, and is no step towards its end. */
  #wakes(): boolean {
    return this.#diesAfter === 0 ? this.reach() : !this.isDead;
  }

  /** Resolves after so many milliseconds, or never, where it dies before. Rejects where the signal is given. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#timers.after(ms, resolve);
      signal?.addEventListener('abort', () => {
        timer.cancel();
        reject(new Error('not waited for any more'));
      });
    });
  }

  readonly #timers: Timers = {
    after: (delayMs, run) => {
      if (this.isDead) return NOTHING;
      let isCanceled = false;
      const timer = this.#around.time.after(delayMs * 1_000, () =>
        this.whenAwake(() => {
          if (!isCanceled && this.#wakes()) run();
        }),
      );
      return {
        cancel: () => {
          isCanceled = true;
          timer.cancel();
        },
      };
    },
  };

  #adapters(): Adapters {
    const { time, random, server, ids, catalogue, network, onDeparture } = this.#around;
    const uptimeMs = () => time.passedUs / 1_000;
    return {
      log: this.#log(),
      clock: { nowUs: () => time.nowUs(), distanceUs: 0, correct: () => 0 },
      uptimeMs,
      loopBusyMs: () => 0,
      cpuMs: () => 0,
      ids,
      hash,
      timers: this.#timers,
      disk: null,
      controlFile: this.#around.file.openedBy(this),
      lastDrill: async () => null,
      random: () => random.unit(),
      verifyToken: () => Promise.reject(new Error('nobody logs on to the simulation')),
      openStore: async () => simulatedStore(server, this, catalogue),
      openJournal: (hearers) => this.#openJournal(hearers),
      environment: 'SIMULATED',
      release: '0.0.0',
      circuitStore: null,
      venueSessions: (venueIds, ports) =>
        new SocketGateway(
          venueIds,
          { host: 'venues', port: 1, sessionId: 'router' },
          {
            ...ports,
            dial: ({ venueId }) =>
              network.dial(this, venueId, (of, text) => {
                if (!this.reach()) return false;
                onDeparture(this, of, text);
                return true;
              }),
          },
        ),
    };
  }

  async #openJournal({ onCommitted, onProjected }: JournalHearers): Promise<OpenedJournal> {
    const { server, time, random } = this.#around;
    const { database } = server;
    while (!(await server.ask(this, () => database.isFree(time.nowUs())))) await this.wait(LOOK_AT_SHARD_MS);
    const lease = await server.ask(this, () => {
      const taken = database.takeLease();
      database.renew(taken, this, time.nowUs());
      this.#around.onLease(this);
      return taken;
    });
    const projector = new SimulatedProjector({ server, life: this, lease, onProjected });
    const journal = journalOver(
      {
        link: (onLoss) => server.link(this, onLoss),
        wait: (ms, signal) => this.wait(ms, signal),
        uptimeMs: () => time.passedUs / 1_000,
        draw: () => random.unit(),
      },
      {
        lease,
        onCommitted: (entries) => {
          projector.offer(entries);
          onCommitted(entries);
        },
      },
    );
    const term = {
      renew: () => server.ask(this, () => database.renew(lease, this, time.nowUs())),
      end: () => server.ask(this, () => {}),
    };
    return { journal, projector, term };
  }

  #log(): Log {
    const { happenings } = this.#around;
    const tell = (level: string) => (facts: object, message: string) => {
      if (!this.isDead) happenings.note(`${level} ${message}`, facts);
    };
    return { info: () => {}, warn: tell('warn:'), error: tell('error:') };
  }
}
