import type { Random } from '@fairlead/venue-sim/random';
import type { DatabaseServer, Mood } from './database-server.ts';
import type { Happenings } from './happenings.ts';
import type { Network } from './network.ts';
import type { RouterHost } from './router-host.ts';
import type { Swarm, Trouble } from './swarm.ts';
import type { VenueHost } from './venue-host.ts';

const MS = 1_000;

/** Does to the system what the world does: venues misbehave, connections break, the router is killed, the database is away. */
export class Disturber {
  readonly #random: Random;
  readonly #happenings: Happenings;
  readonly #network: Network;
  readonly #server: DatabaseServer;
  readonly #routers: RouterHost;
  readonly #venues: VenueHost;
  readonly #swarm: Swarm;
  readonly #later: (us: number, then: () => void) => void;

  constructor(parts: {
    readonly random: Random;
    readonly happenings: Happenings;
    readonly network: Network;
    readonly server: DatabaseServer;
    readonly routers: RouterHost;
    readonly venues: VenueHost;
    readonly swarm: Swarm;
    readonly later: (us: number, then: () => void) => void;
  }) {
    this.#random = parts.random;
    this.#happenings = parts.happenings;
    this.#network = parts.network;
    this.#server = parts.server;
    this.#routers = parts.routers;
    this.#venues = parts.venues;
    this.#swarm = parts.swarm;
    this.#later = parts.later;
  }

  /** Makes one trouble of a kind. */
  disturb(trouble: Trouble): void {
    this.#troubles[trouble]();
  }

  /** A venue refuses everything for some seconds, long enough for its circuit. */
  sicken(): void {
    const venueId = this.#venueId();
    this.#happenings.tell('fault: reject_all', { venueId, isSick: true });
    this.#venues.setFault(venueId, { kind: 'reject_all', duration_ms: 3_000 + this.#random.below(6_000) });
  }

  readonly #troubles: Readonly<Record<Trouble, () => void>> = {
    fault: () => this.#fault(),
    cut: () => {
      const venueId = this.#venueId();
      this.#happenings.tell('trouble: session cut', { venueId });
      this.#network.cut(venueId);
    },
    stall: () => {
      const venueId = this.#venueId();
      const us = this.#drawUs(50, 5_000);
      this.#happenings.tell('trouble: line stalls', { venueId, ms: us / MS });
      this.#network.stall(venueId, us);
    },
    crash: () => this.#routers.kill(this.#random.below(25)),
    stop: () => this.#routers.stop(),
    pause: () => this.#routers.pause(this.#drawUs(100, 9_000)),
    database: () => this.#upset(),
    refusal: () => this.#refuse(),
    venues: () => {
      this.#happenings.tell('trouble: venues killed');
      this.#venues.kill();
      this.#network.cut(null);
      this.#later(this.#drawUs(20, 1_500), () => this.#venues.start());
    },
  };

  #venueId(): string {
    const { venues } = this.#swarm.catalogue;
    return venues[this.#random.below(venues.length)]?.venueId ?? '';
  }

  #drawUs(fromMs: number, toMs: number): number {
    return Math.round((fromMs + this.#random.unit() ** 2 * (toMs - fromMs)) * MS);
  }

  #fault(): void {
    const { faults } = this.#swarm;
    const kind = faults[this.#random.below(faults.length)];
    if (kind === undefined) return;
    const venueId = this.#venueId();
    const wish = { kind, duration_ms: Math.ceil(this.#drawUs(200, 6_000) / MS), ...this.#settings(kind) };
    this.#happenings.tell(`fault: ${kind}`, { venueId, ...wish });
    this.#venues.setFault(venueId, wish);
  }

  /** What of a fault is drawn; the rest is as the control port has it. */
  #settings(kind: string): object {
    const probability = 0.2 + this.#random.unit() * 0.8;
    switch (kind) {
      case 'slow':
        return { factor: 2 + this.#random.below(2_000) };
      case 'throttle':
        return { orders_per_second: this.#random.below(3), retry_after_ms: 50 + this.#random.below(1_000) };
      case 'flapping':
        return { up_ms: 50 + this.#random.below(1_000), down_ms: 20 + this.#random.below(800) };
      case 'clock_skew':
        return { skew_ms: this.#random.below(10_000) - 5_000 };
      case 'late_fill_after_cancel':
      case 'bust_and_correct':
        return { probability, delay_us: this.#drawUs(1, 1_500) };
      case 'disconnect':
      case 'silence':
      case 'reject_all':
      case 'out_of_order':
      case 'trading_halt':
        return {};
      default:
        return { probability };
    }
  }

  #upset(): void {
    const moods: readonly Mood[] = ['AWAY', 'HANGS', 'FULL', 'SLOW', 'SLOW'];
    const mood = moods[this.#random.below(moods.length)] ?? 'AWAY';
    const us = this.#drawUs(20, 4_000);
    this.#happenings.tell(`database: ${mood}`, { ms: us / MS });
    this.#server.set(mood, us);
    if (mood === 'AWAY') this.#server.breakConnections();
  }

  /** The server takes nothing of one order for a while, whatever it is asked. */
  #refuse(): void {
    const { database } = this.#server;
    const orders = this.#routers.aliveOrders();
    database.refusedOrderPk = orders[this.#random.below(Math.max(1, orders.length))] ?? null;
    this.#happenings.tell('database: refuses an order', { orderPk: database.refusedOrderPk });
    this.#later(this.#drawUs(100, 4_000), () => {
      database.refusedOrderPk = null;
    });
  }
}
