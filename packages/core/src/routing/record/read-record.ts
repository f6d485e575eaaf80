import { type Depth, type MarketView, shownLevels, type VenueSnapshot } from '../../market/market-view.ts';
import { type BestQuote, NBBO_STATES, type Nbbo } from '../../market/nbbo.ts';
import { QUOTE_STATES } from '../../market/quote.ts';
import type { BeliefPart, CataloguePart } from '../../market/view-parts.ts';
import { toPriceE8 } from '../../money/amount.ts';
import { powerOfTen } from '../../money/scaled.ts';
import { type Price, price, priceE8, quantity } from '../../money/units.ts';
import {
  ORDER_TYPES,
  ROUTING_MODES,
  ROUTING_OBJECTIVES,
  SOURCINGS,
  UNSAID,
  type ValidOrder,
} from '../../order/request.ts';
import { sideSign } from '../../order/side.ts';
import { BLIND_BARS } from '../../quality/blind-bar.ts';
import { CIRCUIT_STATES } from '../../venue/circuit-state.ts';
import { feePerUnitRoundedUpE8 } from '../../venue/fees.ts';
import { VENUE_STATUSES } from '../../venue/venue.ts';
import { REACHES, type Reach } from '../candidate.ts';
import { PROOF_KINDS } from '../optimal/problem.ts';
import { REASON_KEYS } from '../passed-over.ts';
import type { PlanInput } from '../plan-input.ts';
import { CANDIDATE_STATUSES } from '../route-plan.ts';
import { SOURCING_STAGES } from '../sourcing-stage.ts';
import { readBeliefs } from './belief-text.ts';
import { readCatalogue } from './catalogue-text.ts';
import {
  MILLION,
  type ReceivedOrder,
  type RecordedDecision,
  type RecordedOutcome,
  type RecordedPlan,
  TERMS_PER_BP,
} from './recorded-decision.ts';
import { readSlice } from './recorded-slice.ts';
import { NumberRun, oneOf, type StoredRow, storedRow } from './stored-row.ts';
import { QUOTE_SHAPES, RECORD_FORM } from './write-record.ts';

/** The texts of the two parts that a record names. */
export interface PartTexts {
  readonly catalogue: string;
  readonly belief: string;
}

/** Where what stands in a record. */
export const PLACES = {
  form: 0,
  engine: 1,
  rulesVersion: 2,
  modelVersion: 3,
  catalogue: 4,
  belief: 5,
  request: 6,
  words: 7,
  scale: 8,
  takenAtUs: 9,
  wave: 10,
  quantity: 11,
  order: 12,
  settings: 13,
  rulesApplied: 14,
  triedVenues: 15,
  nbbo: 16,
  states: 17,
  quotes: 18,
  ladders: 19,
  reasons: 20,
  candidates: 21,
  others: 22,
  slices: 23,
  unallocated: 24,
  stage: 25,
  proof: 26,
  weights: 27,
  expected: 28,
  rationale: 29,
} as const;

/** The text of a record as its row, its words ready to be said. Throws for another text, and for a record of another form. */
export function recordRow(text: string): StoredRow {
  const row = storedRow(text);
  if (row.number(PLACES.form) !== RECORD_FORM) throw new Error('not a record of this form');
  return row.speaking(PLACES.words);
}

/** Reads a record with the texts of its parts and the constants of its order: the whole decision, inputs exactly as they were. Throws for other texts. */
export function readRecord(text: string, parts: PartTexts, received: ReceivedOrder): RecordedDecision {
  const row = recordRow(text);
  const catalogue = readCatalogue(parts.catalogue);
  const beliefs = readBeliefs(parts.belief);
  const input = inputOf(row, { catalogue, beliefs, received });
  return {
    input,
    plan: planOf(row, input),
    engine: row.text(PLACES.engine),
    termsPerBp: TERMS_PER_BP,
    references: {
      catalogue: row.text(PLACES.catalogue),
      belief: row.text(PLACES.belief),
      request: row.text(PLACES.request),
    },
  };
}

interface Known {
  readonly catalogue: CataloguePart;
  readonly beliefs: BeliefPart;
  readonly received: ReceivedOrder;
}

function inputOf(row: StoredRow, known: Known): PlanInput {
  const settings = row.row(PLACES.settings);
  const urgency = settings.number(2);
  return {
    clientId: known.received.clientId,
    order: orderOf(row.row(PLACES.order), known, urgency),
    wave: row.number(PLACES.wave),
    quantity: quantity(row.number(PLACES.quantity)),
    worstPrice: priceOrNull(settings, 3),
    view: viewOf(row, known),
    settings: { passiveHorizonMs: settings.numberOrNull(0), protection: settings.flag(1), urgency },
    triedVenues: row.texts(PLACES.triedVenues),
    rulesVersion: row.text(PLACES.rulesVersion),
    rulesApplied: row.texts(PLACES.rulesApplied),
    modelVersion: row.text(PLACES.modelVersion),
  };
}

