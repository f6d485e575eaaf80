import { LARGEST_SCALED } from '../money/scaled.ts';
import type { MoneyE8 } from '../money/units.ts';
import { type ChildState, isChildEnded } from '../order/child-state.ts';
import { sideSign } from '../order/side.ts';
import { invariant } from '../result.ts';
import { isResting } from '../routing/order-kind.ts';
import type { LiquidityFlag } from '../venue/fees.ts';
import type { ChargedFee, ReportedExecution, ToldOfExecution, VenueReport } from '../venue/venue-report.ts';
import { agrees, type ChildLife, executionOf } from './child-life.ts';
import { boundOf, mostOf } from './child-replace.ts';
import { onReplaced, onReplaceRefused, tellTerms } from './on-replace.ts';
import type { BookedExecution, BookedWord, FillMark, FillMarket } from './order-event.ts';
import { childOf, type OrderLife } from './order-life.ts';
import { ASK, DIFFERS, DONE, doubt, type Reported } from './reported.ts';
import type { Story } from './story.ts';

/** A venue's word about one child, with what is needed to book it. */
export interface Reporting {
  readonly childId: string;
  readonly report: VenueReport;
  /** The market at the report. */
  readonly market: FillMarket;
  /** What the venue charges for an execution by its schedule; the first one of a child bears its fixed charge. */
  readonly feeOf: (execution: Priced, isFirst: boolean) => MoneyE8;
  /** The currency that fees count in. */
  readonly currency: string;
  /** Makes our own id of an execution. */
  readonly newId: () => string;
}

/** What a fee hangs on. */
export interface Priced extends Pick<ReportedExecution, 'price' | 'quantity'> {
  readonly liquidityFlag: LiquidityFlag;
}

/**
 * What a venue's report makes of an order: tells the events, and says whether the venue is to be asked. A venue is believed where its sum is ours; where
 * it is not, where it refuses a cancel, or says what cannot be, the child is in doubt and its quantity stays reserved. A repeated execution changes
 * nothing. Executions are always booked, however late or large, and marked. A bust or a correction tells no sum: its venue is asked for it.
 */
export function onReport(story: Story, reporting: Reporting): Reported {
  const { report } = reporting;
  const child = current(story, reporting);
  switch (report.type) {
    case 'ACK':
      if (child.ackedAtUs === null && !isChildEnded(child.state))
        story.tell({ type: 'CHILD_ACKED', childId: child.id, venueOrderId: report.venueOrderId });
      return DONE;
    case 'FILL':
      return onFill(story, reporting, report);
    case 'CANCELED':
      return onCanceled(story, child, report);
    case 'REJECTED':
      return onRejected(story, child, report);
    case 'OUTCOME_UNKNOWN':
      return doubt(story, child, 'OUTCOME_UNKNOWN');
    case 'CANCEL_REFUSED':
      if (isChildEnded(child.state)) return agrees(child, report.cumulative) ? DONE : ASK;
      return doubt(story, child, 'CANCEL_REFUSED');
    case 'STATUS':
      return onStatus(story, reporting, report);
    case 'REPLACED':
      return onReplaced(story, child, report);
    case 'REPLACE_REFUSED':
      return onReplaceRefused(story, child, report);
    case 'TRADE_BUSTED':
      bust(story, reporting, report.executionId);
      return ASK;
    case 'TRADE_CORRECTED':
      correct(story, reporting, report);
      return ASK;
  }
}

type Of<Type extends VenueReport['type']> = Extract<VenueReport, { type: Type }>;

function current(story: Story, { childId }: Reporting): ChildLife {
  const child = childOf(story.life, childId);
  invariant(child !== undefined, `a report of ${childId} on an order that has no such child`);
  return child;
}

/** Whole units that a record holds of a quantity, which no true execution comes near. */
const UNITS_MAX = 10 ** 12;

/** True where so much more can be executed of an order: something, and no more than its record holds and gives back. */
export function isPossibleQuantity({ filled, scale }: OrderLife, quantity: number): boolean {
  return quantity > 0 && quantity < UNITS_MAX * 10 ** scale.quantityDecimals && filled + quantity <= LARGEST_SCALED;
}

