import { price, quantity } from '../money/units.ts';
import type { ReportedExecution, ReportedTerms, VenueReport } from '../venue/venue-report.ts';

/** What a venue truly has of a child; nobody here can read it. */
export interface TrueChild {
  readonly id: string;
  quantity: number;
  /** The latest change that it has heard of, and its limit. */
  revision: number;
  limitPrice: number;
  state: 'UNSEEN' | 'LIVE' | 'FILLED' | 'ENDED' | 'REJECTED';
  executions: ReportedExecution[];
  /** How much of an execution came after its end or beyond its quantity, by the execution's id: no fault of ours. */
  readonly beyond: Map<string, number>;
  /** The executions that it has corrected: each once, since nobody can tell which of two corrections came first. */
  readonly corrected: Set<string>;
  /** How many executions it has made: their ids. */
  made: number;
}

/** A report on its way. */
export interface Word {
  readonly childId: string;
  readonly report: VenueReport;
}

/** What the wire does to a report. */
export type Fate = 'SAID' | 'DOUBLED' | 'LOST';

/** Venues that know what is true, and a wire that loses, doubles and overtakes what they say. */
export class ModelVenues {
  readonly children = new Map<string, TrueChild>();
  wire: Word[] = [];

  /** A child is sent; one that is lost on the way is never seen by its venue. */
  send(id: string, count: number, isLost: boolean): void {
    this.children.set(id, {
      id,
      quantity: count,
      revision: 0,
      limitPrice: 1_000_000,
      state: isLost ? 'UNSEEN' : 'LIVE',
      executions: [],
      beyond: new Map(),
      corrected: new Set(),
      made: 0,
    });
  }

  ack(child: TrueChild, fate: Fate): void {
    if (child.state === 'LIVE') this.say(child, { type: 'ACK', venueOrderId: null }, fate);
  }

  /** Executes so much of a child, also late and beyond its quantity. */
  execute(child: TrueChild, count: number, fate: Fate): void {
    const wasOpen = openOf(child);
    child.made += 1;
    const execution: ReportedExecution = {
      executionId: `e${child.made}`,
      quantity: quantity(count),
      price: price(1_000_000 - (child.made % 3) * 100),
      liquidityFlag: 'TAKE',
      told: null,
    };
    child.executions.push(execution);
    child.beyond.set(execution.executionId, Math.max(0, count - wasOpen));
    this.#isFilledOrNot(child, false);
    this.say(child, { type: 'FILL', execution, cumulative: quantity(filledOf(child)) }, fate);
  }

  end(child: TrueChild, fate: Fate): void {
    if (child.state !== 'LIVE') return;
    child.state = 'ENDED';
    this.say(child, { type: 'CANCELED', reason: 'DONE', cumulative: quantity(filledOf(child)) }, fate);
  }

  reject(child: TrueChild, fate: Fate): void {
    if (child.state !== 'LIVE' || child.executions.length > 0) return;
    child.state = 'REJECTED';
    this.say(child, { type: 'REJECTED', code: 'NO', message: 'no' }, fate);
  }

  cancel(child: TrueChild, isWilling: boolean, fate: Fate): void {
    if (child.state === 'LIVE' && isWilling) return this.end(child, fate);
    const code = child.state === 'LIVE' ? 'NOT_NOW' : 'TOO_LATE';
    this.say(child, { type: 'CANCEL_REFUSED', code, cumulative: quantity(filledOf(child)) }, fate);
  }

  /** Hears of other terms: takes them where it is willing and they are more than it has executed. */
  replace(
    child: TrueChild,
    { revision, quantity: count, limitPrice }: ReportedTerms,
    by: { readonly isWilling: boolean; readonly fate: Fate },
  ): void {
    if (child.state === 'UNSEEN') return;
    child.revision = revision;
    const cumulative = quantity(filledOf(child));
    const isTaken = child.state === 'LIVE' && by.isWilling && count > cumulative;
    if (isTaken) {
      child.quantity = count;
      child.limitPrice = limitPrice;
      return this.say(child, { type: 'REPLACED', terms: termsOf(child), cumulative }, by.fate);
    }
    const code = child.state === 'LIVE' ? 'NOT_NOW' : 'TOO_LATE';
    this.say(child, { type: 'REPLACE_REFUSED', revision, code, cumulative }, by.fate);
  }

