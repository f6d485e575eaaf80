import type { DatabaseServer } from './database-server.ts';
import { RouterLife, type Surroundings } from './router-life.ts';

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

  constructor(around: Surroundings) {
    this.#around = around;
    this.#server = around.server;
    this.life = this.#begin();
  }

  /** It dies before the next thing that it does outside, after so many others. */
  kill(afterCount: number): void {
    this.life.dieAfter(afterCount);
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
    happenings.tell(`crash: ${this.#phaseOf(life)}`);
    this.isStopping = false;
    this.#server.underWay = 'NONE';
    // Not in the middle of what it was doing.
    time.after(0, () => network.hangUp());
    time.after(20_000 + random.below(1_000_000), () => {
      this.life = this.#begin();
    });
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