function orderOf(row: StoredRow, { received, catalogue }: Known, urgency: number): ValidOrder {
  const { orderId, side, timeInForce, held, directedVenue, capacity } = received;
  const constraints = row.rowOrNull(12);
  const maxFee = constraints?.numberOrNull(0) ?? null;
  return {
    ...UNSAID,
    ...{ orderId, side, timeInForce, held, directedVenue, capacity, urgency },
    instrumentId: catalogue.instrument.instrumentId,
    orderType: oneOf(ORDER_TYPES, row.word(0)),
    routingObjective: oneOf(ROUTING_OBJECTIVES, row.word(1)),
    routingMode: oneOf(ROUTING_MODES, row.word(2)),
    sourcing: oneOf(SOURCINGS, row.word(3)),
    quantity: quantity(row.number(4)),
    limitPrice: priceOrNull(row, 5),
    stopPrice: priceOrNull(row, 6),
    maxVenueSplit: row.numberOrNull(7),
    venuePreferences: row.texts(8),
    excludeVenues: row.texts(9),
    venueCaps: row.rows(10).map((cap) => ({ venueId: cap.text(0), maxQuantity: quantity(cap.number(1)) })),
    manualAllocations: row.rows(11).map((part) => ({ venueId: part.text(0), quantity: quantity(part.number(1)) })),
    constraints:
      constraints === null
        ? null
        : {
            maxFeeE8: maxFee === null ? null : priceE8(maxFee),
            maxImpactBps: constraints.numberOrNull(1),
            maxLatencyMs: constraints.numberOrNull(2),
            minFillRate: constraints.numberOrNull(3),
          },
  };
}

function viewOf(row: StoredRow, { catalogue, beliefs, received }: Known): MarketView {
  const states = row.rows(PLACES.states);
  const ladders = new Map(row.rows(PLACES.ladders).map((ladder) => [ladder.number(0), ladder]));
  const run = new NumberRun(row.row(PLACES.quotes));
  const venues = catalogue.venues.map((venue, place): VenueSnapshot => {
    const belief = beliefs.venues[place];
    const state = states[run.next()];
    if (state === undefined || belief === undefined) throw new Error(`a record without ${venue.venueId}`);
    const ladder = ladders.get(place);
    const bar = state.wordOrNull(5);
    const shape = state.number(0);
    const hasQuote = shape !== QUOTE_SHAPES.none;
    return {
      ...belief,
      venue,
      status: oneOf(VENUE_STATUSES, state.word(1)),
      circuit: oneOf(CIRCUIT_STATES, state.word(2)),
      connected: state.flag(3),
      isFull: state.length > 6 && state.flag(6),
      quoteState: oneOf(QUOTE_STATES, state.word(4)),
      blindBar: bar === null ? null : oneOf(BLIND_BARS, bar),
      ageUs: shape === QUOTE_SHAPES.whole ? run.next() : null,
      bid: price(hasQuote ? run.next() : 0),
      bidSize: quantity(hasQuote ? run.next() : 0),
      ask: price(hasQuote ? run.next() : 0),
      askSize: quantity(hasQuote ? run.next() : 0),
      validUntilUs: ladder?.numberOrNull(1) ?? null,
      depth: depthOf(ladder?.rowOrNull(2) ?? null, received),
    };
  });
  const { instrument } = catalogue;
  const takenAtUs = row.number(PLACES.takenAtUs);
  return { instrument, takenAtUs, nbbo: nbboOf(row.row(PLACES.nbbo)), venues, catalogue, beliefs };
}

/** The recorded side of a book; the other side is never looked at. */
function depthOf(row: StoredRow | null, { side }: ReceivedOrder): Depth | null {
  if (row === null) return null;
  const levels = [];
  for (let place = 0; place < row.length; place += 2) {
    levels.push({ price: price(row.number(place)), size: quantity(row.number(place + 1)) });
  }
  return side === 'BUY' ? { bids: [], asks: levels } : { bids: levels, asks: [] };
}

function nbboOf(row: StoredRow): Nbbo {
  const best = (place: number): BestQuote | null => {
    const quote = row.rowOrNull(place);
    if (quote === null) return null;
    return { price: price(quote.number(0)), size: quantity(quote.number(1)), venueId: quote.word(2) };
  };
  return {
    state: oneOf(NBBO_STATES, row.word(0)),
    bid: best(1),
    ask: best(2),
    oddBid: best(3),
    oddAsk: best(4),
    referenceBid: priceOrNull(row, 5),
    referenceAsk: priceOrNull(row, 6),
  };
}

