import type { ControlEvent } from '@fairlead/core/control/control-event';
import { OPEN_US } from '@fairlead/core/venue/circuit-breaker';
import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import type { Verdict } from './verdict.ts';

type Change = Extract<ControlEvent, { readonly type: 'CIRCUIT_CHANGED' }>;

/** From which state to which a circuit may go, by why; any state where a person says so. */
const WAYS: ReadonlyMap<string, readonly [from: CircuitState | 'ANY', to: CircuitState]> = new Map([
  ['FAILURES', ['CLOSED', 'OPEN']],
  ['ERROR_RATE', ['CLOSED', 'OPEN']],
  ['LATENCY', ['CLOSED', 'OPEN']],
  ['OPEN_TIME_OVER', ['OPEN', 'HALF_OPEN']],
  ['PROBES_SUCCEEDED', ['HALF_OPEN', 'CLOSED']],
  ['PROBE_FAILED', ['HALF_OPEN', 'OPEN']],
  ['PROBER_SILENT', ['HALF_OPEN', 'HALF_OPEN']],
  ['FORCED_OPEN', ['ANY', 'OPEN']],
  ['FORCED_CLOSED', ['ANY', 'CLOSED']],
  ['RESET', ['ANY', 'CLOSED']],
]);
const BY_PERSONS: ReadonlySet<string> = new Set(['FORCED_OPEN', 'FORCED_CLOSED', 'RESET']);

/** The circuit of each venue went only where its table of states lets it, in time, and never against a person's word. */
export function checkCircuits(told: readonly ControlEvent[], verdict: Verdict): void {
  const last = new Map<string, Change>();
  for (const event of told) {
    if (event.type !== 'CIRCUIT_CHANGED') continue;
    const before = last.get(event.venueId);
    verdict.holds(mayFollow(before, event), 'CIRCUITS_FOLLOW_THEIR_TABLE', () => ({ before, event }));
    last.set(event.venueId, event);
  }
}

function mayFollow(before: Change | undefined, { from, to, code, atUs, untilUs, actor }: Change): boolean {
  const way = WAYS.get(code);
  if (way === undefined || from !== (before?.to ?? 'CLOSED')) return false;
  if (to !== way[1] || (way[0] !== 'ANY' && from !== way[0])) return false;
  if (BY_PERSONS.has(code)) return actor !== null && untilUs === null;
  const isHeld = before?.code === 'FORCED_OPEN' || before?.code === 'FORCED_CLOSED';
  const isDue = code !== 'OPEN_TIME_OVER' || atUs >= (before?.untilUs ?? Number.POSITIVE_INFINITY);
  const isLongEnough = to !== 'OPEN' || (untilUs !== null && untilUs >= atUs + OPEN_US);
  return !isHeld && isDue && isLongEnough;
}
