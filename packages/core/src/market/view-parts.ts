import type { Instrument } from '../instrument/instrument.ts';
import type { HiddenTail } from '../quality/hidden-tail.ts';
import type { Venue } from '../venue/venue.ts';

/** What is set and not measured: an instrument with the rules of its market, and the venues that trade it with what they take and charge. */
export interface CataloguePart {
  readonly instrument: Instrument;
  /** Row by row as in the view. */
  readonly venues: readonly Venue[];
}

/** What a venue is expected to be like in an instrument, learned or assumed. */
export interface VenueExpectation {
  /** Round trip in microseconds. */
  readonly latencyUs: number;
  /** Share of sent IOC quantity that is filled, 0 to 1. */
  readonly fillRate: number;
  /** How many child orders stand behind both. */
  readonly observations: number;
  /** What is to be had without being displayed; empty where nothing is. */
  readonly hidden: HiddenTail;
}

/** The same, with how fast the queues at its best prices flow out: units a second. */
export interface VenueBelief extends VenueExpectation {
  readonly bidOutflow: number;
  readonly askOutflow: number;
}

/**
 * What is believed of the venues of an instrument, row by row as in the view. Every number is whole at the scale that records write it with
 * (`BELIEF_SCALES`), so that a plan made from a record reads what the first one read.
 */
export interface BeliefPart {
  readonly venues: readonly VenueBelief[];
}

/** How many of its steps make one: beliefs are whole microseconds, millionths, and of outflows thousandths of a unit a second. */
export const BELIEF_SCALES = { latencyUs: 1, fillRate: 1e6, observations: 1e6, probability: 1e6, outflow: 1_000 };

/** A belief at the scale of records. Nothing is read before this rounding and recorded after it. */
export function beliefOf(
  expected: VenueExpectation,
  outflow: Pick<VenueBelief, 'bidOutflow' | 'askOutflow'>,
): VenueBelief {
  return {
    latencyUs: wholeAt(expected.latencyUs, BELIEF_SCALES.latencyUs),
    fillRate: wholeAt(expected.fillRate, BELIEF_SCALES.fillRate),
    observations: wholeAt(expected.observations, BELIEF_SCALES.observations),
    hidden: tailOf(expected.hidden),
    bidOutflow: wholeAt(outflow.bidOutflow, BELIEF_SCALES.outflow),
    askOutflow: wholeAt(outflow.askOutflow, BELIEF_SCALES.outflow),
  };
}

/** The tail itself where it is at the scale already, as those that are kept are. */
function tailOf(tail: HiddenTail): HiddenTail {
  const rounded = tail.map(({ size, probability }) => ({
    size,
    probability: wholeAt(probability, BELIEF_SCALES.probability),
  }));
  return rounded.every(({ probability }, step) => probability === tail[step]?.probability) ? tail : rounded;
}

function wholeAt(value: number, scale: number): number {
  return Math.round(value * scale) / scale;
}
