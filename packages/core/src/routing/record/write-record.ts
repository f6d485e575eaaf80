import type { MarketView, VenueSnapshot } from '../../market/market-view.ts';
import type { BestQuote, Nbbo } from '../../market/nbbo.ts';
import { toPriceE8 } from '../../money/amount.ts';
import { powerOfTen } from '../../money/scaled.ts';
import type { ValidOrder } from '../../order/request.ts';
import type { Candidate } from '../candidate.ts';
import type { CostTerms } from '../cost.ts';
import { ENGINE_VERSION, type PlanInput } from '../plan-input.ts';
import type { CandidateOutcome, RoutePlan, Slice } from '../route-plan.ts';
import { MILLION, type RecordReferences, TERMS_PER_BP } from './recorded-decision.ts';
import { amountOf, flagOf } from './stored-row.ts';
import { venueTypeOf } from './venue-type.ts';
import { Words } from './words.ts';

/** The form of the records that this writes. */
export const RECORD_FORM = 2 as const;

/**
 * The record of a decision as canonical text: one JSON array of values by their place, which its SHA-256, the decision hash, covers. Prices and
 * sizes are whole numbers at the instrument's scale, cost terms hundredths of a basis point, other ratios, costs and milliseconds millionths, money
 * 10^-8 of the currency, flags 1 and 0; names stand once, in the list of words, and by their number after that. The places are those of
 * `readRecord`. What is not in it: the constants of the order (`ReceivedOrder`), and the two parts that it names by their hash. Throws for
 * a view that is not made of its parts.
 */
export function writeRecord(input: PlanInput, plan: RoutePlan, references: RecordReferences): string {
  requireParts(input.view);
  const words = new Words();
  const { settings, view } = input;
  const market = marketRows(input, words);
  const candidates = candidateRows(input, plan, words);
  return JSON.stringify([
    RECORD_FORM,
    ENGINE_VERSION,
    input.rulesVersion,
    input.modelVersion,
    references.catalogue,
    references.belief,
    references.request,
    words.list,
    [view.instrument.priceDecimals, view.instrument.quantityDecimals],
    view.takenAtUs,
    input.wave,
    input.quantity,
    orderRow(input.order, words),
    [settings.passiveHorizonMs, flagOf(settings.protection), settings.urgency, input.worstPrice],
    input.rulesApplied,
    input.triedVenues,
    nbboRow(view.nbbo, words),
    market.states,
    market.quotes,
    market.ladders,
    candidates.reasons,
    candidates.candidates,
    candidates.others,
    plan.slices.map((slice) => sliceRow(slice, input.view, words)),
    unallocatedRow(plan, words),
    words.of(plan.stage),
    plan.proof === null ? null : [words.of(plan.proof.kind), gapE8(plan.proof.gapE8, view.instrument.quantityDecimals)],
    weightsRow(plan),
    expectedRow(plan),
    plan.rationale,
  ]);
}

/** The record must not name parts that say other than what the plan has read. */
function requireParts({ instrument, venues, catalogue, beliefs }: MarketView): void {
  if (catalogue.instrument !== instrument) throw new Error('the view has another instrument than its catalogue part');
  for (let row = 0; row < venues.length; row++) {
    const snapshot = venues[row];
    const belief = beliefs.venues[row];
    if (snapshot === undefined) continue;
    const isOfParts =
      snapshot.venue === catalogue.venues[row] &&
      belief !== undefined &&
      snapshot.fillRate === belief.fillRate &&
      snapshot.latencyUs === belief.latencyUs &&
      snapshot.observations === belief.observations &&
      snapshot.bidOutflow === belief.bidOutflow &&
      snapshot.askOutflow === belief.askOutflow &&
      snapshot.hidden === belief.hidden;
    if (!isOfParts) throw new Error(`${snapshot.venue.venueId} is not in the view what its parts say`);
  }
}

/** What may differ from the order as it was received: what rules made of it, what a replacement changed, what its stop became. */
function orderRow(order: ValidOrder, words: Words): unknown[] {
  const { constraints } = order;
  return [
    words.of(order.orderType),
    words.of(order.routingObjective),
    words.of(order.routingMode),
    words.of(order.sourcing),
    order.quantity,
    order.limitPrice,
    order.stopPrice,
    order.maxVenueSplit,
    order.venuePreferences,
    order.excludeVenues,
    order.venueCaps.map(({ venueId, maxQuantity }) => [venueId, maxQuantity]),
    order.manualAllocations.map(({ venueId, quantity }) => [venueId, quantity]),
    constraints === null
      ? null
      : [constraints.maxFeeE8, constraints.maxImpactBps, constraints.maxLatencyMs, constraints.minFillRate],
  ];
}

