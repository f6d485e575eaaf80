import { backoffMs } from '../math/backoff.ts';
import { type CircuitAction, type CircuitCode, type CircuitState, FORCED_CODES } from './circuit-state.ts';
import { NO_OUTCOMES, type Outcome, type Outcomes, tooManyFailures, tooSlow, withOutcome } from './circuit-window.ts';

/** How a venue failed. */
export type CircuitFailure =
  | { readonly kind: 'REJECTED'; readonly code: string }
  | { readonly kind: 'TIMEOUT' | 'NOT_SENT' | 'SESSION_LOST' | 'ELSEWHERE' };

/** What a circuit sees. A child is named so that a probe is told from what was sent before; null is the venue as a whole. */
export type CircuitInput =
  /** The first answer to a child that is no failure. */
  | { readonly type: 'ANSWERED'; readonly childId: string; readonly latencyUs: number }
  | { readonly type: 'FAILED'; readonly childId: string | null; readonly failure: CircuitFailure }
  /** A child came to an end that says nothing of the venue: the order's own fault, or it never left. */
  | { readonly type: 'SPARED'; readonly childId: string }
  /** A child is meant for the venue, or leaves. */
  | { readonly type: 'ADMITTED'; readonly childId: string }
  | { readonly type: 'TICK' }
  /** Whoever else probed the venue is not heard of any more. */
  | { readonly type: 'TAKEN_OVER' }
  | { readonly type: 'FORCED'; readonly action: CircuitAction; readonly reason: string; readonly actor: string };

/** When it is seen, in microseconds since 1970, and what it is judged by. */
export interface CircuitMoment {
  readonly atUs: number;
  /** An answer that takes longer is too slow, in microseconds: the bound of the venue's p99. */
  readonly latencyBoundUs: number;
  /** How long the venue may owe an answer, in microseconds. */
  readonly timeoutUs: number;
  /** Uniform in [0, 1). */
  readonly draw: number;
}

/** A child on its way through a circuit that is being tried. */
export interface Probe {
  readonly childId: string;
  readonly atUs: number;
}

/** Where a circuit stands. Times in microseconds since 1970. Immutable. */
export interface Circuit {
  readonly state: CircuitState;
  /** Why it is in this state, as a code and in words; null before the first change. */
  readonly code: CircuitCode | null;
  readonly detail: string;
  /** Who has forced it; null where nobody has. */
  readonly actor: string | null;
  readonly sinceUs: number | null;
  /** When the next probes are let through; null where a person decides, and where it is not open. */
  readonly untilUs: number | null;
  /** How many times in a row it has been opened. */
  readonly openings: number;
  /** The latest outcomes while it is closed. */
  readonly outcomes: Outcomes;
  readonly lastFailureUs: number | null;
  readonly probes: readonly Probe[];
  readonly probesAnswered: number;
}

/** A change of a circuit, as it is recorded and told. */
export interface CircuitChange {
  readonly from: CircuitState;
  readonly to: CircuitState;
  readonly code: CircuitCode;
  readonly detail: string;
  readonly untilUs: number | null;
  readonly openings: number;
  readonly actor: string | null;
  readonly atUs: number;
}

/** Where a circuit stands after something was seen; the change is null where its state and its reason are as before. */
export interface CircuitStep {
  readonly circuit: Circuit;
  readonly change: CircuitChange | null;
}

/** Children that a circuit lets through while it is tried. */
export const PROBES = 3;
/** How long it is open the first time. */
export const OPEN_US = 30_000_000;
/** How long it is open when a probe has failed: never shorter than the first time. */
const REOPENED = { firstMs: 60_000, longestMs: 600_000 };
/** A probe that has had no answer and no end for so many times as its venue may take was never sent: one that was is overdue by then. */
const PROBE_LOST_TIMEOUTS = 2;

/** A circuit of which nothing has been seen. */
export const NEW_CIRCUIT: Circuit = {
  state: 'CLOSED',
  code: null,
  detail: '',
  actor: null,
  sinceUs: null,
  untilUs: null,
  openings: 0,
  outcomes: NO_OUTCOMES,
  lastFailureUs: null,
  probes: [],
  probesAnswered: 0,
};

