import type { Commit } from '@fairlead/db/journal/commit';
import type { Fate, JournalLink } from '@fairlead/db/journal/journal-link';
import { serverWord } from '@fairlead/db/testing/server-word';
import type { Random } from '@fairlead/venue-sim/random';
import type { Happenings } from './happenings.ts';
import type { SimulatedDatabase } from './simulated-database.ts';
import type { Verdict } from './verdict.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How the server is: well, away (refuses connections), hanging (says nothing), with a full disk, or slow. */
export type Mood = 'WELL' | 'AWAY' | 'HANGS' | 'FULL' | 'SLOW';

/** Who asks: whoever is dead hears nothing any more. */
export interface Asker {
  readonly isDead: boolean;
  /** Told before each thing that reaches outside; false where it does not, because it has died. */
  reach(): boolean;
  /** Does something once it is awake: a process that is stopped hears of nothing until it goes on, and one that has died never does. */
  whenAwake(run: () => void): void;
  /** Resolves after so many milliseconds, or never, where it dies before. */
  wait(ms: number): Promise<void>;
}

const DISK_FULL = '53100';
const SECOND_US = 1_000_000;
/** The journal takes its batch apart down to one entry, and tries again after pauses. */
const TRIES_MAX = 20;
/** How often a connection breaks with a commit on its way. */
const BREAKS = 0.004;

/**
 * The way to the database: every answer takes its time, and some never come. What was on its way when its asker died, or its connection broke, may have been
 * done all the same.
 */
export class DatabaseServer {
  readonly database: SimulatedDatabase;
  /** Commits that a router has under way now. */
  underWay: 'NONE' | 'ASKED' | 'DURABLE' = 'NONE';
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #happenings: Happenings;
  readonly #verdict: Verdict;
  #triesUs: readonly number[] = [];
  #mood: Mood = 'WELL';
  #untilUs = 0;

  constructor(parts: {
    readonly database: SimulatedDatabase;
    readonly time: VirtualTime;
    readonly random: Random;
    readonly happenings: Happenings;
    readonly verdict: Verdict;
  }) {
    this.database = parts.database;
    this.#time = parts.time;
    this.#random = parts.random;
    this.#happenings = parts.happenings;
    this.#verdict = parts.verdict;
  }

  get mood(): Mood {
    return this.#time.nowUs() < this.#untilUs ? this.#mood : 'WELL';
  }

  /** From now on it is like this, for so long; in microseconds. */
  set(mood: Mood, us: number): void {
    this.#mood = mood;
    this.#untilUs = this.#time.nowUs() + us;
  }

  /** Asks it something beside the order path. Rejects where it is away. */
  async ask<Answer>(asker: Asker, work: () => Answer): Promise<Answer> {
    if (!asker.reach()) return never();
    await this.#pass(300 + this.#random.below(1_500), asker);
    if (this.mood === 'HANGS') await this.#pass(this.#untilUs - this.#time.nowUs(), asker);
    if (this.mood === 'AWAY') throw new Error('connect ECONNREFUSED');
    return work();
  }

