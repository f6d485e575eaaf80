import type { RoutingObjective } from '@fairlead/core/order/request';
import { litVenues, RegimeMarket, type Truth } from './regime-market.ts';

/** A change of regime at the venue that is the best in its objective, and back again. */
export interface RegimeChange {
  readonly name: string;
  readonly objective: RoutingObjective;
  readonly change: (truth: Truth) => Truth;
}

/** The two changes of the specification. */
export const REGIME_CHANGES: readonly RegimeChange[] = [
  {
    name: 'round trips five times as long',
    objective: 'FASTEST_EXECUTION',
    change: (truth) => ({ ...truth, latencyUs: truth.latencyUs * 5 }),
  },
  {
    name: 'fill rate halved',
    objective: 'HIGHEST_FILL_RATE',
    change: (truth) => ({ ...truth, fillRate: truth.fillRate / 2 }),
  },
];

/** How long a move of the routing took. */
export interface Move {
  /** Children that the venue was sent from the change on, until the routing had moved. */
  readonly children: number;
  readonly seconds: number;
}

/** What became of a change; null for a move that did not come before the phase was over. */
export interface Adaptation {
  readonly away: Move | null;
  readonly back: Move | null;
  /** The share of children that the venue got before the change, while it lasted (after the move), and after the way back. */
  readonly shares: { readonly before: number; readonly during: number; readonly after: number };
}

/** The routing has moved when of so many decisions after it so many were for, or not for, the venue. */
const LOOKED_AT = 20;
const MOST = 16;
/** Children that every venue has been sent before. */
const WARM_UP = 500;
const MICROSECONDS = 1_000_000;

/**
 * Five venues at the same price; the first is the best in the objective, by as much as venues of one kind differ. It is best for `phaseSeconds`,
 * then changed for as long, then itself again.
 */
export function runRegimeChange(
  regime: RegimeChange,
  with_: { seed: number; isLearning: boolean; perSecond: number; phaseSeconds: number },
): Adaptation {
  const best: Truth = { fillRate: 0.97, latencyUs: 250 };
  const truths = [best, ...[0.9, 0.88, 0.86, 0.84].map((fillRate, i) => ({ fillRate, latencyUs: 350 + 30 * i }))];
  const venues = litVenues(truths.length).map((venue, row) => ({
    ...venue,
    typicalLatencyUs: truths[row]?.latencyUs ?? 0,
  }));
  const market = new RegimeMarket({ venues, truths, seed: with_.seed, isLearning: with_.isLearning });
  for (const row of venues.keys()) market.quote(row, { bid: 1, ask: 1 });
  market.warmUp(WARM_UP);
  const phase = () => phaseOf(market, regime.objective, with_);
  const before = phase();
  Object.assign(best, regime.change({ ...best }));
  const during = phase();
  Object.assign(best, { fillRate: 0.97, latencyUs: 250 });
  const after = phase();
  const away = moved(during, { isFor: false, perSecond: with_.perSecond });
  const back = moved(after, { isFor: true, perSecond: with_.perSecond });
  const from = away === null ? 0 : Math.round(away.seconds * with_.perSecond);
  const since = back === null ? 0 : Math.round(back.seconds * with_.perSecond);
  return {
    away,
    back,
    shares: {
      before: shareOf(before.slice(before.length / 2)),
      during: shareOf(during.slice(from)),
      after: shareOf(after.slice(since)),
    },
  };
}

/** For every decision of a phase, whether the first venue got it. */
function phaseOf(
  market: RegimeMarket,
  objective: RoutingObjective,
  { perSecond, phaseSeconds }: { perSecond: number; phaseSeconds: number },
): boolean[] {
  return Array.from({ length: Math.round(perSecond * phaseSeconds) }, () => {
    market.pass(Math.round(MICROSECONDS / perSecond));
    return market.decide(objective).venueId === market.venues[0]?.venueId;
  });
}

function moved(phase: readonly boolean[], as: { isFor: boolean; perSecond: number }): Move | null {
  for (let from = 0; from + LOOKED_AT <= phase.length; from++) {
    if (phase[from] !== as.isFor) continue;
    const agreeing = phase.slice(from, from + LOOKED_AT).filter((isFor) => isFor === as.isFor).length;
    if (agreeing < MOST) continue;
    return { children: phase.slice(0, from).filter(Boolean).length, seconds: from / as.perSecond };
  }
  return null;
}

function shareOf(phase: readonly boolean[]): number {
  return phase.filter(Boolean).length / Math.max(1, phase.length);
}
