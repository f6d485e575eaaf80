import type { HaltInForce } from '@fairlead/contracts/system';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { ControlEvent, HaltScope } from '@fairlead/core/control/control-event';
import { applyToHalts, type Halt, type Halts, type HaltView, orderHalt, scopeOf } from '@fairlead/core/control/halts';
import type { AppendOutcome } from '@fairlead/db/journal/journal-entry';
import type { Clock, Publisher, StreamData } from '../ports.ts';
import type { ControlLog } from './control-log.ts';

/** What the desk of halts works with. */
export interface HaltDeskPorts {
  readonly log: Pick<ControlLog, 'record'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
}

/** A halt that somebody places. */
export type HaltWish = Omit<Halt, 'atUs'>;

/** What holds from this turn on, and when it is durable. */
export interface Holding {
  readonly halt: Halt;
  readonly written: Promise<AppendOutcome>;
}

/**
 * The halts in force. Placed or released, one counts from the same turn on, before anything of it is written: whoever sends asks here, so that nothing new
 * leaves afterwards. It is written when the journal takes it, and people are told then.
 */
export class HaltDesk {
  readonly #ports: HaltDeskPorts;
  #inForce: Halts = [];
  /** Of all halts that there have been, so that one is never placed anew under the id of one that is over. */
  readonly #ids = new Set<string>();
  /** What was handed out of these, by client: every order asks more than once. */
  readonly #views = new Map<string, HaltView>();

  constructor(ports: HaltDeskPorts) {
    this.#ports = ports;
  }

  get inForce(): Halts {
    return this.#inForce;
  }

  /** The halts as the orders of a client meet them. */
  viewFor(clientId: string): HaltView {
    const known = this.#views.get(clientId);
    if (known !== undefined) return known;
    const view = { clientId, inForce: this.#inForce };
    this.#views.set(clientId, view);
    return view;
  }

  /** True where what is being decided now of a new order is to be canceled before anything of it is sent: a halt came that asks all back. */
  asksBack(clientId: string, instrumentId: string): boolean {
    return orderHalt(this.viewFor(clientId), instrumentId)?.cancelAll === true;
  }

  /** True where there is, or was, a halt of this id. */
  hasHad(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Takes up what was in force before the start, and which halts there have been. */
  restore(events: readonly ControlEvent[], ids: readonly string[] = []): void {
    for (const id of ids) this.#ids.add(id);
    for (const event of events) this.#apply(event);
  }

  /** Places a halt. One that is placed again is the one that stands. */
  place(wish: HaltWish): Holding {
    const halt: Halt = { ...wish, atUs: this.#ports.clock.nowUs() };
    const event: ControlEvent = { type: 'HALT_PLACED', ...halt };
    this.#apply(event);
    return { halt, written: this.#record(event, () => haltUpdate(halt, halt.reason)) };
  }

  /** Ends a halt that is in force. */
  release(halt: Halt, by: { readonly actor: string; readonly reason: string }): Holding {
    const event: ControlEvent = { type: 'HALT_RELEASED', id: halt.id, ...by, atUs: this.#ports.clock.nowUs() };
    this.#apply(event);
    return { halt, written: this.#record(event, () => ({ ...haltUpdate(halt, by.reason), halted: false })) };
  }

  #apply(event: ControlEvent): void {
    if (event.type === 'HALT_PLACED') this.#ids.add(event.id);
    this.#inForce = applyToHalts(this.#inForce, event);
    this.#views.clear();
  }

  #record(event: ControlEvent, message: () => StreamData<'HALT'>): Promise<AppendOutcome> {
    return this.#ports.log.record(event, () => this.#ports.publisher.publish('HALT', message()));
  }
}

/** A halt as screens and programs are told that it stands. */
export function haltInForce(halt: Halt): HaltInForce {
  return { ...haltedWhat(halt), reason: halt.reason, since: isoTime(halt.atUs), actor: halt.actor };
}

function haltUpdate(halt: Halt, reason: string): StreamData<'HALT'> {
  return { ...haltedWhat(halt), halted: true, reason };
}

function haltedWhat({ id, scope }: { readonly id: string; readonly scope: HaltScope }) {
  const { clientId, venueId, instrumentId } = scope;
  return {
    halt_id: id,
    scope: scopeOf(scope),
    client_id: clientId,
    venue_id: venueId,
    instrument_id: instrumentId,
  };
}