/** True where a person has decided, and nothing that is seen changes it. */
export function isForced({ code }: Pick<Circuit, 'code'>): boolean {
  return code === 'FORCED_OPEN' || code === 'FORCED_CLOSED';
}

/** True where a child may go to the venue: always while closed, never while open, and of those that probe at most three, whatever became of them. */
export function admits(circuit: Circuit, childId: string): boolean {
  if (circuit.state !== 'HALF_OPEN') return circuit.state === 'CLOSED';
  return hasProbe(circuit, childId) || circuit.probes.length + circuit.probesAnswered < PROBES;
}

/** The state as a plan is to see it: one that is being tried and has no probe left takes nothing, as if it were open. */
export function shownState(circuit: Circuit): CircuitState {
  return circuit.state === 'HALF_OPEN' && !admits(circuit, '') ? 'OPEN' : circuit.state;
}

/** What a circuit is after a change that was recorded or is shared: with nothing seen since. */
export function circuitAfter(change: Omit<CircuitChange, 'from'>): Circuit {
  const { to, atUs, code, detail, untilUs, openings, actor } = change;
  return { ...NEW_CIRCUIT, state: to, code, detail, untilUs, openings, actor, sinceUs: atUs };
}

/**
 * Where a circuit stands after what is seen, as a pure function. CLOSED opens on five failures in a rolling window, on an error rate over one half of at
 * least twenty, and on a p99 latency over its bound (`circuit-window.ts`). OPEN lets nothing through for 30 s, then HALF_OPEN lets three probes through:
 * all answered in time close it, one that fails opens it again, for longer each time. A person's word stands until it is reset. After M. Nygard,
 * "Release It!", 2nd ed. (2018), 5.
 */
export function stepCircuit(circuit: Circuit, input: CircuitInput, moment: CircuitMoment): CircuitStep {
  switch (input.type) {
    case 'FORCED':
      return forced(circuit, input, moment);
    case 'TICK':
      return ticked(circuit, moment);
    case 'TAKEN_OVER':
      return circuit.state === 'HALF_OPEN' && !isForced(circuit)
        ? tried(circuit, 'PROBER_SILENT', moment)
        : same(circuit);
    case 'ADMITTED':
      return same(withProbe(circuit, input.childId, moment.atUs));
    case 'SPARED':
      return same(withoutProbe(circuit, input.childId));
    case 'ANSWERED':
      return answered(circuit, input, moment);
    case 'FAILED':
      return failed(circuit, input, moment);
  }
}

function answered(
  circuit: Circuit,
  { childId, latencyUs }: Extract<CircuitInput, { type: 'ANSWERED' }>,
  moment: CircuitMoment,
): CircuitStep {
  const isSlow = latencyUs > moment.latencyBoundUs;
  if (circuit.state === 'CLOSED') return seen(circuit, { atUs: moment.atUs, isFailure: false, isSlow }, moment);
  if (circuit.state === 'OPEN' || !hasProbe(circuit, childId)) return same(circuit);
  if (isSlow)
    return opened(
      circuit,
      { code: 'PROBE_FAILED', detail: `a probe was answered after ${secondsOf(latencyUs)} s` },
      moment,
    );
  const rest = { ...withoutProbe(circuit, childId), probesAnswered: circuit.probesAnswered + 1 };
  if (rest.probesAnswered < PROBES) return same(rest);
  return changed(rest, {
    ...{ to: 'CLOSED', code: 'PROBES_SUCCEEDED', detail: `${PROBES} probes were answered in time` },
    ...{ untilUs: null, openings: 0, actor: null, atUs: moment.atUs },
  });
}

function failed(
  circuit: Circuit,
  { childId, failure }: Extract<CircuitInput, { type: 'FAILED' }>,
  moment: CircuitMoment,
): CircuitStep {
  const noted = { ...circuit, lastFailureUs: moment.atUs };
  switch (circuit.state) {
    case 'CLOSED':
      return seen(noted, { atUs: moment.atUs, isFailure: true, isSlow: false }, moment, failure);
    case 'OPEN':
      return same(noted);
    case 'HALF_OPEN': {
      const isOfProbes = childId === null || hasProbe(circuit, childId);
      if (!isOfProbes) return same(noted);
      return opened(noted, { code: 'PROBE_FAILED', detail: `a probe failed: ${wordsOf(failure)}` }, moment);
    }
  }
}

