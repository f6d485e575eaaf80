import { exp } from '../../math/exp.ts';
import { type Quantity, quantity } from '../../money/units.ts';
import type { HiddenTail } from '../../quality/hidden-tail.ts';

/** The sizes at which hidden liquidity is estimated, in round lots. */
export const LADDER_LOTS: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128];

/** An order sent to a venue that shows nothing, and what of it was filled before it was cancelled. */
export interface Ping {
  readonly asked: Quantity;
  readonly filled: Quantity;
}

/**
 * What pings have told of one venue, a number a step of the ladder: how many reached the step before and asked for this one, and how many of
 * them had it filled. Weights, not counts: old pings fade. Plain numbers, to be stored as they are.
 */
export interface PingRecord {
  readonly tried: readonly number[];
  readonly held: readonly number[];
}

/** What is believed before any ping, as the chance of each step once the one before it was had. */
export interface HiddenPrior {
  /** One chance a step of the ladder, 0 to 1. */
  readonly stepChances: readonly number[];
  /** The pings that this belief is worth, at each step; over 0. */
  readonly pings: number;
}

/**
 * The belief of a venue that nobody has pinged: one round lot three times of ten, and twice as much half of those times. Illustrative, and
 * worth four pings only, so that a day's own pings soon outweigh it.
 */
export const DEFAULT_HIDDEN_PRIOR: HiddenPrior = {
  stepChances: LADDER_LOTS.map((_, step) => (step === 0 ? 0.3 : 0.5)),
  pings: 4,
};

/** Nothing pinged yet. */
export const NO_PINGS: PingRecord = { tried: LADDER_LOTS.map(() => 0), held: LADDER_LOTS.map(() => 0) };

/**
 * Adds a ping. One that filled less than it asked for says exactly how much was there; one that filled whole says that at least as much was, so
 * it counts at the steps that it asked for and is silent on larger ones (Kaplan, Meier, "Nonparametric Estimation from Incomplete
 * Observations", JASA 53 (1958); Ganchev, Kearns, Nevmyvaka, Vaughan, "Censored Exploration and the Dark Pool Problem", 2009). A step between
 * two of the ladder is not asked for by halves: a ping counts at a step when it asked for all of it and reached the one before. One of less than a
 * round lot counts at the first step, as if that were what it asked for: small orders would else ask an empty venue for ever and learn nothing.
 *
 * What a step knew loses half its weight every `halfLifePings` pings that tell of that step (over 0), so that sizes which are seldom tried are
 * not forgotten by trying others. Throws where filled is not within 0 and asked.
 */
export function withPing(
  record: PingRecord,
  ping: Ping,
  per: { readonly roundLot: Quantity; readonly halfLifePings: number },
): PingRecord {
  if (!(ping.filled >= 0 && ping.filled <= ping.asked)) throw new Error(`filled ${ping.filled} of ${ping.asked}`);
  if (!(per.halfLifePings > 0)) throw new Error(`half-life of ${per.halfLifePings} pings`);
  const keep = exp(-Math.LN2 / per.halfLifePings);
  const lot = per.roundLot;
  const tells = LADDER_LOTS.map((lots, step) => {
    const before = (LADDER_LOTS[step - 1] ?? 0) * lot;
    return (step === 0 ? ping.asked > 0 : ping.asked >= lots * lot) && ping.filled >= before;
  });
  const holds = LADDER_LOTS.map((lots, step) => ping.filled >= (step === 0 ? Math.min(lot, ping.asked) : lots * lot));
  const faded = (weights: readonly number[], adds: (step: number) => boolean) =>
    weights.map((weight, step) => (tells[step] ? weight * keep + Number(adds(step)) : weight));
  return { tried: faded(record.tried, () => true), held: faded(record.held, (step) => holds[step] === true) };
}

/**
 * The chance of each step once the one before it was had: the pings' own, drawn towards the prior by what the prior is worth. A venue's own
 * chances, as a prior for one instrument there, let an instrument that was seldom tried learn from the others.
 */
export function stepChances(record: PingRecord, prior: HiddenPrior): readonly number[] {
  return LADDER_LOTS.map((_, step) => {
    const held = (record.held[step] ?? 0) + prior.pings * (prior.stepChances[step] ?? 0);
    return Math.min(1, held / ((record.tried[step] ?? 0) + prior.pings));
  });
}

/** The tail T(s), the chance that at least s is there: the product of the chances of the steps up to s (Kaplan-Meier's product limit). */
export function hiddenTail(record: PingRecord, prior: HiddenPrior, roundLot: Quantity): HiddenTail {
  let probability = 1;
  return stepChances(record, prior).map((chance, step) => {
    probability *= chance;
    return { size: quantity((LADDER_LOTS[step] ?? 0) * roundLot), probability };
  });
}
