import { isoTime } from '@fairlead/contracts/wire-value';
import type { StatusCause } from '@fairlead/core/quality/status';
import type { VenueHealth } from './venue-health.ts';

/** Why a venue shows its status and since when, as programs and people read it. */
export function statusView(health: VenueHealth, nowUs: number) {
  const { status, cause, sinceUs } = health.shownAt(nowUs);
  return {
    status,
    status_cause: cause,
    status_since: isoTime(sinceOf(health, cause) ?? sinceUs),
    status_reason: reasonOf(health, cause, nowUs),
  };
}

/** What is kept over restarts knows better since when. */
function sinceOf({ said, circuit }: VenueHealth, cause: StatusCause): number | null {
  if (cause === 'SAID') return said?.atUs ?? null;
  return cause === 'CIRCUIT_OPEN' ? circuit.now.sinceUs : null;
}

const MS_US = 1_000;

function reasonOf({ said, circuit, estimates, expectedFill }: VenueHealth, cause: StatusCause, nowUs: number): string {
  switch (cause) {
    case 'SAID':
      return said?.reason ?? '';
    case 'CIRCUIT_OPEN':
      return circuit.now.detail;
    case 'SLOW_ANSWERS': {
      const pace = estimates.pace.at(nowUs, estimates.course);
      return pace === null ? '' : `answers in ${ms(pace.latelyUs)} ms lately, in ${ms(pace.ordinaryUs)} ms ordinarily`;
    }
    case 'FEW_FILLS': {
      const { mean, high95 } = estimates.fills(nowUs).lately;
      return `fills ${percent(mean)} of what is sent, ${percent(high95)} at best; ${percent(expectedFill)} was to be expected`;
    }
    case 'WELL':
    case 'MARKET_CLOSED':
    case 'NO_SESSION':
    case 'THROTTLED':
      return '';
  }
}

function ms(us: number): string {
  return (us / MS_US).toFixed(us < 10 * MS_US ? 2 : 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