/** True where an execution can be at this price: above nothing, exact in 10^-8 of the currency, and given back by its record. */
export function isPossiblePrice({ scale }: Pick<OrderLife, 'scale'>, price: number): boolean {
  return price > 0 && price <= LARGEST_SCALED && Number.isSafeInteger(price * 10 ** (8 - scale.priceDecimals));
}

function isPossible(life: OrderLife, { quantity, price }: Pick<ReportedExecution, 'quantity' | 'price'>): boolean {
  return isPossibleQuantity(life, quantity) && isPossiblePrice(life, price);
}

function onFill(story: Story, reporting: Reporting, { execution, cumulative }: Of<'FILL'>): Reported {
  const child = current(story, reporting);
  const known = executionOf(child, execution.executionId);
  if (known !== undefined) {
    const isRepeat = known.quantity === execution.quantity && known.price === execution.price;
    if (!isRepeat) return doubt(story, child, 'IMPOSSIBLE_REPORT');
    // An old report that comes again tells an old sum; only more than ours says that something was missed.
    return cumulative !== null && cumulative > child.filled ? doubt(story, child, 'QUANTITY_DIFFERS') : DONE;
  }
  if (!isPossible(story.life, execution)) return doubt(story, child, 'IMPOSSIBLE_REPORT');
  if (child.takenBack.includes(execution.executionId)) return ASK;
  const marks = book(story, reporting, execution);
  const after = current(story, reporting);
  if (!agrees(after, cumulative)) return doubt(story, after, 'QUANTITY_DIFFERS');
  return marks.includes('LATE') || marks.includes('OVERFILL') ? ASK : DONE;
}

function book(story: Story, reporting: Reporting, execution: ReportedExecution): readonly FillMark[] {
  const child = current(story, reporting);
  const marks = marksOf(story.life, child, execution);
  const booked = bookedOf(reporting, execution, child);
  story.tell({ type: 'FILL', childId: child.id, execution: booked, marks, market: reporting.market });
  return marks;
}

/** An execution as it is booked: with the fee that the venue has charged, where it says so in the currency that counts, else by its schedule. */
function bookedOf(reporting: Reporting, said: ReportedExecution, child: ChildLife): BookedExecution {
  const { told, ...execution } = said;
  const liquidityFlag = said.liquidityFlag ?? flagOf(child);
  const isFeeCharged = told?.fee?.currency === reporting.currency;
  const ours = () => reporting.feeOf({ ...execution, liquidityFlag }, child.executions.length === 0);
  const fee = told?.fee ?? null;
  return {
    id: reporting.newId(),
    feeE8: fee !== null && isFeeCharged ? fee.amountE8 : ours(),
    ...execution,
    liquidityFlag,
    told: wordOf(told, { isFeeCharged, isFlagAssumed: said.liquidityFlag === null }),
  };
}

function wordOf(
  told: ToldOfExecution | null,
  counts: Pick<BookedWord, 'isFeeCharged' | 'isFlagAssumed'>,
): BookedWord | null {
  if (told === null && !counts.isFlagAssumed) return null;
  return { ...(told ?? { fee: null, lastMarket: null, venueTimeUs: null }), ...counts };
}

/** Which side of the book a child is on by how it was sent. */
function flagOf({ kind }: ChildLife): LiquidityFlag {
  if (kind === 'MID_IOC' || kind === 'MID_PEG') return 'MIDPOINT';
  return isResting(kind) ? 'MAKE' : 'TAKE';
}

/** Takes an execution out. Where it bore the fixed charge of its child, and the fee was ours, the next one bears it: the child has traded all the same. */
function bust(story: Story, reporting: Reporting, executionId: string): void {
  const child = current(story, reporting);
  const [first, next] = child.executions;
  if (executionOf(child, executionId) === undefined) return;
  const isBearer = first?.executionId === executionId && next !== undefined && next.told?.isFeeCharged !== true;
  const bears = isBearer ? { executionId: next.executionId, feeE8: reporting.feeOf(next, true) } : null;
  story.tell({ type: 'TRADE_BUSTED', childId: child.id, executionId, bears });
}

