import type { CircuitView } from '@fairlead/contracts/circuit';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { CircuitChange } from '@fairlead/core/venue/circuit-breaker';
import { failuresAmong } from '@fairlead/core/venue/circuit-window';
import type { VenueHealth } from '../market-data/venue-health.ts';
import type { StreamData } from '../ports.ts';

/** Where the circuit of a venue stands, as programs and people read it. */
export function circuitView({ venue, circuit: { now } }: Pick<VenueHealth, 'venue' | 'circuit'>): CircuitView {
  return {
    venue_id: venue.venueId,
    venue_type: venue.venueType,
    state: now.state,
    code: now.code,
    reason: now.detail,
    since: timeOrNull(now.sinceUs),
    until: timeOrNull(now.untilUs),
    openings: now.openings,
    failures: failuresAmong(now.outcomes),
    last_failure: timeOrNull(now.lastFailureUs),
    probes_out: now.probes.length,
    probes_answered: now.probesAnswered,
    actor: now.actor,
  };
}

/** A change of a circuit as the stream tells it. */
export function circuitUpdate(venueId: string, change: CircuitChange): StreamData<'CIRCUIT_UPDATE'> {
  const { to: state, code, detail: reason, actor, atUs, untilUs } = change;
  return { venue_id: venueId, state, code, reason, since: isoTime(atUs), until: timeOrNull(untilUs), actor };
}

function timeOrNull(us: number | null): string | null {
  return us === null ? null : isoTime(us);
}
