import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admits,
  type Circuit,
  type CircuitChange,
  type CircuitInput,
  type CircuitStep,
  circuitAfter,
  isForced,
  NEW_CIRCUIT,
  OPEN_US,
  PROBES,
  shownState,
  stepCircuit,
} from './circuit-breaker.ts';
import type { CircuitState } from './circuit-state.ts';

const T0 = 1_700_000_000_000_000;
const SECOND = 1_000_000;
const BOUND_US = 2 * SECOND;
const TIMEOUT_US = 5 * SECOND;

const fail = (childId: string | null): CircuitInput => ({ type: 'FAILED', childId, failure: { kind: 'TIMEOUT' } });
const answer = (childId: string, latencyUs = 500): CircuitInput => ({ type: 'ANSWERED', childId, latencyUs });
const spare = (childId: string): CircuitInput => ({ type: 'SPARED', childId });
const admit = (childId: string): CircuitInput => ({ type: 'ADMITTED', childId });
const force = (action: 'open' | 'close' | 'reset'): CircuitInput => ({
  ...{ type: 'FORCED', action, reason: 'the venue calls', actor: 'user:ops' },
});
const TICK: CircuitInput = { type: 'TICK' };
const TAKEN_OVER: CircuitInput = { type: 'TAKEN_OVER' };

const step = (circuit: Circuit, input: CircuitInput, atUs = T0, draw = 0) =>
  stepCircuit(circuit, input, { atUs, draw, latencyBoundUs: BOUND_US, timeoutUs: TIMEOUT_US });
/** The circuit after all of them, each a microsecond after the one before. */
const after = (inputs: readonly CircuitInput[], from = NEW_CIRCUIT, atUs = T0) =>
  inputs.reduce((circuit, input, index) => step(circuit, input, atUs + index).circuit, from);
const many = (count: number, input: CircuitInput) => Array.from({ length: count }, () => input);

const base = { detail: 'why', untilUs: null, openings: 0, actor: null, atUs: T0 };
const CLOSED = after(many(4, fail('c')));
const OPEN = circuitAfter({ ...base, to: 'OPEN', code: 'FAILURES', untilUs: T0 + OPEN_US, openings: 1 });
const HALF_OPEN = circuitAfter({ ...base, to: 'HALF_OPEN', code: 'OPEN_TIME_OVER', openings: 1 });
const PROBED = after([admit('p1'), admit('p2'), admit('p3'), answer('p1'), answer('p2')], HALF_OPEN);
const FORCED_OPEN = circuitAfter({ ...base, to: 'OPEN', code: 'FORCED_OPEN', actor: 'user:ops' });
const FORCED_CLOSED = after(
  many(4, fail('c')),
  circuitAfter({ ...base, to: 'CLOSED', code: 'FORCED_CLOSED', actor: 'user:ops' }),
);

