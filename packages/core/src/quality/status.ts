import type { CircuitState } from '../venue/circuit-state.ts';
import type { VenueStatus } from '../venue/venue.ts';
import type { Posterior } from './posterior.ts';

/** What a status is decided from. */
export interface VenueBehaviour {
  /** False where a person has taken the venue out. */
  readonly enabled: boolean;
  readonly circuit: CircuitState;
  /** Measured round trip in microseconds. */
  readonly latencyUs: number;
  /** The round trip to be expected of this venue, in microseconds: its own course where there is one. */
  readonly typicalLatencyUs: number;
  readonly fillRate: Posterior;
  /** The share that is to be expected of it now, of 0 to 1 (`expectedFill`). */
  readonly expectedFill: number;
}

/** SLOW begins at this many times the typical round trip and ends at the smaller one. */
const SLOW_FROM = 3;
const SLOW_UNTIL = 2;
/** CONGESTED begins when the fill rate is below one half of what is to be expected with 97.5 % probability, and ends when its mean is back over this part of it. */
const CONGESTED_BELOW = 0.5;
const CONGESTED_UNTIL = 0.65;

/**
 * The status of a venue after its latest behaviour, with hysteresis, so that one that stands at a bound does not flicker. RESTRICTED is
 * a person's word alone, an open circuit is OFFLINE, and of slow and congested the slower one is said. Fairlead's own bounds.
 */
export function nextVenueStatus(previous: VenueStatus, now: VenueBehaviour): VenueStatus {
  if (!now.enabled) return 'RESTRICTED';
  if (now.circuit === 'OPEN') return 'OFFLINE';
  const slowAt = previous === 'SLOW' ? SLOW_UNTIL : SLOW_FROM;
  if (now.latencyUs >= slowAt * now.typicalLatencyUs) return 'SLOW';
  const congested =
    previous === 'CONGESTED'
      ? now.fillRate.mean < CONGESTED_UNTIL * now.expectedFill
      : now.fillRate.high95 < CONGESTED_BELOW * now.expectedFill;
  return congested ? 'CONGESTED' : 'ACTIVE';
}

/** Why a venue shows the status that it shows. */
export const STATUS_CAUSES = [
  /** Nothing is wrong with it. */
  'WELL',
  /** Nothing is wrong with it, and its session has not begun or is over. */
  'MARKET_CLOSED',
  /** A person says so. */
  'SAID',
  'NO_SESSION',
  'CIRCUIT_OPEN',
  /** It takes nothing more for now, by its own word. */
  'THROTTLED',
  'SLOW_ANSWERS',
  'FEW_FILLS',
] as const;
export type StatusCause = (typeof STATUS_CAUSES)[number];

/** From the best to the worst for whoever wants to trade there. */
const BY_SEVERITY: readonly VenueStatus[] = ['ACTIVE', 'SLOW', 'CONGESTED', 'OFFLINE', 'RESTRICTED'];

/** The status that is shown where a person has said one (null for nothing) and another was measured: the worse of both. */
export function worseStatus(said: VenueStatus | null, measured: VenueStatus): VenueStatus {
  if (said === null) return measured;
  return BY_SEVERITY.indexOf(said) > BY_SEVERITY.indexOf(measured) ? said : measured;
}