/** What is remarkable about an execution that is not booked yet. */
export function marksOf(life: OrderLife, child: ChildLife, execution: ReportedExecution): readonly FillMark[] {
  const marks: FillMark[] = [];
  if (isChildEnded(child.state) && child.state !== 'FILLED') marks.push('LATE');
  if (child.filled + execution.quantity > mostOf(child)) marks.push('OVERFILL');
  if (life.filled + execution.quantity > life.order.quantity) marks.push('EXCESS');
  if ((execution.price - boundOf(child, life.order.side)) * sideSign(life.order.side) > 0) marks.push('OUTSIDE_LIMIT');
  return marks;
}

function onCanceled(story: Story, child: ChildLife, report: Of<'CANCELED'>): Reported {
  if (isChildEnded(child.state)) return agrees(child, report.cumulative) ? DONE : ASK;
  if (!agrees(child, report.cumulative)) return doubt(story, child, 'QUANTITY_DIFFERS');
  if (report.cumulative === null && isDisputed(child)) return ASK;
  // What its terms were at its end, only its venue's account tells; where that has been asked for already, it had not heard of others.
  if (child.replace?.asked?.isDoubted === false) return doubt(story, child, 'OUTCOME_UNKNOWN');
  // A venue that has filled what it had given back says twice that it gives something back before it is sent elsewhere.
  if (story.life.lateVenues.includes(child.venueId)) return doubt(story, child, 'FILLS_AFTER_CANCEL');
  story.tell({ type: 'CHILD_CANCELED', childId: child.id, code: null, reason: report.reason });
  return DONE;
}

function onRejected(story: Story, child: ChildLife, report: Of<'REJECTED'>): Reported {
  if (isChildEnded(child.state)) return DONE;
  if (isDisputed(child)) return ASK;
  endRejected(story, child, report);
  return DONE;
}

/** Its venue has told another sum than ours: an end that tells none does not settle it. */
function isDisputed(child: ChildLife): boolean {
  return child.doubt === 'QUANTITY_DIFFERS';
}

/** What has traded cannot have been refused: only the rest has come to its end. */
function endRejected(story: Story, child: ChildLife, { code, message }: { code: string; message: string }): void {
  if (child.filled > 0) story.tell({ type: 'CHILD_CANCELED', childId: child.id, code, reason: message });
  else story.tell({ type: 'CHILD_REJECTED', childId: child.id, code, message });
}

function correct(
  story: Story,
  reporting: Reporting,
  to: Pick<ReportedExecution, 'executionId' | 'quantity' | 'price'> & { readonly fee: ChargedFee | null },
): void {
  const child = current(story, reporting);
  const known = executionOf(child, to.executionId);
  if (known === undefined || !isPossible(story.life, to)) return;
  const { executionId, quantity, price, fee: charged } = to;
  const isSame = known.quantity === quantity && known.price === price;
  if (isSame && (charged === null || isSameFee(charged, known.told?.fee ?? null))) return;
  const isFeeCharged = charged?.currency === reporting.currency;
  const ours = () => reporting.feeOf({ ...known, quantity, price }, child.executions[0] === known);
  const feeE8 = charged !== null && isFeeCharged ? charged.amountE8 : ours();
  const word = charged === null ? null : { ...charged, isFeeCharged };
  story.tell({ type: 'TRADE_CORRECTED', childId: child.id, executionId, quantity, price, feeE8, charged: word });
}

function isSameFee(one: ChargedFee, other: ChargedFee | null): boolean {
  return one.amountE8 === other?.amountE8 && one.currency === other.currency;
}

/** The venue's own account of a child: what was missed, what was not true, and whether it still works. */
function onStatus(story: Story, reporting: Reporting, report: Of<'STATUS'>): Reported {
  const before = current(story, reporting);
  if (report.state === null) return onNoneThere(story, before);
  if (!isOneAccount(story.life, report)) {
    doubt(story, before, 'IMPOSSIBLE_REPORT');
    return DIFFERS;
  }
  bookMissed(story, reporting, report);
  // What it had given back, and now says that it works: nothing that is booked is changed on such a word.
  if (!isChildEnded(report.state) && isChildEnded(before.state) && before.state !== 'FILLED') return DIFFERS;
  const hasTakenOut = mendBooked(story, reporting, report);
  if (!tellTerms(story, current(story, reporting), report)) return DIFFERS;
  const child = current(story, reporting);
  if (!agrees(child, report.cumulative)) {
    doubt(story, child, 'QUANTITY_DIFFERS');
    return DIFFERS;
  }
  const { differs } = isChildEnded(child.state) ? DONE : settle(story, child, report.state);
  // An account that a fill has overtaken does not list it: the next one does, and it is booked again.
  return { ask: hasTakenOut, differs };
}