describe('a circuit, cell by cell', () => {
  const CELLS: readonly [string, Circuit, CircuitInput, CircuitState, CircuitChange['code'] | null][] = [
    ['closed with 4 failures', CLOSED, answer('c'), 'CLOSED', null],
    ['closed with 4 failures', CLOSED, fail('c'), 'OPEN', 'FAILURES'],
    ['closed with 4 failures', CLOSED, fail(null), 'OPEN', 'FAILURES'],
    ['closed with 4 failures', CLOSED, spare('c'), 'CLOSED', null],
    ['closed with 4 failures', CLOSED, admit('c'), 'CLOSED', null],
    ['closed with 4 failures', CLOSED, TICK, 'CLOSED', null],
    ['closed with 4 failures', CLOSED, TAKEN_OVER, 'CLOSED', null],
    ['closed with 4 failures', CLOSED, force('open'), 'OPEN', 'FORCED_OPEN'],
    ['closed with 4 failures', CLOSED, force('close'), 'CLOSED', 'FORCED_CLOSED'],
    ['closed with 4 failures', CLOSED, force('reset'), 'CLOSED', 'RESET'],
    ['open', OPEN, answer('c'), 'OPEN', null],
    ['open', OPEN, fail('c'), 'OPEN', null],
    ['open', OPEN, fail(null), 'OPEN', null],
    ['open', OPEN, spare('c'), 'OPEN', null],
    ['open', OPEN, admit('c'), 'OPEN', null],
    ['open', OPEN, TICK, 'OPEN', null],
    ['open', OPEN, TAKEN_OVER, 'OPEN', null],
    ['open', OPEN, force('open'), 'OPEN', 'FORCED_OPEN'],
    ['open', OPEN, force('close'), 'CLOSED', 'FORCED_CLOSED'],
    ['open', OPEN, force('reset'), 'CLOSED', 'RESET'],
    ['probed, 2 answered and 1 out', PROBED, answer('p3'), 'CLOSED', 'PROBES_SUCCEEDED'],
    ['probed, 2 answered and 1 out', PROBED, answer('p3', BOUND_US + 1), 'OPEN', 'PROBE_FAILED'],
    ['probed, 2 answered and 1 out', PROBED, answer('of before'), 'HALF_OPEN', null],
    ['probed, 2 answered and 1 out', PROBED, fail('p3'), 'OPEN', 'PROBE_FAILED'],
    ['probed, 2 answered and 1 out', PROBED, fail('of before'), 'HALF_OPEN', null],
    ['probed, 2 answered and 1 out', PROBED, fail(null), 'OPEN', 'PROBE_FAILED'],
    ['probed, 2 answered and 1 out', PROBED, spare('p3'), 'HALF_OPEN', null],
    ['probed, 2 answered and 1 out', PROBED, admit('p4'), 'HALF_OPEN', null],
    ['probed, 2 answered and 1 out', PROBED, TICK, 'HALF_OPEN', null],
    ['probed, 2 answered and 1 out', PROBED, TAKEN_OVER, 'HALF_OPEN', 'PROBER_SILENT'],
    ['probed, 2 answered and 1 out', PROBED, force('open'), 'OPEN', 'FORCED_OPEN'],
    ['probed, 2 answered and 1 out', PROBED, force('close'), 'CLOSED', 'FORCED_CLOSED'],
    ['probed, 2 answered and 1 out', PROBED, force('reset'), 'CLOSED', 'RESET'],
    ['forced open', FORCED_OPEN, answer('c'), 'OPEN', null],
    ['forced open', FORCED_OPEN, fail(null), 'OPEN', null],
    ['forced open', FORCED_OPEN, TICK, 'OPEN', null],
    ['forced open', FORCED_OPEN, TAKEN_OVER, 'OPEN', null],
    ['forced open', FORCED_OPEN, force('reset'), 'CLOSED', 'RESET'],
    ['forced closed with 4 failures', FORCED_CLOSED, answer('c'), 'CLOSED', null],
    ['forced closed with 4 failures', FORCED_CLOSED, fail('c'), 'CLOSED', null],
    ['forced closed with 4 failures', FORCED_CLOSED, fail(null), 'CLOSED', null],
    ['forced closed with 4 failures', FORCED_CLOSED, force('open'), 'OPEN', 'FORCED_OPEN'],
  ];

  it.each(CELLS)('%s', (_, from, input, to, code) => {
    const { circuit, change } = step(from, input, T0 + SECOND);
    expect(circuit.state).toBe(to);
    expect(change?.code ?? null).toBe(code);
    if (change !== null) expect(change).toMatchObject({ from: from.state, to, atUs: T0 + SECOND });
  });

  it('lets its probes through when its time is over, and not a microsecond before', () => {
    expect(step(OPEN, TICK, T0 + OPEN_US - 1).change).toBeNull();
    expect(step(OPEN, TICK, T0 + OPEN_US).change).toMatchObject({
      to: 'HALF_OPEN',
      code: 'OPEN_TIME_OVER',
      openings: 1,
    });
    expect(step(FORCED_OPEN, TICK, T0 + 1_000 * OPEN_US).change).toBeNull();
  });
});

describe('a closed circuit', () => {
  it('opens for 30 s on the fifth failure among its last twenty outcomes', () => {
    const late = after([...many(4, fail('c')), ...many(15, answer('c'))]);
    expect(step(late, fail('c')).change).toMatchObject({ code: 'FAILURES', untilUs: T0 + OPEN_US, openings: 1 });
    const later = after([...many(4, fail('c')), ...many(16, answer('c'))]);
    expect(step(later, fail('c')).change).toBeNull();
  });

  it('does not count failures of more than a minute ago', () => {
    expect(step(CLOSED, fail('c'), T0 + 60 * SECOND - 1).change).toMatchObject({ code: 'FAILURES' });
    expect(step(CLOSED, fail('c'), T0 + 60 * SECOND).change).toBeNull();
  });

  it('opens where more than half of at least twenty have failed, however slowly', () => {
    const seconds = (index: number) => T0 + index * 15 * SECOND;
    const outcomes = [...many(9, answer('c')), ...many(10, fail('c'))];
    const nearly = outcomes.reduce(
      (circuit, input, index) => step(circuit, input, seconds(index)).circuit,
      NEW_CIRCUIT,
    );
    expect(nearly.state).toBe('CLOSED');
    expect(step(nearly, fail('c'), seconds(19)).change).toMatchObject({ code: 'ERROR_RATE' });
    expect(step(nearly, answer('c'), seconds(19)).change).toBeNull();
  });

  it('opens where the slowest hundredth of its answers is over the bound, and not for two stragglers', () => {
    const two = after([...many(97, answer('c')), ...many(2, answer('c', BOUND_US + 1))]);
    expect(two.state).toBe('CLOSED');
    expect(step(two, answer('c', BOUND_US + 1)).change).toMatchObject({ code: 'LATENCY' });
    expect(step(two, answer('c', BOUND_US)).change).toBeNull();
  });

  it('stays closed at a busy venue that refuses one in fifty', () => {
    const busy = Array.from({ length: 5_000 }, (_, index) => (index % 50 === 0 ? fail('c') : answer('c')));
    expect(after(busy).state).toBe('CLOSED');
  });
});

