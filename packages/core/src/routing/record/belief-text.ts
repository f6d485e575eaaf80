import { BELIEF_SCALES, type BeliefPart, type VenueBelief } from '../../market/view-parts.ts';
import { quantity } from '../../money/units.ts';
import { type StoredRow, storedRow } from './stored-row.ts';

const FORM = 1;

/**
 * The belief part as canonical text: `[form, venues]`, a row a venue: round trip in microseconds; fill rate and observations in millionths; outflow of
 * bids and asks in thousandths of a unit a second; then, where anything is believed to be hidden, its tail as sizes and millionths in turn.
 */
export function writeBeliefs({ venues }: BeliefPart): string {
  return JSON.stringify([FORM, venues.map(beliefRow)]);
}

/** Reads it back, number for number. Throws for another text. */
export function readBeliefs(text: string): BeliefPart {
  const row = storedRow(text);
  if (row.number(0) !== FORM) throw new Error('not the belief part of a record');
  return { venues: row.rows(1).map(beliefOfRow) };
}

function beliefRow(belief: VenueBelief): number[] {
  const row = [
    whole(belief.latencyUs, BELIEF_SCALES.latencyUs),
    whole(belief.fillRate, BELIEF_SCALES.fillRate),
    whole(belief.observations, BELIEF_SCALES.observations),
    whole(belief.bidOutflow, BELIEF_SCALES.outflow),
    whole(belief.askOutflow, BELIEF_SCALES.outflow),
  ];
  for (const { size, probability } of belief.hidden) row.push(size, whole(probability, BELIEF_SCALES.probability));
  return row;
}

function beliefOfRow(row: StoredRow): VenueBelief {
  const hidden = [];
  for (let place = 5; place < row.length; place += 2) {
    const probability = row.number(place + 1) / BELIEF_SCALES.probability;
    hidden.push({ size: quantity(row.number(place)), probability });
  }
  return {
    latencyUs: row.number(0) / BELIEF_SCALES.latencyUs,
    fillRate: row.number(1) / BELIEF_SCALES.fillRate,
    observations: row.number(2) / BELIEF_SCALES.observations,
    bidOutflow: row.number(3) / BELIEF_SCALES.outflow,
    askOutflow: row.number(4) / BELIEF_SCALES.outflow,
    hidden,
  };
}

/** The number of steps, of a belief that is on them (`beliefOf`). */
function whole(value: number, scale: number): number {
  return Math.round(value * scale);
}
