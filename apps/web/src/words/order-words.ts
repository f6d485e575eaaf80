import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { Tone } from '@fairlead/ui/badge';
import type { DecisionRow } from '@/rows/decision-row';
import type { ChildDetail } from '@/rows/order-detail';
import type { OrderRow } from '@/rows/order-row';

export const MODE_NAMES: Readonly<Record<DecisionRow['mode'], string>> = {
  OPTIMAL: 'optimal',
  SWEEP: 'sweep',
  PRO_RATA: 'pro rata',
  SEQUENTIAL: 'sequential',
  MANUAL: 'manual',
};

export const STAGE_NAMES: Readonly<Record<DecisionEvidence['stage'], string>> = {
  INTERNAL: 'Internal book first',
  DARK: 'Dark venues first',
  ALL: 'All venues',
};

export const TYPE_NAMES: Readonly<Record<DecisionRow['order_type'], string>> = {
  MARKET: 'Market',
  LIMIT: 'Limit',
  MIDPOINT_PEG: 'Mid peg',
  STOP: 'Stop',
  STOP_LIMIT: 'Stop limit',
};

export const SIDE_NAMES: Readonly<Record<DecisionRow['side'], string>> = {
  BUY: 'Buy',
  SELL: 'Sell',
  SELL_SHORT: 'Short',
};

export const KIND_NAMES: Readonly<Record<ChildDetail['order_kind'], string>> = {
  IOC: 'immediate or cancel',
  ISO: 'intermarket sweep',
  FOK: 'fill or kill',
  POST: 'rests in the book',
  MID_IOC: 'blind at the midpoint',
  MID_PEG: 'rests at the midpoint',
};

type State = OrderRow['state'] | ChildDetail['state'];

/** A state's name and what it means for the person who looks: done, under way, stopped, or to be looked into. */
export const STATE_WORDS: Readonly<Record<State, { name: string; tone: Tone }>> = {
  RECEIVED: { name: 'Waiting', tone: 'accent' },
  REJECTED: { name: 'Rejected', tone: 'stopped' },
  ROUTING: { name: 'Routing', tone: 'accent' },
  WORKING: { name: 'Working', tone: 'accent' },
  PARTIALLY_FILLED: { name: 'Part filled', tone: 'accent' },
  FILLED: { name: 'Filled', tone: 'good' },
  PENDING_CANCEL: { name: 'Canceling', tone: 'degraded' },
  CANCELED: { name: 'Canceled', tone: 'neutral' },
  EXPIRED: { name: 'Expired', tone: 'neutral' },
  UNKNOWN: { name: 'Unknown', tone: 'degraded' },
  INTENDED: { name: 'Intended', tone: 'neutral' },
  SENT: { name: 'Sent', tone: 'accent' },
  ACKED: { name: 'At venue', tone: 'accent' },
};

/** An order that was decided here for its caller to execute: nothing of ours is under way. */
export const ROUTED_ONLY = { name: 'Decided', tone: 'neutral', says: 'Decided here; its caller executes it' } as const;