describe('a circuit that is tried', () => {
  it('lets three probes through, and another only for one that has told nothing', () => {
    const out = after([admit('p1'), admit('p2'), admit('p3')], HALF_OPEN);
    expect(shownState(HALF_OPEN)).toBe('HALF_OPEN');
    expect(shownState(out)).toBe('OPEN');
    expect(admits(out, 'p4')).toBe(false);
    expect(admits(out, 'p2')).toBe(true);
    expect(admits(after([answer('p1')], out), 'p4')).toBe(false);
    expect(admits(after([spare('p1')], out), 'p4')).toBe(true);
  });

  it('gives up a probe that was never sent', () => {
    const out = after([admit('p1'), admit('p2'), admit('p3')], HALF_OPEN);
    expect(admits(step(out, TICK, T0 + 2 * TIMEOUT_US - SECOND).circuit, 'p4')).toBe(false);
    expect(admits(step(out, TICK, T0 + 2 * TIMEOUT_US + SECOND).circuit, 'p4')).toBe(true);
  });

  it('is open for longer each time that a probe fails, up to ten minutes, and begins anew when it has closed', () => {
    const openFor = (openings: number, draw: number) => {
      const change = step(after([admit('p')], { ...HALF_OPEN, openings }), fail('p'), T0, draw).change;
      return ((change?.untilUs ?? 0) - T0) / SECOND;
    };
    expect([1, 2, 3, 4, 5, 50].map((openings) => openFor(openings, 0))).toEqual([30, 60, 120, 240, 300, 300]);
    expect([1, 2, 3, 4, 5, 50].map((openings) => openFor(openings, 1))).toEqual([60, 120, 240, 480, 600, 600]);
    const closed = step(PROBED, answer('p3')).circuit;
    expect(after(many(5, fail('c')), closed)).toMatchObject({ state: 'OPEN', openings: 1 });
  });
});

describe('any circuit', () => {
  const child = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const input: fc.Arbitrary<CircuitInput> = fc.oneof(
    { weight: 4, arbitrary: child.map(admit) },
    { weight: 3, arbitrary: fc.tuple(child, fc.constantFrom(500, BOUND_US + 1)).map(([id, us]) => answer(id, us)) },
    { weight: 5, arbitrary: fc.option(child).map(fail) },
    { weight: 1, arbitrary: child.map(spare) },
    { weight: 3, arbitrary: fc.constant(TICK) },
    { weight: 1, arbitrary: fc.constant(TAKEN_OVER) },
    { weight: 1, arbitrary: fc.constantFrom('open' as const, 'close' as const, 'reset' as const).map(force) },
  );
  const moments = fc.array(
    fc.record({
      input,
      waitUs: fc.integer({ min: 0, max: 40 * SECOND }),
      draw: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
    {
      maxLength: 80,
    },
  );

  it('never has more than three probes out, lets nothing through while open, and not before its time', () => {
    fc.assert(
      fc.property(moments, (all) => {
        let circuit = NEW_CIRCUIT;
        let atUs = T0;
        for (const { input: each, waitUs, draw } of all) {
          atUs += waitUs;
          const next = step(circuit, each, atUs, draw);
          holds(circuit, each, next, atUs);
          circuit = next.circuit;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is what its last change says, with nothing seen since', () => {
    fc.assert(
      fc.property(moments, (all) => {
        let circuit = NEW_CIRCUIT;
        let atUs = T0;
        for (const { input: each, waitUs, draw } of all) {
          atUs += waitUs;
          const { circuit: next, change } = step(circuit, each, atUs, draw);
          circuit = next;
          if (change === null) continue;
          const { lastFailureUs: _, ...rest } = circuit;
          expect(circuitAfter(change)).toMatchObject(rest);
        }
      }),
    );
  });
});

/** What is true of every step. */
function holds(before: Circuit, input: CircuitInput, { circuit, change }: CircuitStep, atUs: number): void {
  const isByPerson = input.type === 'FORCED';
  expect(circuit.probes.length + circuit.probesAnswered).toBeLessThanOrEqual(PROBES);
  expect(circuit.state === 'OPEN' && !isForced(circuit)).toBe(circuit.untilUs !== null);
  if (circuit.state === 'OPEN') expect(['a', 'e'].map((id) => admits(circuit, id))).toEqual([false, false]);
  if (isForced(before) && !isByPerson) expect(change).toBeNull();
  if (before.state !== 'OPEN' || isByPerson) return;
  expect(circuit.state).not.toBe('CLOSED');
  if (circuit.state === 'HALF_OPEN') expect(atUs).toBeGreaterThanOrEqual(before.untilUs ?? Number.POSITIVE_INFINITY);
}