function nbboRow(nbbo: Nbbo, words: Words): unknown[] {
  const best = (quote: BestQuote | null) =>
    quote === null ? null : [small(quote.price), small(quote.size), words.of(quote.venueId)];
  return [
    words.of(nbbo.state),
    best(nbbo.bid),
    best(nbbo.ask),
    best(nbbo.oddBid),
    best(nbbo.oddAsk),
    nbbo.referenceBid,
    nbbo.referenceAsk,
  ];
}

/** How much of a quote follows a state: nothing, all of it, or all but its age. */
export const QUOTE_SHAPES = { none: 0, whole: 1, ageless: 2 } as const;
type QuoteShape = (typeof QUOTE_SHAPES)[keyof typeof QUOTE_SHAPES];

/** The market of a record: what venues are like, each kind once, the quotes in one run of numbers, and apart from it what few quotes carry besides. */
interface MarketRows {
  readonly states: unknown[][];
  readonly quotes: number[];
  readonly ladders: unknown[][];
}

function marketRows({ order, view }: PlanInput, words: Words): MarketRows {
  const states: unknown[][] = [];
  const quotes: number[] = [];
  const ladders: unknown[][] = [];
  const kinds: { snapshot: VenueSnapshot; shape: QuoteShape }[] = [];
  for (let row = 0; row < view.venues.length; row++) {
    const snapshot = view.venues[row];
    if (snapshot === undefined) continue;
    const shape = shapeOf(snapshot);
    let state = 0;
    while (state < kinds.length && !isOfKind(snapshot, shape, kinds[state])) state++;
    if (state === kinds.length) {
      kinds.push({ snapshot, shape });
      states.push(stateRow(snapshot, shape, words));
    }
    quotes.push(state);
    if (shape === QUOTE_SHAPES.whole) quotes.push(small(snapshot.ageUs ?? 0));
    if (shape !== QUOTE_SHAPES.none)
      quotes.push(small(snapshot.bid), small(snapshot.bidSize), small(snapshot.ask), small(snapshot.askSize));
    if (snapshot.validUntilUs !== null || snapshot.depth !== null)
      ladders.push(ladderRow(snapshot, row, order.side === 'BUY'));
  }
  return { states, quotes, ladders };
}

function shapeOf({ ageUs, bidSize, askSize }: VenueSnapshot): QuoteShape {
  if (ageUs !== null) return QUOTE_SHAPES.whole;
  return bidSize === 0 && askSize === 0 ? QUOTE_SHAPES.none : QUOTE_SHAPES.ageless;
}

function isOfKind(
  snapshot: VenueSnapshot,
  shape: QuoteShape,
  kind: { snapshot: VenueSnapshot; shape: QuoteShape } | undefined,
): boolean {
  if (kind === undefined) return false;
  const { snapshot: other } = kind;
  return (
    shape === kind.shape &&
    snapshot.status === other.status &&
    snapshot.circuit === other.circuit &&
    snapshot.connected === other.connected &&
    snapshot.isFull === other.isFull &&
    snapshot.quoteState === other.quoteState &&
    snapshot.blindBar === other.blindBar
  );
}

function stateRow(snapshot: VenueSnapshot, shape: QuoteShape, words: Words): unknown[] {
  const row = [
    shape,
    words.of(snapshot.status),
    words.of(snapshot.circuit),
    flagOf(snapshot.connected),
    words.of(snapshot.quoteState),
    words.orNull(snapshot.blindBar),
  ];
  // At the end, and left out where it is not so: rows of before say nothing of it.
  if (snapshot.isFull) row.push(flagOf(true));
  return row;
}

/** Of a book the side alone that the order would take: the other is never looked at. */
function ladderRow({ validUntilUs, depth }: VenueSnapshot, row: number, isBuy: boolean): unknown[] {
  if (depth === null) return [row, validUntilUs];
  const levels: number[] = [];
  for (const { price, size } of isBuy ? depth.asks : depth.bids) levels.push(price, size);
  return [row, validUntilUs, levels];
}

/**
 * The candidates of a record: what became of venues and why, each kind once; in one run of numbers the kind of each, what it was given, and its terms;
 * and apart from it the fill rate, price and size of those that would not be met at what they show.
 */
interface CandidateRows {
  readonly reasons: unknown[][];
  readonly candidates: number[];
  readonly others: unknown[][];
}

function candidateRows(input: PlanInput, { outcomes }: RoutePlan, words: Words): CandidateRows {
  const reasons: unknown[][] = [];
  const candidates: number[] = [];
  const others: unknown[][] = [];
  const kinds: CandidateOutcome[] = [];
  for (let row = 0; row < outcomes.length; row++) {
    const outcome = outcomes[row];
    const snapshot = input.view.venues[row];
    if (outcome === undefined || snapshot?.venue.venueId !== outcome.venueId)
      throw new Error(`the candidates are not those of the view, from row ${row} on`);
    let why = 0;
    while (why < kinds.length && !isForSame(outcome, kinds[why])) why++;
    if (why === kinds.length) {
      kinds.push(outcome);
      reasons.push(reasonRow(outcome, words));
    }
    candidates.push(why);
    if (outcome.status === 'chosen') candidates.push(small(outcome.quantity));
    if (outcome.terms !== null) pushTerms(candidates, outcome.terms, outcome.weightedBps ?? 0);
    const { candidate } = outcome;
    if (candidate !== null && !isAsShown(candidate, snapshot, input.order.side === 'BUY'))
      others.push([row, inMillionths(candidate.fillRate), candidate.price, candidate.displayed]);
  }
  return { reasons, candidates, others };
}