  /** Takes an execution out again; it may work the rest again, or not. */
  bust(child: TrueChild, at: { readonly which: number; readonly reopens: boolean; readonly fate: Fate }): void {
    const execution = child.executions[at.which % Math.max(1, child.executions.length)];
    if (execution === undefined) return;
    child.executions = child.executions.filter((each) => each !== execution);
    this.#isFilledOrNot(child, at.reopens);
    this.say(child, { type: 'TRADE_BUSTED', executionId: execution.executionId }, at.fate);
  }

  correct(child: TrueChild, at: { readonly which: number; readonly count: number; readonly fate: Fate }): void {
    const execution = child.executions[at.which % Math.max(1, child.executions.length)];
    if (execution === undefined || child.corrected.has(execution.executionId)) return;
    child.corrected.add(execution.executionId);
    const corrected = { ...execution, quantity: quantity(at.count), price: price(999_000) };
    const wasOut = filledOf(child) + openOf(child);
    child.executions = child.executions.map((each) => (each === execution ? corrected : each));
    this.#isFilledOrNot(child, at.count % 2 === 0);
    const { executionId } = execution;
    const more = Math.max(0, filledOf(child) + openOf(child) - wasOut);
    child.beyond.set(executionId, (child.beyond.get(executionId) ?? 0) + more);
    const { quantity: count, price: at100 } = corrected;
    this.say(child, { type: 'TRADE_CORRECTED', executionId, quantity: count, price: at100, fee: null }, at.fate);
  }

  /** What has been executed of it may fill it, or not any more: then it works again, or has ended. */
  #isFilledOrNot(child: TrueChild, reopens: boolean): void {
    const isWhole = filledOf(child) >= child.quantity;
    if (child.state === 'LIVE' && isWhole) child.state = 'FILLED';
    if (child.state === 'FILLED' && !isWhole) child.state = reopens ? 'LIVE' : 'ENDED';
  }

  /** The whole account of a child as it stands, on its way like any other word. */
  answer(childId: string, fate: Fate): void {
    this.put({ childId, report: this.account(childId) }, fate);
  }

  account(childId: string): VenueReport {
    const child = this.children.get(childId);
    const executions = child?.executions ?? [];
    const state = child === undefined ? null : stateOf(child);
    const terms = child === undefined ? null : termsOf(child);
    return { type: 'STATUS', state, cumulative: quantity(sumOf(executions)), executions, terms };
  }

  say(child: TrueChild, report: VenueReport, fate: Fate): void {
    this.put({ childId: child.id, report }, fate);
  }

  put(word: Word, fate: Fate): void {
    if (fate !== 'LOST') this.wire.push(word);
    if (fate === 'DOUBLED') this.wire.push(word);
  }
}

export function filledOf(child: TrueChild): number {
  return sumOf(child.executions);
}

/** How much of what is executed is so by no fault of ours. */
export function beyondOf(child: TrueChild): number {
  return child.executions.reduce((sum, { executionId }) => sum + (child.beyond.get(executionId) ?? 0), 0);
}

/** What may still be executed of it. */
export function openOf(child: TrueChild): number {
  return child.state === 'LIVE' ? Math.max(0, child.quantity - filledOf(child)) : 0;
}

function termsOf({ revision, quantity: count, limitPrice }: TrueChild): ReportedTerms {
  return { revision, quantity: quantity(count), limitPrice: price(limitPrice) };
}

function sumOf(executions: readonly ReportedExecution[]): number {
  return executions.reduce((sum, execution) => sum + execution.quantity, 0);
}

function stateOf(child: TrueChild): Extract<VenueReport, { type: 'STATUS' }>['state'] {
  switch (child.state) {
    case 'UNSEEN':
      return null;
    case 'LIVE':
      return child.executions.length > 0 ? 'PARTIALLY_FILLED' : 'ACKED';
    case 'REJECTED':
      return 'REJECTED';
    case 'FILLED':
    case 'ENDED':
      return filledOf(child) >= child.quantity ? 'FILLED' : 'CANCELED';
  }
}
