import type { ExclusionCode } from './exclusion-code.ts';
import type { PlanInput } from './plan-input.ts';
import type { CandidateOutcome, RoutePlan } from './route-plan.ts';

/** The codes that are a constraint's: it kept out a venue that may count as cheaper than what was chosen. */
const CONSTRAINTS = [
  'WOULD_TRADE_THROUGH',
  'AFTER_PROTECTED',
  'SPLIT_LIMIT',
  'VENUE_MINIMUM',
  'LOT_REMAINDER',
  'NOT_WHOLE',
  'SHARE_TOO_SMALL',
  'FIXED_CHARGE',
] as const satisfies readonly ExclusionCode[];
type Constraint = (typeof CONSTRAINTS)[number];
const CODES: ReadonlySet<ExclusionCode> = new Set(CONSTRAINTS);

/** A constraint that decided: the cheapest venue that it kept out, what that counts as cheaper than, and how many it kept out in all. */
export interface DecidingConstraint {
  readonly code: Constraint;
  readonly outcome: CandidateOutcome;
  readonly dearer: CandidateOutcome;
  readonly count: number;
}

/**
 * The constraints that kept venues out which count as cheaper than one that takes, in the order of the list; none where cost alone decided.
 */
export function decidingConstraints({ outcomes }: Pick<RoutePlan, 'outcomes'>): DecidingConstraint[] {
  const keptOut = outcomes.filter(({ code }) => code !== null && CODES.has(code));
  if (keptOut.length === 0) return [];
  const dearest = extreme(
    outcomes.filter(({ quantity }) => quantity > 0),
    -1,
  );
  if (dearest === null) return [];
  return CONSTRAINTS.flatMap((code) => {
    const kept = keptOut.filter((outcome) => outcome.code === code && countedOf(outcome) < countedOf(dearest));
    const outcome = extreme(kept, 1);
    return outcome === null ? [] : [{ code, outcome, dearer: dearest, count: kept.length }];
  });
}

/** The cheapest (sign 1) or the dearest (sign −1) by counted cost; null where none has one. */
function extreme(outcomes: readonly CandidateOutcome[], sign: 1 | -1): CandidateOutcome | null {
  let found: CandidateOutcome | null = null;
  for (const outcome of outcomes) {
    if (outcome.weightedBps === null) continue;
    if (found === null || (countedOf(outcome) - countedOf(found)) * sign < 0) found = outcome;
  }
  return found;
}

function countedOf({ weightedBps }: CandidateOutcome): number {
  return weightedBps ?? Number.NaN;
}

/** What stood in the way, as the end of a sentence; `price` writes a price. */
export function constraintWords(
  { code, outcome }: DecidingConstraint,
  { order }: PlanInput,
  price: (value: number) => string,
): string {
  const quote = outcome.blockedBy;
  const at =
    quote === null ? 'a better protected quote' : `the protected quote of ${quote.venueId} at ${price(quote.price)}`;
  switch (code) {
    case 'WOULD_TRADE_THROUGH':
      return `taking there would trade through ${at}`;
    case 'AFTER_PROTECTED':
      return `${at} had to be taken in full first`;
    case 'SPLIT_LIMIT':
      return `the order allows no more than ${venuesText(order.maxVenueSplit)}`;
    case 'VENUE_MINIMUM':
      return 'what could be sent there is below its minimum or not in its lots';
    case 'LOT_REMAINDER':
      return 'a part moved there would leave a chosen venue less than its minimum, or not in its lots';
    case 'NOT_WHOLE':
      return 'it cannot take all of a fill-or-kill order';
    case 'SHARE_TOO_SMALL':
      return 'its share in proportion to what it shows rounds to nothing';
    case 'FIXED_CHARGE':
      return 'the charge for one more order costs more than that saves';
  }
}

function venuesText(count: number | null): string {
  return count === 1 ? 'one venue' : `${count ?? 0} venues`;
}
