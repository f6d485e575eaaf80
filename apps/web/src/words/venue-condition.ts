import type { DotTone } from '@fairlead/ui/status-dot';
import type { VenueRow } from '@/rows/venue-row';
import { circuitCodeWords, circuitWhy, detailWords } from './circuit-words';
import { whoWords } from './halt-words';

type Status = VenueRow['status'];

export const VENUE_TYPE_NAMES: Readonly<Record<VenueRow['venue_type'], string>> = {
  EXCHANGE: 'Exchange',
  ECN: 'ECN',
  ATS: 'ATS',
  DARK_POOL: 'Dark pool',
  CROSSING_NETWORK: 'Crossing network',
  MARKET_MAKER: 'Market maker',
  LIQUIDITY_PROVIDER: 'Liquidity provider',
  BROKER: 'Broker',
  INTERNAL: 'Own book',
};

export const ASSET_CLASS_NAMES: Readonly<Record<VenueRow['asset_class'], string>> = {
  EQUITY: 'Equities',
  FX: 'FX',
  CRYPTO: 'Crypto',
};

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  ACTIVE: 'Active',
  SLOW: 'Slow',
  CONGESTED: 'Congested',
  OFFLINE: 'Offline',
  RESTRICTED: 'Restricted',
};

const STATUS_TONES: Readonly<Record<Status, DotTone>> = {
  ACTIVE: 'good',
  SLOW: 'degraded',
  CONGESTED: 'degraded',
  OFFLINE: 'stopped',
  RESTRICTED: 'stopped',
};

const CAUSES: Readonly<Record<Exclude<VenueRow['status_cause'], 'SAID'>, string>> = {
  WELL: 'Nothing is wrong with it',
  MARKET_CLOSED: 'Its market is closed: nothing is sent there until it opens',
  NO_SESSION: 'There is no session with it',
  CIRCUIT_OPEN: 'Its circuit is open',
  THROTTLED: 'It takes no more for now, by its own word',
  SLOW_ANSWERS: 'It answers far later than it ordinarily does',
  FEW_FILLS: 'It fills less than half of what was to be expected',
};

/** Why a venue shows its status: what was measured in figures, or who says so. */
export function statusWhy(venue: Pick<VenueRow, 'status_cause' | 'status_reason' | 'said'>): string {
  const { status_cause: cause, status_reason: reason, said } = venue;
  if (cause === 'SAID') {
    const who = said?.actor == null ? 'A person' : whoWords(said.actor);
    return reason === '' ? `${who} says so.` : `${who} says “${reason}”.`;
  }
  return reason === '' ? `${CAUSES[cause]}.` : `${CAUSES[cause]}: ${detailWords(reason)}.`;
}

/** How a venue is, in one word: the gravest of its session, its status and its circuit. */
export interface VenueCondition {
  /** 0 takes nothing, 1 is not as it should be, 2 is well, 3 is switched off. */
  readonly rank: 0 | 1 | 2 | 3;
  readonly tone: DotTone;
  readonly word: string;
  readonly why: string;
  /** Null where nobody knows. */
  readonly sinceMs: number | null;
}

const msOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/** How a venue is, by the router's word. */
export function conditionOf(venue: VenueRow): VenueCondition {
  const { circuit, status, status_cause: cause } = venue;
  if (!venue.enabled) {
    const why = 'It is switched off in the catalogue: nothing is sent there.';
    return { rank: 3, tone: 'idle', word: 'switched off', why, sinceMs: null };
  }
  const ofStatus = { why: statusWhy(venue), sinceMs: msOf(venue.status_since) };
  if (cause === 'NO_SESSION') return { rank: 0, tone: 'stopped', word: 'no session', ...ofStatus };
  const takesNothing = status === 'RESTRICTED' || (status === 'OFFLINE' && cause === 'SAID');
  if (takesNothing) return { rank: 0, tone: 'stopped', word: STATUS_NAMES[status].toLowerCase(), ...ofStatus };
  const ofCircuit = { why: circuitWhy(circuit), sinceMs: msOf(circuit.since) };
  if (circuit.state === 'OPEN') {
    const word = circuit.code === 'FORCED_OPEN' ? 'circuit forced open' : 'circuit open';
    return { rank: 0, tone: 'stopped', word, ...ofCircuit };
  }
  if (circuit.state === 'HALF_OPEN') return { rank: 1, tone: 'degraded', word: 'being tried', ...ofCircuit };
  if (circuit.code === 'FORCED_CLOSED')
    return { rank: 1, tone: 'degraded', word: 'circuit forced closed', ...ofCircuit };
  if (cause === 'MARKET_CLOSED') return { rank: 2, tone: 'idle', word: 'market closed', ...ofStatus };
  if (status === 'ACTIVE') return { rank: 2, tone: 'good', word: 'active', ...ofStatus };
  return { rank: 1, tone: STATUS_TONES[status], word: STATUS_NAMES[status].toLowerCase(), ...ofStatus };
}

/** What is said of a venue while nobody knows how it is. */
export const UNKNOWN_CONDITION: VenueCondition = {
  ...{ rank: 2, tone: 'idle', word: 'not known now', sinceMs: null },
  why: 'The router is away: what it said last is no answer.',
};

/** Why it is so, in few words for a line of many. */
export function shortWhy({ circuit, status_cause: cause, status_reason: reason, ...venue }: VenueRow): string {
  if (!venue.enabled || cause === 'NO_SESSION') return '';
  if (cause === 'SAID') return reason;
  if (circuit.code === 'FORCED_CLOSED' || circuit.code === 'FORCED_OPEN') return circuit.reason;
  if (circuit.state !== 'CLOSED') return circuit.code === null ? '' : lower(circuitCodeWords(circuit.code));
  return reason;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A status alone, whatever its circuit does, in a word and a tone. A closed market is nobody's fault, and nothing trades there all the same. */
export function statusShown({
  enabled,
  status,
  status_cause: cause,
}: Pick<VenueRow, 'enabled' | 'status' | 'status_cause'>): { readonly word: string; readonly tone: DotTone } {
  if (!enabled) return { word: 'Switched off', tone: 'idle' };
  if (cause === 'MARKET_CLOSED') return { word: 'Market closed', tone: 'idle' };
  return { word: STATUS_NAMES[status], tone: STATUS_TONES[status] };
}
