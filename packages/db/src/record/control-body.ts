import type { ControlEvent, HaltScope } from '@fairlead/core/control/control-event';
import { CIRCUIT_STATES, type CircuitState } from '@fairlead/core/venue/circuit-state';
import { arrayOf, textOf, wholeOf } from './form.ts';
import { refuse } from './refuse.ts';

/** The version of this form. A later one reads this one too. */
const CONTROL_VERSION = 1;
/** The kind that the head line of an entry without an order says; orders' entries have others. */
const KIND = 2;

/** The body of an entry that belongs to no order: a head line, and what happened. Throws for what `readControl` would refuse. */
export function writeControl(event: ControlEvent): string {
  const body = `${JSON.stringify([CONTROL_VERSION, KIND, event.atUs])}\n${JSON.stringify(event)}`;
  readControl(body);
  return body;
}

/** What such a body holds. Throws for what this router cannot have written. */
export function readControl(body: string): ControlEvent {
  const [head = '', text = '', ...more] = body.split('\n');
  const [version, kind, atUs] = arrayOf(JSON.parse(head));
  if (version !== CONTROL_VERSION || kind !== KIND || more.length > 0) refuse('the body of an entry of no order', head);
  const stored: unknown = JSON.parse(text);
  if (typeof stored !== 'object' || stored === null) return refuse('an event of no order', stored);
  return { ...factOf(new Map(Object.entries(stored))), atUs: wholeOf(atUs) };
}

type Stored = ReadonlyMap<string, unknown>;

function factOf(stored: Stored) {
  const text = (name: string) => textOf(stored.get(name));
  const type = stored.get('type');
  const id = text('id');
  switch (type) {
    case 'CIRCUIT_CHANGED':
      return {
        type,
        id,
        venueId: text('venueId'),
        from: circuitStateOf(stored.get('from')),
        to: circuitStateOf(stored.get('to')),
        code: text('code'),
        detail: text('detail'),
        untilUs: orNull(stored.get('untilUs'), wholeOf),
        openings: wholeOf(stored.get('openings')),
        actor: orNull(stored.get('actor'), textOf),
      } as const;
    case 'HALT_PLACED': {
      const cancelAll = stored.get('cancelAll');
      if (typeof cancelAll !== 'boolean') return refuse('a halt', cancelAll);
      return {
        type,
        id,
        scope: scopeOf(stored.get('scope')),
        reason: text('reason'),
        cancelAll,
        actor: text('actor'),
      } as const;
    }
    case 'HALT_RELEASED':
      return { type, id, reason: text('reason'), actor: text('actor') } as const;
    default:
      return refuse('an event of no order', type);
  }
}

function circuitStateOf(stored: unknown): CircuitState {
  return CIRCUIT_STATES.find((state) => state === stored) ?? refuse('the state of a circuit', stored);
}

function scopeOf(stored: unknown): HaltScope {
  if (typeof stored !== 'object' || stored === null) return refuse('the scope of a halt', stored);
  const { clientId, venueId, instrumentId } = stored as Record<string, unknown>;
  return {
    clientId: orNull(clientId, textOf),
    venueId: orNull(venueId, textOf),
    instrumentId: orNull(instrumentId, textOf),
  };
}

function orNull<T>(stored: unknown, read: (stored: unknown) => T): T | null {
  return stored === null ? null : read(stored);
}
