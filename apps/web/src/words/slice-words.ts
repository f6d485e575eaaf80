import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { CandidateLine } from '../rows/candidate-line';
import { priceFormOfRecord } from '../rows/instrument-form';
import { formatBps, formatPrice, formatQuantity, formatShare, formatUs, formatWait } from './figures';

type Slice = DecisionEvidence['slices'][number];

/** Why a chosen venue was given what it was given; `rank` is its place among the slices, from 0. */
export function reasonOf(line: CandidateLine, rank: number, evidence: DecisionEvidence): string {
  const { slice } = line;
  if (slice === null) return '';
  switch (line.manner) {
    case 'resting':
      return restingReason(slice, evidence);
    case 'blind':
      return blindReason(slice, evidence);
    case 'taken':
      return takingReason(line, rank, evidence);
  }
}

function restingReason(slice: Slice, evidence: DecisionEvidence): string {
  const limit = formatPrice(Number(slice.limit_price), priceFormOfRecord(evidence));
  const expected = formatShare(slice.expected_fill_rate);
  if (slice.order_kind === 'MID_PEG')
    return `Follows the midpoint, at no worse than ${limit}; ${expected} of it is believed to be there now.`;
  if (slice.rest_ms === null) return `What cannot be taken within the limit ${slice.reason}, at ${limit}.`;
  const wait = formatWait(slice.rest_ms);
  return `Rests for ${wait} in the hope of the spread; ${expected} is expected to fill, the rest is then taken.`;
}

function blindReason(slice: Slice, evidence: DecisionEvidence): string {
  const expected = formatShare(slice.expected_fill_rate);
  if (slice.order_kind !== 'MID_IOC') return `Asked for the best displayed price or better; ${expected} is expected.`;
  const least = Number(slice.min_quantity);
  const atOnce = least === 0 ? '' : `, ${formatQuantity(least)} or more at once`;
  const midpoint = formatPrice(Number(slice.expected_price), priceFormOfRecord(evidence));
  return `Asked blind at the midpoint ${midpoint}${atOnce}; ${expected} is expected.`;
}

function takingReason(line: CandidateLine, rank: number, evidence: DecisionEvidence): string {
  const shares = sharesOf(line, evidence);
  const place = (words: string) => (line.worst === null ? `${words}: ${shares}.` : `${capitalised(shares)}.`);
  switch (evidence.mode) {
    case 'PRO_RATA':
      return `A share in proportion to what it shows: ${shares}.`;
    case 'SEQUENTIAL':
      return `Next in the sequence, one venue at a time: ${shares}.`;
    case 'MANUAL':
      return `As the order says: ${shares}.`;
    case 'SWEEP':
      if (isForced(line, evidence)) return place(forcedWords(line, evidence));
      return place(isOutdone(line, evidence) ? placeOf(line, evidence) : meritOf(line, rank, evidence));
    case 'OPTIMAL':
      return place(isForced(line, evidence) ? forcedWords(line, evidence) : placeOf(line, evidence));
  }
}

/** How much of what a venue shows is taken; of a book, how far into it. */
function sharesOf({ taken, displayed, worst, slice }: CandidateLine, evidence: DecisionEvidence): string {
  if (worst !== null && slice !== null) return `${slice.reason}, to ${formatPrice(worst, priceFormOfRecord(evidence))}`;
  if (displayed === null) return formatQuantity(taken);
  if (taken > displayed)
    return `${formatQuantity(taken)}, more than the ${formatQuantity(displayed)} at its best price`;
  return taken === displayed
    ? `all ${formatQuantity(displayed)} shown`
    : `${formatQuantity(taken)} of ${formatQuantity(displayed)} shown`;
}

/** Protection of this venue's quote, not its cost, put it before others that count as cheaper. */
function isForced({ venueId, countedBps }: CandidateLine, { candidates, market }: DecisionEvidence): boolean {
  const isProtected = market.venues.some((venue) => venue.venue_id === venueId && venue.protected);
  return (
    isProtected &&
    candidates.some(({ status, blocked_by: blocker, terms }) => {
      return status === 'considered' && blocker !== null && terms !== null && terms.weighted_bps < (countedBps ?? 0);
    })
  );
}

/** A venue that got nothing counts as cheaper, or is faster where that counts: no line before it may be called the best. */
function isOutdone({ countedBps, latencyUs }: CandidateLine, { candidates, market, objective }: DecisionEvidence) {
  const passedOver = candidates.filter(({ status, terms }) => status === 'considered' && terms !== null);
  // Counted costs are recorded in hundredths of a basis point, which hide microseconds.
  if (objective === 'FASTEST_EXECUTION') {
    const passedIds = passedOver.map((each) => each.venue_id);
    return market.venues.some((each) => passedIds.includes(each.venue_id) && each.latency_us < (latencyUs ?? 0));
  }
  return passedOver.some(({ terms }) => (terms?.weighted_bps ?? 0) < (countedBps ?? 0));
}

function forcedWords(line: CandidateLine, evidence: DecisionEvidence): string {
  return `Protected, at a better price than venues that count as cheaper; ${lowered(placeOf(line, evidence))}`;
}

/** What put a venue in its place in a sweep: the one thing that its objective ranks by. */
function meritOf(line: CandidateLine, rank: number, evidence: DecisionEvidence): string {
  const next = (text: string) => (rank === 0 ? capitalised(text) : `Next ${text}`);
  switch (evidence.objective) {
    case 'FASTEST_EXECUTION':
      return next(`fastest, ${formatUs(line.latencyUs)} µs there and back`);
    case 'LOWEST_COST':
      return next(`lowest price after fees (fee ${formatBps(line.cost?.fee ?? null)} bps)`);
    case 'BEST_PRICE':
      return isAtBest(line, evidence) ? 'Best price' : next('best price');
    case 'MINIMAL_IMPACT':
    case 'HIGHEST_FILL_RATE':
    case 'SMART':
      return next('best by counted cost, size for size');
  }
}

/** What an optimal division counts a venue by: it weighs all of them together, so none of them is first or next. */
function placeOf(line: CandidateLine, evidence: DecisionEvidence): string {
  switch (evidence.objective) {
    case 'FASTEST_EXECUTION':
      return `${formatUs(line.latencyUs)} µs there and back`;
    case 'LOWEST_COST':
      return `${formatBps(line.countedBps)} bps after fees (fee ${formatBps(line.cost?.fee ?? null)})`;
    case 'BEST_PRICE':
      return isAtBest(line, evidence)
        ? 'At the best price'
        : `${formatBps(line.cost?.spread ?? null)} bps from the mid`;
    case 'MINIMAL_IMPACT':
    case 'HIGHEST_FILL_RATE':
    case 'SMART':
      return `${formatBps(line.countedBps)} bps counted`;
  }
}

function isAtBest({ price }: CandidateLine, { order, market }: DecisionEvidence): boolean {
  const best = order.side === 'BUY' ? market.nbbo.ask : market.nbbo.bid;
  if (best === null || price === null) return false;
  return order.side === 'BUY' ? price <= Number(best) : price >= Number(best);
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
