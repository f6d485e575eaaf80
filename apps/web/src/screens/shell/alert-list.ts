import type { HaltInForce, RaisedAlert } from '@fairlead/contracts/system';
import type { AlertRow, HaltUpdate } from '@/live/live-store';

/** A halt as it is shown; since when and by whom are null until the router has said so. */
export type ListedHalt = Omit<HaltInForce, 'since' | 'actor'> & {
  readonly since: string | null;
  readonly actor: string | null;
};

/** An alert as it is listed. */
export interface ListedAlert extends AlertRow {
  /** What it warned of is over: a later note of the same kind says so. */
  readonly isOver: boolean;
}

const ALERTS_MAX = 200;

/** What the router says that it has raised, and what was heard since, newest first, each once. */
export function alertList(raised: readonly RaisedAlert[], heard: readonly AlertRow[]): ListedAlert[] {
  const bySeq = new Map(heard.map((alert) => [alert.seq, alert]));
  for (const { timestamp, ...alert } of raised) bySeq.set(alert.seq, { ...alert, at_ms: Date.parse(timestamp) });
  const newestFirst = [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, ALERTS_MAX);
  return newestFirst.map((alert, index) => ({
    ...alert,
    isOver: newestFirst.slice(0, index).some((later) => ends(later, alert)),
  }));
}

function ends(later: AlertRow, alert: AlertRow): boolean {
  const isOfOrder = later.client_id === alert.client_id && later.order_id === alert.order_id;
  const isSame = later.code === alert.code && isOfOrder && later.venue_id === alert.venue_id;
  return isSame && later.severity === 'INFO' && alert.severity !== 'INFO';
}

/**
 * The halts that are in force: those that the router told of when it was asked last, and those that were heard of since, whose time is not known until it
 * is asked again. One whose end was heard stands until the router no longer tells of it: rather a moment too long than hidden.
 */
export function haltsInForce(told: readonly HaltInForce[], heard: ReadonlyMap<string, HaltUpdate>): ListedHalt[] {
  const known = new Set(told.map(({ halt_id: id }) => id));
  const more = [...heard.values()].filter((halt) => halt.halted && !known.has(halt.halt_id));
  return [...told, ...more.map(({ halted: _, ...halt }) => ({ ...halt, since: null, actor: null }))];
}
