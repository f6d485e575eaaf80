import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { EXCLUSION_MESSAGES, UNALLOCATED_MESSAGES } from '@fairlead/core/routing/exclusion-code';
import { priceFormOfRecord } from '@/rows/instrument-form';
import type { CandidateLine, CostPart } from '@/screens/decision/candidate-lines';
import { formatBps, formatPrice, formatQuantity, formatUs } from './figures';
import { SIDE_NAMES } from './order-words';

const MESSAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...EXCLUSION_MESSAGES, ...UNALLOCATED_MESSAGES }),
);

/** The sentence of a code; a code of a newer router is shown as it is. */
export const sentenceOf = (code: string): string => MESSAGES.get(code) ?? code;

/** What each part of a cost is, in a line. */
export const COST_WORDS: Readonly<Record<CostPart, { name: string; says: string }>> = {
  spread: { name: 'Spread', says: 'How far the price is from the mid' },
  fee: { name: 'Fee', says: 'What the venue charges for taking; left of zero is a rebate' },
  fade: { name: 'Fade', says: 'The chance that the quote is gone, times what the next one costs more' },
  delay: { name: 'Delay', says: 'What the market may move while the order travels, by its urgency' },
  impact: { name: 'Impact', says: 'What an order of this size tells the market' },
};

/** The decision in one line: what went where. */
export function headline(evidence: DecisionEvidence): string {
  const { order, slices } = evidence;
  const what = `${SIDE_NAMES[order.side]} ${formatQuantity(Number(evidence.routed_quantity))} ${order.instrument_id}`;
  if (slices.length === 0) return `${what}: sent nowhere`;
  const parts = slices.map((slice) => `${formatQuantity(Number(slice.quantity))} to ${slice.venue_id}`);
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} more`] : parts;
  return `${what}: ${listed(shown)}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Why a chosen venue was given what it was given. */
export function reasonOf(line: CandidateLine, rank: number, evidence: DecisionEvidence): string {
  const { taken, displayed, slice } = line;
  if (line.resting)
    return `Nothing more can be taken within the limit, so the rest waits in this book at ${formatPrice(line.price, priceFormOfRecord(evidence))}.`;
  if (displayed === null || slice === null) return `${meritOf(line, rank, evidence)}.`;
  const shares = `${formatQuantity(taken)} of ${formatQuantity(displayed)} shown`;
  switch (evidence.mode) {
    case 'PRO_RATA':
      return `A share in proportion to what it shows: ${shares}.`;
    case 'SEQUENTIAL':
      return `Next in the sequence, one venue at a time: ${shares}.`;
    case 'MANUAL':
      return `As the order says: ${shares}.`;
    case 'SWEEP':
    case 'OPTIMAL':
      return sweptReason(line, rank, evidence);
  }
}

/** A sweep takes all of each venue in its order of merit, and of the last one what is still needed. */
function sweptReason(line: CandidateLine, rank: number, evidence: DecisionEvidence): string {
  const { taken, displayed } = line;
  const first = `${meritOf(line, rank, evidence)}.`;
  if (displayed === null) return first;
  if (taken > displayed) return `${first} Taken beyond its best ${formatQuantity(displayed)}, deeper into its book.`;
  if (taken === displayed) return `${first} All ${formatQuantity(displayed)} shown were taken.`;
  return `${first} The last ${formatQuantity(taken)}, of ${formatQuantity(displayed)} shown.`;
}

/** What put a venue in its place: the one thing that its objective ranks by. */
function meritOf(line: CandidateLine, rank: number, evidence: DecisionEvidence): string {
  const { objective, order, market } = evidence;
  const nth = rank === 0 ? '' : 'Next ';
  const cap = (text: string) => (nth === '' ? text.charAt(0).toUpperCase() + text.slice(1) : nth + text);
  switch (objective) {
    case 'FASTEST_EXECUTION':
      return cap(`fastest: ${formatUs(line.latencyUs)} µs there and back`);
    case 'LOWEST_COST':
      return cap(`lowest price after fees (fee ${formatBps(line.cost?.fee ?? null)} bps)`);
    case 'BEST_PRICE': {
      const best = order.side === 'BUY' ? market.nbbo.ask : market.nbbo.bid;
      const isBest = best !== null && line.price !== null && isNoWorse(line.price, Number(best), order.side);
      const at = formatPrice(line.price, priceFormOfRecord(evidence));
      return isBest ? `Best price, ${at}` : cap(`best price, ${at}`);
    }
    case 'MINIMAL_IMPACT':
    case 'HIGHEST_FILL_RATE':
    case 'SMART':
      return cap('best by counted cost, size for size');
  }
}

function isNoWorse(price: number, best: number, side: DecisionEvidence['order']['side']): boolean {
  return side === 'BUY' ? price <= best : price >= best;
}