  /** The journal’s own way to it. */
  link(asker: Asker, onLoss: () => void): JournalLink {
    let isConnected = false;
    let lastError: string | null = null;
    const drop = (error: unknown) => {
      isConnected = false;
      lastError = String(error);
    };
    this.#losses.set(asker, () => {
      if (!isConnected || asker.isDead) return;
      drop('the server has gone');
      onLoss();
    });
    return {
      get connected() {
        return isConnected;
      },
      get lastError() {
        return lastError;
      },
      connect: async () => {
        await this.ask(asker, () => {});
        isConnected = true;
      },
      write: (commit) => this.#write(asker, commit),
      look: (commit) => this.ask(asker, () => this.database.look(commit)),
      makePartitions: () => this.ask(asker, () => {}),
      drop,
      close: async () => {
        isConnected = false;
      },
    };
  }

  readonly #losses = new Map<Asker, () => void>();

  /** Breaks idle connections: what a server does that stops. */
  breakConnections(): void {
    for (const lose of this.#losses.values()) lose();
  }

  async #write(asker: Asker, commit: Commit): Promise<Fate> {
    if (!asker.reach()) return never();
    this.underWay = 'ASKED';
    await this.#pass(this.#commitUs(), null);
    if (this.mood === 'HANGS') await this.#hang(asker, commit);
    this.#refuseWhereUnwell(asker, commit);
    // What was sent to a server is done, whether its sender lives or not; but not by one that has never read it.
    if (asker.isDead && this.#random.chance(0.2)) return never();
    const breaks = this.#random.unit();
    if (breaks < BREAKS) this.#brokenWay('BEFORE');
    const fate = this.#done(commit);
    this.underWay = 'DURABLE';
    if (asker.isDead) this.#happenings.count('crash: durable, nobody heard');
    if (breaks > 1 - BREAKS) this.#brokenWay('AFTER');
    await this.#pass(100 + this.#random.below(400), asker);
    if (!asker.reach()) return never();
    this.underWay = 'NONE';
    return fate;
  }

  /** It says nothing until the connection is given up; what it was given may be done meanwhile. */
  async #hang(asker: Asker, commit: Commit): Promise<never> {
    this.#happenings.count('database: commit while HANGS');
    await this.#pass(this.#untilUs - this.#time.nowUs(), null);
    if (this.#random.chance(0.5)) this.#tryQuietly(commit);
    this.underWay = 'NONE';
    if (asker.isDead) return never();
    throw new Error('Query read timeout');
  }

  #done(commit: Commit): Fate {
    try {
      return this.database.write(commit);
    } catch (error) {
      this.underWay = 'NONE';
      this.#happenings.count('database: entry refused');
      throw error;
    }
  }

  #commitUs(): number {
    const us = 400 + this.#random.exponential(900);
    return Math.round(this.mood === 'SLOW' ? us * (50 + this.#random.below(350)) : us);
  }

  #refuseWhereUnwell(asker: Asker, commit: Commit): void {
    const { mood } = this;
    this.#tried();
    if (mood === 'WELL' || mood === 'SLOW') return;
    this.underWay = 'NONE';
    this.#happenings.count(`database: commit while ${mood}`);
    if (mood === 'FULL') throw serverWord(DISK_FULL, 'could not extend file: no space left on device');
    // A server that stops in the middle may have written what it does not answer.
    if (!asker.isDead && this.#random.chance(0.3)) this.#tryQuietly(commit);
    throw new Error('Connection terminated unexpectedly');
  }

  /** A server that takes nothing is not asked again and again without a pause. */
  #tried(): void {
    const nowUs = this.#time.nowUs();
    this.#triesUs = this.mood === 'FULL' ? [...this.#triesUs.filter((us) => nowUs - us < SECOND_US), nowUs] : [];
    const count = this.#triesUs.length;
    this.#verdict.holds(count <= TRIES_MAX, 'A_FULL_DATABASE_IS_LEFT_IN_PEACE', () => ({ triesInASecond: count }));
  }

  #tryQuietly(commit: Commit): void {
    try {
      this.database.write(commit);
      this.#happenings.count('database: written and not answered');
    } catch {
      // It would have been refused.
    }
  }

  #brokenWay(when: 'BEFORE' | 'AFTER'): never {
    this.underWay = 'NONE';
    this.#happenings.count(`database: connection broke ${when.toLowerCase()} the commit`);
    throw new Error('Connection terminated unexpectedly');
  }

  #pass(us: number, asker: Asker | null): Promise<void> {
    return new Promise((resolve) => {
      this.#time.after(us, () => {
        if (asker === null) resolve();
        else asker.whenAwake(resolve);
      });
    });
  }
}

/** For whoever has died: it waits for nothing any more. */
function never(): Promise<never> {
  return new Promise(() => {});
}