function isForSame(one: CandidateOutcome, other: CandidateOutcome | undefined): boolean {
  return (
    other !== undefined &&
    one.code === other.code &&
    one.status === other.status &&
    (one.terms === null) === (other.terms === null) &&
    one.candidate?.reach === other.candidate?.reach &&
    one.blockedBy?.venueId === other.blockedBy?.venueId &&
    one.blockedBy?.price === other.blockedBy?.price &&
    one.rankedBy?.venueId === other.rankedBy?.venueId &&
    one.rankedBy?.key === other.rankedBy?.key
  );
}

function reasonRow({ status, code, candidate, terms, blockedBy, rankedBy }: CandidateOutcome, words: Words): unknown[] {
  const row = [words.of(status), words.orNull(code), words.orNull(candidate?.reach ?? null), flagOf(terms !== null)];
  if (blockedBy !== null) row.push(words.of(blockedBy.venueId), blockedBy.price);
  else if (rankedBy !== null) row.push(null, null, words.of(rankedBy.venueId), words.of(rankedBy.key));
  return row;
}

function pushTerms(run: number[], terms: CostTerms, weighted: number): void {
  run.push(
    inTerms(terms.delayBps),
    inTerms(terms.fadeBps),
    inTerms(terms.feeBps),
    inTerms(terms.impactBps),
    inTerms(terms.spreadBps),
    inTerms(weighted),
  );
}

/** Met at the venue's best price with what it shows there, and as likely as is believed of the venue. */
function isAsShown(candidate: Candidate, snapshot: VenueSnapshot, isBuy: boolean): boolean {
  if (candidate.fillRate !== snapshot.fillRate) return false;
  const { depth } = snapshot;
  if (depth !== null) {
    const [best] = isBuy ? depth.asks : depth.bids;
    return best?.price === candidate.price && best.size === candidate.displayed;
  }
  const [at, size] = isBuy ? [snapshot.ask, snapshot.askSize] : [snapshot.bid, snapshot.bidSize];
  return size > 0 && at === candidate.price && size === candidate.displayed;
}

function sliceRow(slice: Slice, view: MarketView, words: Words): unknown[] {
  return [
    words.of(slice.venueId),
    words.of(venueTypeOf(slice.venueId, view)),
    small(slice.quantity),
    small(slice.limitPrice),
    small(slice.minQuantity),
    words.of(slice.kind),
    slice.restMs,
    toPriceE8(slice.limitPrice, view.instrument) === slice.expectedPriceE8 ? null : slice.expectedPriceE8,
    amountOf(slice.expectedFeeE8),
    inMillionths(slice.expectedCostBps),
    inMillionths(slice.expectedFillRate),
    inMillionths(slice.expectedFillTimeMs),
    slice.routingPriority,
    words.of(slice.reason),
  ];
}

function unallocatedRow({ unallocated, unallocatedCode, unallocatedBlocker }: RoutePlan, words: Words): unknown[] {
  const row = [unallocated, words.orNull(unallocatedCode)];
  if (unallocatedBlocker !== null) row.push(words.of(unallocatedBlocker.venueId), unallocatedBlocker.price);
  return row;
}

/** The most that a bounded search may have missed, in 10^-8 of the currency, rounded up. */
function gapE8(gap: number, quantityDecimals: number): number {
  return Math.ceil(gap / powerOfTen(quantityDecimals));
}

function weightsRow({ weights }: RoutePlan): number[] {
  return [weights.delay, weights.fade, weights.fee, weights.impact, weights.spread].map(inMillionths);
}

function expectedRow({ expected }: RoutePlan): (number | null)[] {
  const { confidence, costBps, fillRate, impactBps, timeMs } = expected;
  return [confidence, costBps, fillRate, impactBps, timeMs].map((value) =>
    value === null ? null : inMillionths(value),
  );
}

function inTerms(bps: number): number {
  return nearestWhole(bps * TERMS_PER_BP);
}

function inMillionths(value: number): number {
  return nearestWhole(value * MILLION);
}

function nearestWhole(value: number): number {
  return small(Math.round(value));
}

/** A whole number as a small integer where it is one: a number that was reckoned as a double is written ten times as slowly. Never a negative zero. */
function small(value: number): number {
  const integer = value | 0;
  return integer === value ? integer : value;
}