function planOf(row: StoredRow, input: PlanInput): RecordedPlan {
  const proof = row.rowOrNull(PLACES.proof);
  const unallocated = row.row(PLACES.unallocated);
  const weights = row.row(PLACES.weights);
  const weight = (place: number) => weights.number(place) / MILLION;
  const { quantityDecimals } = input.view.instrument;
  return {
    slices: row.rows(PLACES.slices).map((slice) => readSlice(slice, input.view.instrument)),
    unallocated: quantity(unallocated.number(0)),
    unallocatedCode: unallocated.wordOrNull(1),
    unallocatedBlocker: blockerOf(unallocated, 2),
    outcomes: outcomesOf(row, input),
    weights: { delay: weight(0), fade: weight(1), fee: weight(2), impact: weight(3), spread: weight(4) },
    stage: oneOf(SOURCING_STAGES, row.word(PLACES.stage)),
    proof:
      proof === null
        ? null
        : { kind: oneOf(PROOF_KINDS, proof.word(0)), gapE8: proof.number(1) * powerOfTen(quantityDecimals) },
    expected: readExpected(row.row(PLACES.expected)),
    rationale: row.text(PLACES.rationale),
  };
}

/** What the plan was expected to bring. */
export function readExpected(row: StoredRow): RecordedPlan['expected'] {
  return {
    confidence: millionths(row, 0),
    costBps: millionths(row, 1),
    fillRate: millionths(row, 2),
    impactBps: millionths(row, 3),
    timeMs: millionths(row, 4),
  };
}

function outcomesOf(row: StoredRow, input: PlanInput): RecordedOutcome[] {
  const reasons = row.rows(PLACES.reasons);
  const others = new Map(row.rows(PLACES.others).map((other) => [other.number(0), other]));
  const run = new NumberRun(row.row(PLACES.candidates));
  const term = () => run.next() / TERMS_PER_BP;
  return input.view.venues.map((snapshot, place) => {
    const reason = reasons[run.next()];
    if (reason === undefined) throw new Error(`a record without a reason for ${snapshot.venue.venueId}`);
    const status = oneOf(CANDIDATE_STATUSES, reason.word(0));
    const quantity = status === 'chosen' ? run.next() : 0;
    const terms = reason.flag(3)
      ? { delayBps: term(), fadeBps: term(), feeBps: term(), impactBps: term(), spreadBps: term() }
      : null;
    const reach = reason.wordOrNull(2);
    const at = { snapshot, input, other: others.get(place) };
    return {
      venueId: snapshot.venue.venueId,
      status,
      code: reason.wordOrNull(1),
      blockedBy: blockerOf(reason, 4),
      rankedBy: reason.has(6) ? { venueId: reason.word(6), key: oneOf(REASON_KEYS, reason.word(7)) } : null,
      candidate: reach === null ? null : candidateOf(oneOf(REACHES, reach), at),
      terms,
      weightedBps: terms === null ? null : term(),
      quantity,
    };
  });
}

/** How the venue would be met; the price with the fee is reckoned again from the venue's fees. */
function candidateOf(
  reach: Reach,
  at: { snapshot: VenueSnapshot; input: PlanInput; other: StoredRow | undefined },
): RecordedOutcome['candidate'] {
  const { snapshot, other } = at;
  const { order, view } = at.input;
  const [best] = shownLevels(snapshot, order.side);
  const met = price(other?.number(2) ?? best?.price ?? 0);
  const scale = view.instrument;
  const flag = reach === 'MIDPOINT' ? 'MIDPOINT' : 'TAKE';
  const feeE8 = feePerUnitRoundedUpE8(snapshot.venue.fees, flag, { price: met, scale });
  return {
    reach,
    price: met,
    displayed: quantity(other?.number(3) ?? best?.size ?? 0),
    fillRate: other === undefined ? snapshot.fillRate : other.number(1) / MILLION,
    allInCostE8: sideSign(order.side) * toPriceE8(met, scale) + feeE8,
  };
}

/** A protected quote in the way, its venue and price from a place on. */
function blockerOf(row: StoredRow, place: number): { venueId: string; price: Price } | null {
  return row.has(place) ? { venueId: row.word(place), price: price(row.number(place + 1)) } : null;
}

function millionths(row: StoredRow, place: number): number | null {
  const value = row.numberOrNull(place);
  return value === null ? null : value / MILLION;
}

function priceOrNull(row: StoredRow, place: number): Price | null {
  const value = row.numberOrNull(place);
  return value === null ? null : price(value);
}
