import type { DatabaseServer } from './database-server.ts';
import { RouterLife, type Surroundings } from './router-life.ts';

/** How long one that was taken over from is still there once it goes on. */
const LEAVES_AFTER_US = 2_000_000;

/** Whoever starts the router again when it has died, as the starter of an installation does. */
export class RouterHost {
  /** The router of now, dead or alive. */
  life: RouterLife;
  /** How often one dies soon after its start. */
  diesAtOnce = 0;
  /** Whether the router is being stopped in good order. */
  isStopping = false;
  readonly #around: Surroundings;
  readonly #server: DatabaseServer;
  /** One that waits for the shard. */
  #standby: RouterLife | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#server = around.server;
    this.life = this.#begin();
  }

  /** It dies before the next thing that it does outside, after so many others. */
  kill(afterCount: number): void {
    this.life.dieAfter(afterCount);
  }

  /** It is not killed after all, where it still lives, and the next ones are not either. */
  spare(): void {
    this.diesAtOnce = 0;
    this.life.dieAfter(null);
    this.#standby?.dieAfter(null);
  }

  /** The orders that it has in memory and that have not ended, by their keys. */
  aliveOrders(): readonly string[] {
    const { desk } = this.life.running?.parts ?? {};
    return desk === undefined ? [] : [...desk.live.alive()].map(({ identity }) => identity.pk);
  }

  /** It is asked to stop, and started again when it has. */
  stop(): void {
    const { life } = this;
    if (life.running === null || life.isDead || this.isStopping) return;
    this.isStopping = true;
    this.#around.happenings.tell('trouble: router stopped');
    void life.running.close().then(() => {
      this.#around.happenings.count('stop: clean');
      life.die();
    });
  }

  /**
   * It stands still for a while, in microseconds, and another is started beside it. Where it stands still for longer than it may act without saying so, that
   * one takes over, and it finds out when it goes on; else that one leaves.
   */
  pause(us: number): void {
    const { life } = this;
    if (life.isDead || this.isStopping || !life.isReady || life.isPaused || this.#standby !== null) return;
    const { time, happenings } = this.#around;
    happenings.tell('trouble: router stands still', { ms: us / 1_000 });
    life.pause(us);
    time.after(us * 0.2, () => {
      if (life.isDead || this.life !== life || this.#standby !== null) return;
      this.#standby = this.#begin();
    });
    time.after(us + LEAVES_AFTER_US, () => {
      if (this.life !== life) return life.die();
      this.#standby?.die();
      this.#standby = null;
    });
  }

  /** A router has the shard from now on. */
  readonly leased = (life: RouterLife): void => {
    if (life !== this.#standby) return;
    this.#around.happenings.tell('trouble: another router takes over');
    this.#standby = null;
    this.life = life;
  };

  #begin(): RouterLife {
    const life = new RouterLife(this.#around);
    life.onDeath(() => this.#died(life));
    // Some die while they find out what the one before has left.
    if (this.#around.random.chance(this.diesAtOnce)) life.dieAfter(this.#around.random.below(120));
    life.begin();
    return life;
  }

  #died(life: RouterLife): void {
    const { happenings, network, time, random } = this.#around;
    if (life !== this.life) return this.#left(life);
    happenings.tell(`crash: ${this.#phaseOf(life)}`);
    this.isStopping = false;
    this.#server.underWay = 'NONE';
    // Not in the middle of what it was doing.
    time.after(0, () => network.hangUp(life));
    if (this.#standby !== null) {
      // It takes the shard by itself, and is the one that acts from now on.
      this.life = this.#standby;
      this.#standby = null;
      return;
    }
    time.after(20_000 + random.below(1_000_000), () => {
      this.life = this.#begin();
    });
  }

  /** One that does not act any more, or never did, has gone. */
  #left(life: RouterLife): void {
    const { happenings, network, time } = this.#around;
    happenings.tell('a router that does not act has left');
    if (life === this.#standby) this.#standby = null;
    time.after(0, () => network.hangUp(life));
  }

  /** What it was doing when it died. */
  #phaseOf(life: RouterLife): string {
    if (this.isStopping) return 'while it stopped';
    if (life.running === null) return 'at the start';
    if (!life.isReady) return 'in recovery';
    if (this.#server.underWay === 'ASKED') return 'with a commit under way';
    return this.#server.underWay === 'DURABLE' ? 'with a commit durable and not answered' : 'between commits';
  }
}
