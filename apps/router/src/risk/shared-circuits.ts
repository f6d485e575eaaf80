import type { Circuit, CircuitChange } from '@fairlead/core/venue/circuit-breaker';
import { isForced } from '@fairlead/core/venue/circuit-breaker';
import type { Market } from '../market-data/market.ts';
import type { VenueCircuit } from '../market-data/venue-circuit.ts';
import type { Clock, Log } from '../ports.ts';
import type { CircuitHearers, CircuitStore, SharedCircuit } from '../wire/shared-circuit.ts';
import type { CircuitDesk, CircuitTeller } from './circuit-desk.ts';

/** What circuits are shared with. */
export interface SharedCircuitPorts {
  readonly market: Pick<Market, 'venues' | 'health'>;
  readonly desk: Pick<CircuitDesk, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How the circuit of a venue stands between this router and the others. */
interface Standing {
  /** The newest version that is known here. */
  version: number;
  /** It has changed here, and the others have not been told. */
  isUntold: boolean;
  isTelling: boolean;
  /** What was heard while this router was telling. */
  heard: SharedCircuit | null;
}

/**
 * Shares circuits with other routers, beside everything else: a change acts here first and is told then; where another router was first, what it has decided
 * is taken over. A person's word stands against what routers decide. While the others cannot be reached each goes on by itself, and what has changed
 * meanwhile is told when they can be.
 */
export class SharedCircuits implements CircuitTeller, CircuitHearers {
  readonly #ports: SharedCircuitPorts;
  readonly #store: CircuitStore;
  readonly #standings = new Map<string, Standing>();
  #awaySinceUs: number | null = null;
  #isPulling = false;

  constructor(ports: SharedCircuitPorts, open: (hearers: CircuitHearers) => CircuitStore) {
    this.#ports = ports;
    const { onChanged, onFailed } = this;
    this.#store = open({ onChanged, onFailed });
  }

  /** Since when the others cannot be reached, in microseconds since 1970; null while they can be. */
  get awaySinceUs(): number | null {
    return this.#awaySinceUs;
  }

  changed(venueId: string): void {
    const standing = this.#standingOf(venueId);
    standing.isUntold = true;
    // Until it is known who was first nobody probes: of all routers one does.
    if (this.#awaySinceUs === null) this.#ports.market.health(venueId)?.circuit.mayProbe(false);
    if (!standing.isTelling) void this.#tell(venueId, standing);
  }

  failed(venueId: string, atUs: number): void {
    this.#store.fail(venueId, atUs);
  }

  readonly onFailed = (venueId: string, atUs: number): void => {
    this.#ports.market.health(venueId)?.circuit.heardOfFailure(atUs);
  };

  readonly onChanged = (shared: SharedCircuit): void => {
    const standing = this.#standingOf(shared.venueId);
    if (standing.isTelling || standing.isUntold) standing.heard = shared;
    else this.#take(shared, standing);
  };

  /** Looks at what is shared: what was missed is taken over, what was not told is told, and what Redis has lost is written again. */
  async look(): Promise<void> {
    if (this.#isPulling) return;
    this.#isPulling = true;
    const shared = await this.#store.pull();
    this.#isPulling = false;
    this.#noteAway(shared === null);
    if (shared === null) return;
    const versions = new Map(shared.map(({ venueId, version }) => [venueId, version]));
    for (const each of shared) this.onChanged(each);
    for (const { venue, circuit } of this.#ports.market.venues) {
      const standing = this.#standingOf(venue.venueId);
      const isLost = (versions.get(venue.venueId) ?? 0) < standing.version;
      const isNews = standing.version === 0 && circuit.now.code !== null && !versions.has(venue.venueId);
      if (isLost || isNews || standing.isUntold) this.changed(venue.venueId);
    }
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  async #tell(venueId: string, standing: Standing): Promise<void> {
    const circuit = this.#ports.market.health(venueId)?.circuit;
    if (circuit === undefined) return;
    standing.isTelling = true;
    while (standing.isUntold) {
      standing.isUntold = false;
      const { now } = circuit;
      const isWord = isForced(now) || now.code === 'RESET';
      const stands = await this.#store.push(sharedOf(venueId, now), { expected: standing.version, isWord });
      if (stands === null) {
        standing.isUntold = true;
        circuit.mayProbe(true);
        this.#noteAway(true);
        break;
      }
      // What was told late stands under this router's own name, and is not what is so by now.
      if (stands.router === this.#store.router && !isSame(circuit, stands)) standing.isUntold = true;
      if (standing.isUntold) standing.version = stands.version;
      else this.#take(stands, standing);
    }
    standing.isTelling = false;
    const { heard } = standing;
    standing.heard = null;
    if (heard !== null && !standing.isUntold) this.#take(heard, standing);
  }

  /** Takes over what stands, where it is news and another's. */
  #take(shared: SharedCircuit, standing: Standing): void {
    const circuit = this.#ports.market.health(shared.venueId)?.circuit;
    if (circuit === undefined || shared.version <= standing.version) return;
    standing.version = shared.version;
    const isOurs = shared.router === this.#store.router;
    if (isOurs || isSame(circuit, shared)) return circuit.mayProbe(isOurs);
    const change: CircuitChange = {
      ...{ from: circuit.state, to: shared.state, code: shared.code, detail: shared.detail, atUs: shared.atUs },
      ...{ untilUs: shared.untilUs, openings: shared.openings, actor: shared.actor },
    };
    circuit.adopt(change, false);
    this.#ports.desk.record(shared.venueId, change);
  }

  #noteAway(isAway: boolean): void {
    const { clock, log } = this.#ports;
    if (isAway === (this.#awaySinceUs !== null)) return;
    this.#awaySinceUs = isAway ? clock.nowUs() : null;
    if (isAway) log.warn({}, 'circuits are not shared: Redis cannot be reached; the last known state goes on here');
    else log.info({}, 'circuits are shared again');
  }

  #standingOf(venueId: string): Standing {
    let standing = this.#standings.get(venueId);
    if (standing === undefined) {
      standing = { version: 0, isUntold: false, isTelling: false, heard: null };
      this.#standings.set(venueId, standing);
    }
    return standing;
  }
}

function isSame({ now }: VenueCircuit, shared: SharedCircuit): boolean {
  return now.state === shared.state && now.code === shared.code && now.sinceUs === shared.atUs;
}

function sharedOf(venueId: string, now: Circuit): Omit<SharedCircuit, 'router' | 'version'> {
  return {
    ...{ venueId, state: now.state, code: now.code ?? 'RESET', detail: now.detail, atUs: now.sinceUs ?? 0 },
    ...{ untilUs: now.untilUs, openings: now.openings, actor: now.actor },
  };
}
