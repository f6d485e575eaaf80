import type { ControlEvent } from '@fairlead/core/control/control-event';
import type { CircuitChange } from '@fairlead/core/venue/circuit-breaker';
import { CIRCUIT_CODES, type CircuitAction } from '@fairlead/core/venue/circuit-state';
import type { AppendOutcome } from '@fairlead/db/journal/journal-entry';
import type { Market } from '../market-data/market.ts';
import type { CircuitKeeper } from '../market-data/venue-circuit.ts';
import type { Clock, Ids, Log, Publisher } from '../ports.ts';
import { ABOUT_NO_ORDER } from '../publish/alert-subject.ts';
import { circuitUpdate } from './circuit-view.ts';
import type { ControlLog } from './control-log.ts';

/** What the desk of circuits works with. */
export interface CircuitDeskPorts {
  readonly market: Pick<Market, 'venues' | 'health'>;
  readonly control: Pick<ControlLog, 'record'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Who shares changes and failures with other routers. */
export interface CircuitTeller {
  changed(venueId: string): void;
  failed(venueId: string, atUs: number): void;
}

/** What a person has done to a circuit, and when it is durable. */
export interface ForcedCircuit {
  readonly change: CircuitChange;
  readonly written: Promise<AppendOutcome>;
}

type Told = Extract<ControlEvent, { type: 'CIRCUIT_CHANGED' }>;

/** Keeps the circuits of all venues: each change acts at once, is journaled, shared, and told to people when it is durable. */
export class CircuitDesk implements CircuitKeeper {
  readonly #ports: CircuitDeskPorts;
  readonly #written = new WeakMap<CircuitChange, Promise<AppendOutcome>>();
  #teller: CircuitTeller | null = null;

  constructor(ports: CircuitDeskPorts) {
    this.#ports = ports;
    for (const { circuit } of ports.market.venues) circuit.keptBy(this);
  }

  /** Tells another of each change and failure from here on. */
  sharedBy(teller: CircuitTeller): void {
    this.#teller = teller;
  }

  /** Stands as the journal says. What it tells of a venue that is no more, or in a word that is not known here, is left. */
  restore(events: readonly ControlEvent[]): void {
    for (const event of events) {
      if (event.type !== 'CIRCUIT_CHANGED') continue;
      const code = CIRCUIT_CODES.find((each) => each === event.code);
      if (code !== undefined) this.#ports.market.health(event.venueId)?.circuit.adopt({ ...event, code }, true);
    }
  }

  draw(): number {
    return this.#ports.random();
  }

  changed(venueId: string, change: CircuitChange): void {
    this.record(venueId, change);
    this.#teller?.changed(venueId);
  }

  failed(venueId: string, atUs: number): void {
    this.#teller?.failed(venueId, atUs);
  }

  /** Does what a person says; null for a venue that is not known. */
  force(
    venueId: string,
    { action, reason, actor }: { readonly action: CircuitAction; readonly reason: string; readonly actor: string },
  ): ForcedCircuit | null {
    const circuit = this.#ports.market.health(venueId)?.circuit;
    const change = circuit?.take({ type: 'FORCED', action, reason, actor }, this.#ports.clock.nowUs()) ?? null;
    const written = change === null ? undefined : this.#written.get(change);
    return change === null || written === undefined ? null : { change, written };
  }

  /** Lets what is open long enough be tried. */
  tick(): void {
    const nowUs = this.#ports.clock.nowUs();
    for (const { circuit } of this.#ports.market.venues) circuit.tick(nowUs);
  }

  /** Journals a change that acts already, and tells people of it when it is durable. */
  record(venueId: string, change: CircuitChange): void {
    const { control, publisher, ids, log } = this.#ports;
    const event: Told = { type: 'CIRCUIT_CHANGED', id: ids.next(), venueId, ...change };
    log.warn({ venueId, ...change }, 'the circuit of a venue has changed');
    const written = control.record(event, () => publisher.publish('CIRCUIT_UPDATE', circuitUpdate(venueId, change)));
    this.#written.set(change, written);
    if (change.to !== 'OPEN' || change.actor !== null) return;
    publisher.publish('ALERT', {
      ...ABOUT_NO_ORDER,
      ...{ severity: 'WARNING', code: 'CIRCUIT_OPEN', venue_id: venueId },
      message: `The circuit of ${venueId} is open: ${change.detail}. Nothing new is sent there.`,
    });
  }
}
