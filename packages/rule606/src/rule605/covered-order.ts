import { err, ok, type Result } from '@fairlead/core/result';
import { type DisplayedQuote, type OrderFacts, type QuoteAt, SPECIAL_HANDLINGS } from './order-facts.ts';
import { isExecutable, type OrderType, orderTypeOf } from './order-type.ts';
import type { Rule605Settings } from './settings.ts';

/** Why an order is not in the report. */
export const LEFT_OUT_REASONS = [
  ...SPECIAL_HANDLINGS,
  'NO_NBBO_AT_RECEIPT',
  // When it could be executed cannot be told: what the market showed was not recorded.
  'MARKET_UNKNOWN',
  'MARKET_ORDER_OUTSIDE_HOURS',
  'NEVER_EXECUTABLE',
  'STOP_NEVER_TRIGGERED',
  'EXECUTED_OUTSIDE_HOURS',
  // The clocks of what was received and what was executed disagree.
  'EXECUTED_BEFORE_RECEIPT',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** An order that is in the report, with when its clock started and what was displayed then. */
export interface CoveredOrder {
  readonly facts: OrderFacts;
  readonly type: OrderType;
  /** Microseconds since 1970. */
  readonly startUs: number;
  readonly quote: DisplayedQuote;
}

/**
 * Whether an order is covered, its type, and the start of its clock (17 CFR 242.600(b), 242.605(a)(1)). `quotes` begins with what was in force
 * at receipt, or at the trigger of a stop order, and goes on with each change while the order lives; it is empty for a stop order that was never
 * triggered. A market order, and a limit that can be executed, start at the first quote; a limit that rests starts when the near side of the NBBO
 * comes to it in regular hours, be it received in them or before. An order that came in a halt, in a crossed market or by hand is covered like
 * any other (release 34-105136), and so is a short sale; one that came while no NBBO was shown is measured from the first one at which it can be
 * executed, unless the settings leave it out.
 */
export function coveredOrder(
  facts: OrderFacts,
  quotes: Iterable<QuoteAt>,
  settings: Rule605Settings,
): Result<CoveredOrder, LeftOutReason> {
  const special = SPECIAL_HANDLINGS.find(
    (handling) => facts.handling.includes(handling) && settings.leftOut.value.includes(handling),
  );
  if (special !== undefined) return err(special);
  if (settings.executedOutsideHours.value === 'LEFT_OUT' && !facts.executions.every((each) => each.isRegularHours)) {
    return err('EXECUTED_OUTSIDE_HOURS');
  }
  const start = startOfClock(facts, quotes, settings);
  if (!start.ok) return start;
  const { first, atUs, quote } = start.value;
  return ok({ facts, type: typeOf(facts, { first, quote }, settings), startUs: atUs, quote });
}

interface Start {
  readonly first: QuoteAt;
  readonly atUs: number;
  readonly quote: DisplayedQuote;
}

function startOfClock(
  facts: OrderFacts,
  quotes: Iterable<QuoteAt>,
  settings: Rule605Settings,
): Result<Start, LeftOutReason> {
  const executedUs = facts.executions.reduce(
    (earliest, { atUs }) => Math.min(earliest, atUs),
    Number.POSITIVE_INFINITY,
  );
  let first: QuoteAt | null = null;
  let shown: DisplayedQuote | null = null;
  for (const each of quotes) {
    if (first === null) {
      first = each;
      const refused = refusedAtFirst(facts, { first, executedUs }, settings);
      if (refused !== null) return err(refused);
    }
    if (each.atUs > executedUs) break;
    const quote = executableAt(facts, each);
    if (quote === 'UNKNOWN') return err('MARKET_UNKNOWN');
    if (quote !== null) return ok({ first, atUs: each.atUs, quote });
    shown = knownQuote(each) ?? shown;
  }
  if (first === null) return err(facts.isStop ? 'STOP_NEVER_TRIGGERED' : 'NEVER_EXECUTABLE');
  // Whatever the quotes say: what was executed could be executed, and its time is not negative.
  return shown !== null && Number.isFinite(executedUs)
    ? ok({ first, atUs: executedUs, quote: shown })
    : err('NEVER_EXECUTABLE');
}

/** The quote at which an order can be executed; null where it cannot be yet, UNKNOWN where it may have been. */
function executableAt(facts: OrderFacts, { isRegularHours, quote }: QuoteAt): QuoteAt['quote'] {
  if (!isRegularHours || quote === null) return null;
  return quote === 'UNKNOWN' || isExecutable(facts, quote) ? quote : null;
}

function knownQuote({ quote }: QuoteAt): DisplayedQuote | null {
  return quote === 'UNKNOWN' ? null : quote;
}

function refusedAtFirst(
  facts: OrderFacts,
  { first: { atUs, isRegularHours, quote }, executedUs }: { first: QuoteAt; executedUs: number },
  { withoutNbboAtReceipt }: Rule605Settings,
) {
  if (executedUs < atUs) return 'EXECUTED_BEFORE_RECEIPT';
  const isCovered =
    withoutNbboAtReceipt.value === 'COVERED' ||
    (withoutNbboAtReceipt.value === 'LIMITS_COVERED' && facts.limitE8 !== null);
  if (isRegularHours && quote === null && !isCovered) return 'NO_NBBO_AT_RECEIPT';
  if (!isRegularHours && facts.limitE8 === null && !facts.isStop) return 'MARKET_ORDER_OUTSIDE_HOURS';
  return null;
}

/** An order that came outside of regular hours, and a stop order, are typed when they can be executed. */
function typeOf(
  facts: OrderFacts,
  { first, quote }: { first: QuoteAt; quote: DisplayedQuote },
  settings: Rule605Settings,
): OrderType {
  const byReceipt = settings.restingOrderTypedBy.value === 'RECEIPT' && first.isRegularHours && !facts.isStop;
  return orderTypeOf(facts, (byReceipt ? knownQuote(first) : null) ?? quote);
}