/** A closed circuit with one more outcome; open where that is too much. */
function seen(circuit: Circuit, outcome: Outcome, moment: CircuitMoment, failure?: CircuitFailure): CircuitStep {
  const next = { ...circuit, outcomes: withOutcome(circuit.outcomes, outcome) };
  if (isForced(circuit) || !(outcome.isFailure || outcome.isSlow)) return same(next);
  const cause = outcome.isSlow ? tooSlow(next.outcomes, moment.latencyBoundUs) : tooManyFailures(next.outcomes);
  if (cause === null) return same(next);
  const last = failure === undefined ? '' : `; the last: ${wordsOf(failure)}`;
  return opened(next, { code: cause.code, detail: cause.detail + last }, moment);
}

function ticked(circuit: Circuit, moment: CircuitMoment): CircuitStep {
  if (circuit.state === 'OPEN') {
    const isOver = circuit.untilUs !== null && moment.atUs >= circuit.untilUs;
    return isOver && !isForced(circuit) ? tried(circuit, 'OPEN_TIME_OVER', moment) : same(circuit);
  }
  const out = circuit.probes.filter(({ atUs }) => moment.atUs - atUs < PROBE_LOST_TIMEOUTS * moment.timeoutUs);
  return same(out.length === circuit.probes.length ? circuit : { ...circuit, probes: out });
}

function tried(circuit: Circuit, code: CircuitCode, { atUs }: CircuitMoment): CircuitStep {
  const detail = `${PROBES} probes are let through`;
  return changed(circuit, {
    to: 'HALF_OPEN',
    code,
    detail,
    untilUs: null,
    openings: circuit.openings,
    actor: null,
    atUs,
  });
}

function opened(
  circuit: Circuit,
  { code, detail }: Pick<CircuitChange, 'code' | 'detail'>,
  { atUs, draw }: CircuitMoment,
): CircuitStep {
  const openings = circuit.openings + 1;
  const openUs = openings === 1 ? OPEN_US : Math.round(backoffMs(openings - 1, REOPENED, draw) * 1_000);
  return changed(circuit, { to: 'OPEN', code, detail, untilUs: atUs + openUs, openings, actor: null, atUs });
}

function forced(
  circuit: Circuit,
  { action, reason, actor }: Extract<CircuitInput, { type: 'FORCED' }>,
  { atUs }: CircuitMoment,
): CircuitStep {
  const base = { detail: reason, actor, atUs, untilUs: null, openings: 0 };
  return changed(circuit, { ...base, to: action === 'open' ? 'OPEN' : 'CLOSED', code: FORCED_CODES[action] });
}

function changed(circuit: Circuit, next: Omit<CircuitChange, 'from'>): CircuitStep {
  const after = { ...circuitAfter(next), lastFailureUs: circuit.lastFailureUs };
  return { circuit: after, change: { ...next, from: circuit.state } };
}

function same(circuit: Circuit): CircuitStep {
  return { circuit, change: null };
}

function hasProbe({ probes }: Circuit, childId: string): boolean {
  return probes.some((probe) => probe.childId === childId);
}

/** Only what is let through while the circuit is tried is a probe; a child that is admitted twice is one. */
function withProbe(circuit: Circuit, childId: string, atUs: number): Circuit {
  if (circuit.state !== 'HALF_OPEN' || !admits(circuit, childId)) return circuit;
  const others = circuit.probes.filter((probe) => probe.childId !== childId);
  return { ...circuit, probes: [...others, { childId, atUs }] };
}

function withoutProbe(circuit: Circuit, childId: string): Circuit {
  return hasProbe(circuit, childId)
    ? { ...circuit, probes: circuit.probes.filter((probe) => probe.childId !== childId) }
    : circuit;
}

function wordsOf(failure: CircuitFailure): string {
  switch (failure.kind) {
    case 'REJECTED':
      return `refused (${failure.code})`;
    case 'TIMEOUT':
      return 'no answer in time';
    case 'NOT_SENT':
      return 'not sent, no session';
    case 'SESSION_LOST':
      return 'the session broke';
    case 'ELSEWHERE':
      return 'seen by another router';
  }
}

function secondsOf(us: number): number {
  return Math.round(us / 10_000) / 100;
}
