import type { ControlEvent } from '@fairlead/core/control/control-event';
import { CIRCUIT_STATES } from '@fairlead/core/venue/circuit-state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readControl, writeControl } from './control-body.ts';

const name = fc.option(fc.string());
const state = fc.constantFrom(...CIRCUIT_STATES);
const atUs = fc.nat(2 ** 52);
const events: fc.Arbitrary<ControlEvent> = fc.oneof(
  fc.record({
    type: fc.constant('CIRCUIT_CHANGED' as const),
    id: fc.uuid(),
    venueId: fc.string(),
    from: state,
    to: state,
    code: fc.string(),
    detail: fc.string(),
    untilUs: fc.option(atUs),
    openings: fc.nat(),
    actor: name,
    atUs,
  }),
  fc.record({
    type: fc.constant('HALT_PLACED' as const),
    id: fc.uuid(),
    scope: fc.record({ clientId: name, venueId: name, instrumentId: name }),
    reason: fc.string(),
    cancelAll: fc.boolean(),
    actor: fc.string(),
    atUs,
  }),
  fc.record({
    type: fc.constant('HALT_RELEASED' as const),
    id: fc.uuid(),
    reason: fc.string(),
    actor: fc.string(),
    atUs,
  }),
);

it('reads what it has written', () => {
  fc.assert(
    fc.property(events, (event) => {
      expect(readControl(writeControl(event))).toEqual(event);
    }),
  );
});

it.each([
  ['another version', '[2,2,5]\n{"type":"HALT_RELEASED","id":"a","reason":"b","actor":"c"}'],
  ['the entry of an order', '[1,0,5]\n{"type":"HALT_RELEASED","id":"a","reason":"b","actor":"c"}'],
  ['an event that it does not know', '[1,2,5]\n{"type":"LIMIT_CHANGED","id":"a"}'],
  ['a halt without its scope', '[1,2,5]\n{"type":"HALT_PLACED","id":"a","reason":"b","actor":"c","cancelAll":false}'],
  ['a circuit in no state', '[1,2,5]\n{"type":"CIRCUIT_CHANGED","id":"a","venueId":"V","from":"CLOSED","to":"AJAR"}'],
  ['two events', '[1,2,5]\n{"type":"HALT_RELEASED","id":"a","reason":"b","actor":"c"}\n{}'],
])('refuses %s', (_, body) => {
  expect(() => readControl(body)).toThrow();
});
