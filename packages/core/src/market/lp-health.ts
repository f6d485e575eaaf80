import type { CircuitState } from '../venue/circuit-state.ts';
import type { VenueStatus } from '../venue/venue.ts';
import type { MarketView } from './market-view.ts';
import type { QuoteState } from './quote.ts';

/** What of a liquidity provider decides whether it may be sent to. */
export interface LpCondition {
  readonly enabled: boolean;
  readonly status: VenueStatus;
  readonly connected: boolean;
  readonly circuit: CircuitState;
  readonly quoteState: QuoteState;
}

/**
 * Why an order found no liquidity provider, in the words of the requirement document (US-09-05): none that is healthy, none of the healthy ones
 * that quotes, or quotes that the order could not take.
 */
export function lpError(lps: readonly LpCondition[]): string {
  const healthy = lps.filter(isHealthy);
  if (healthy.length === 0) return 'No healthy LPs available';
  return healthy.some((lp) => lp.quoteState === 'FRESH') ? 'No valid routing decisions' : 'No quotes received from LPs';
}

/** The same of a market view; null where the instrument does not trade with liquidity providers. */
export function lpErrorOfView(view: MarketView): string | null {
  if (view.instrument.assetClass !== 'FX') return null;
  return lpError(view.venues.map(({ venue, ...live }) => ({ enabled: venue.enabled, ...live })));
}

function isHealthy({ enabled, status, connected, circuit }: LpCondition): boolean {
  return enabled && connected && circuit !== 'OPEN' && status !== 'OFFLINE' && status !== 'RESTRICTED';
}