/** True where each execution can be, and none is listed twice. */
function isOneAccount(life: OrderLife, { executions }: Of<'STATUS'>): boolean {
  const ids = new Set(executions.map((each) => each.executionId));
  const sum = executions.reduce((total, each) => total + each.quantity, life.filled + life.order.quantity);
  return (
    ids.size === executions.length && Number.isSafeInteger(sum) && executions.every((each) => isPossible(life, each))
  );
}

/** The executions that the venue lists, and we have not, are booked. */
function bookMissed(story: Story, reporting: Reporting, { executions }: Of<'STATUS'>): void {
  for (const execution of executions) {
    if (executionOf(current(story, reporting), execution.executionId) === undefined) book(story, reporting, execution);
  }
}

/** What is booked otherwise than the venue lists it is corrected; what it does not list is taken out where its list is its sum. True where something was. */
function mendBooked(story: Story, reporting: Reporting, { executions, cumulative }: Of<'STATUS'>): boolean {
  for (const { told, ...execution } of executions) correct(story, reporting, { ...execution, fee: told?.fee ?? null });
  const listed = executions.reduce((sum, execution) => sum + execution.quantity, 0);
  const child = current(story, reporting);
  if (listed !== cumulative || agrees(child, cumulative)) return false;
  const isListed = (id: string) => executions.some(({ executionId }) => executionId === id);
  const unlisted = child.executions.filter(({ executionId }) => !isListed(executionId));
  for (const { executionId } of unlisted) bust(story, reporting, executionId);
  return unlisted.length > 0;
}

/** What a venue that has never acknowledged a child says it has not got, it never got; what it had acknowledged, it has lost. */
function onNoneThere(story: Story, child: ChildLife): Reported {
  if (isChildEnded(child.state)) return DONE;
  const reason = 'the venue has no such order';
  if (child.ackedAtUs === null && child.filled === 0 && child.takenBack.length === 0) {
    story.tell({ type: 'CHILD_REJECTED', childId: child.id, code: 'NEVER_RECEIVED', message: reason });
  } else story.tell({ type: 'CHILD_CANCELED', childId: child.id, code: 'VENUE_LOST_ORDER', reason });
  return DONE;
}

function settle(story: Story, child: ChildLife, state: ChildState): Reported {
  const childId = child.id;
  switch (state) {
    case 'CANCELED':
      if (isUnasked(story.life, child)) story.tell({ type: 'WAITS_FOR_PERSON', childId });
      story.tell({ type: 'CHILD_CANCELED', childId, code: null, reason: 'reconciled' });
      return DONE;
    case 'REJECTED':
      endRejected(story, child, { code: 'REJECTED', message: 'reconciled' });
      return DONE;
    case 'EXPIRED':
      story.tell({ type: 'CHILD_EXPIRED', childId });
      return DONE;
    case 'FILLED':
      if (child.takenBack.length > 0) {
        story.tell({ type: 'CHILD_CANCELED', childId, code: 'TRADE_BUSTED', reason: 'reconciled' });
        return DONE;
      }
      // Filled, and yet not what it was sent: that contradicts itself.
      doubt(story, child, 'IMPOSSIBLE_REPORT');
      return DIFFERS;
    case 'INTENDED':
    case 'UNKNOWN':
      // Its venue does not know either: to ask again helps nobody.
      doubt(story, child, 'IMPOSSIBLE_REPORT');
      return DIFFERS;
    default:
      if (child.state === 'UNKNOWN') story.tell({ type: 'CHILD_SETTLED', childId });
      else if (child.ackedAtUs === null) story.tell({ type: 'CHILD_ACKED', childId, venueOrderId: null });
      return DONE;
  }
}

/** After a restart: what rested is gone, and the record has nobody who asked for it. It may have been a cancel that was sent while the journal was away. */
function isUnasked(life: OrderLife, child: ChildLife): boolean {
  const isAsked = child.cancelAskedAtUs !== null || life.endAsked !== null;
  return child.doubt === 'RESTART' && isResting(child.kind) && !isAsked;
}
