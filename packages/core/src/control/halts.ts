import type { ControlEvent, HaltScope } from './control-event.ts';

/** What the scope of a halt is called. Closed list of the API. */
export const HALT_SCOPES = [
  'FIRM',
  'CLIENT',
  'VENUE',
  'INSTRUMENT',
  'CLIENT_VENUE',
  'CLIENT_INSTRUMENT',
  'VENUE_INSTRUMENT',
] as const;
export type HaltScopeName = (typeof HALT_SCOPES)[number];

/** A halt that is in force. Its time in microseconds since 1970. */
export interface Halt {
  readonly id: string;
  readonly scope: HaltScope;
  readonly reason: string;
  /** What it stops is asked back too. */
  readonly cancelAll: boolean;
  readonly actor: string;
  readonly atUs: number;
}

/** What is asked about: an order of a client in an instrument; `venueId` null is the order as a whole, wherever it goes. */
export interface HaltQuestion {
  readonly clientId: string;
  readonly instrumentId: string;
  readonly venueId: string | null;
}

/** The halts in force, oldest first, as a fold of the events that place and release them. */
export type Halts = readonly Halt[];

/** The halts in force as the orders of one client meet them. */
export interface HaltView {
  readonly clientId: string;
  readonly inForce: Halts;
}

/** Nothing is halted. */
export const NO_HALTS: HaltView = { clientId: '', inForce: [] };

/** The halts after one more event; the same list where it changes nothing. A halt that is placed twice stands once. */
export function applyToHalts(halts: Halts, event: ControlEvent): Halts {
  switch (event.type) {
    case 'HALT_PLACED': {
      const { id, scope, reason, cancelAll, actor, atUs } = event;
      return halts.some((halt) => halt.id === id) ? halts : [...halts, { id, scope, reason, cancelAll, actor, atUs }];
    }
    case 'HALT_RELEASED':
      return halts.some(({ id }) => id === event.id) ? halts.filter(({ id }) => id !== event.id) : halts;
    case 'CIRCUIT_CHANGED':
      return halts;
  }
}

/** The oldest halt that stops this, or null. One that names a venue stops only what goes to that venue, never an order as a whole. */
export function haltOf(halts: Halts, asked: HaltQuestion): Halt | null {
  return halts.find(({ scope }) => covers(scope, asked)) ?? null;
}

/** True where the halt stops this. */
export function covers({ clientId, venueId, instrumentId }: HaltScope, asked: HaltQuestion): boolean {
  return (
    (clientId === null || clientId === asked.clientId) &&
    (instrumentId === null || instrumentId === asked.instrumentId) &&
    (venueId === null || venueId === asked.venueId)
  );
}

/** True where a scope is one that may be halted: the firm, one of client, venue and instrument, or two of them. */
export function mayBeHalted({ clientId, venueId, instrumentId }: HaltScope): boolean {
  return [clientId, venueId, instrumentId].some((each) => each === null);
}

/** What a scope is called, by what it names. */
export function scopeOf({ clientId, venueId, instrumentId }: HaltScope): HaltScopeName {
  if (clientId !== null) {
    if (venueId !== null) return 'CLIENT_VENUE';
    return instrumentId === null ? 'CLIENT' : 'CLIENT_INSTRUMENT';
  }
  if (venueId !== null) return instrumentId === null ? 'VENUE' : 'VENUE_INSTRUMENT';
  return instrumentId === null ? 'FIRM' : 'INSTRUMENT';
}

/** The halt that stops an order of the client in an instrument wherever it goes, or null. */
export function orderHalt({ clientId, inForce }: HaltView, instrumentId: string): Halt | null {
  return inForce.length === 0 ? null : haltOf(inForce, { clientId, instrumentId, venueId: null });
}

/** The halt that stops what an order of the client in an instrument would send to a venue, or null. */
export function partHalt({ clientId, inForce }: HaltView, instrumentId: string, venueId: string): Halt | null {
  return inForce.length === 0 ? null : haltOf(inForce, { clientId, instrumentId, venueId });
}
