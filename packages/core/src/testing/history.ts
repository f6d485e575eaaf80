import { moneyE8, price, quantity } from '../money/units.ts';
import { isChildEnded } from '../order/child-state.ts';
import type { ChildLife } from '../order-life/child-life.ts';
import { revisionOf } from '../order-life/child-replace.ts';
import {
  childrenToCancel,
  childToShrink,
  isReplaceable,
  mayBeSent,
  nextStep,
  type StepFacts,
} from '../order-life/next-step.ts';
import { onReport } from '../order-life/on-report.ts';
import type { OrderEvent, OrderFact } from '../order-life/order-event.ts';
import { isEnded, type OrderLife } from '../order-life/order-life.ts';
import { Story } from '../order-life/story.ts';
import type { ReportedTerms, VenueReport } from '../venue/venue-report.ts';
import { newLifeOf, receivedFact, waveOf } from './lives.ts';
import { type Fate, ModelVenues, openOf, type TrueChild } from './model-venues.ts';

/** One thing that happens, with numbers to choose by. */
export interface Happening {
  readonly kind: string;
  readonly pick: number;
  readonly size: number;
  readonly odd: number;
}

export const FACTS: StepFacts = { canRoute: true, maxWaves: 12, isRecordSlow: false, isHeldBack: false };

const MARKET = { bid: price(999_900), ask: price(1_000_000), doubleMid: null };

const FATES: readonly Fate[] = ['SAID', 'SAID', 'SAID', 'DOUBLED', 'LOST'];
const KINDS = ['IOC', 'POST', 'MID_IOC', 'ISO', 'MID_PEG'] as const;

/** One order with its desk in small: what nextStep asks is done, what venues say is heard, and every event is kept. */
export class History {
  readonly venues = new ModelVenues();
  readonly events: OrderEvent[] = [];
  readonly first: OrderLife;
  life: OrderLife;
  readonly #onEvent: (event: OrderEvent, first: OrderLife) => void;
  #atUs = 0;
  #ids = 0;

  constructor(first: OrderLife, onEvent: (event: OrderEvent, first: OrderLife) => void) {
    this.first = first;
    this.life = first;
    this.#onEvent = onEvent;
  }

  happen({ kind, pick, size, odd }: Happening): void {
    this.#atUs += 1_000;
    const fate = FATES[odd % FATES.length] ?? 'SAID';
    const sent = this.#pickSent(pick);
    switch (kind) {
      case 'STEP':
        return this.step(size, odd);
      case 'COMMIT':
        return this.#commit(odd);
      case 'HEAR':
        return this.#hearNext(odd % 4 === 0 ? pick : 0);
      case 'ACK':
        return sent && this.venues.ack(sent, fate);
      case 'EXECUTE':
        return sent && this.#execute(sent, { size, odd, fate });
      case 'END':
        return sent && this.venues.end(sent, fate);
      case 'REJECT':
        return sent && this.venues.reject(sent, fate);
      case 'BUST':
        return sent && this.venues.bust(sent, { which: size, reopens: odd % 2 === 0, fate });
      case 'CORRECT':
        return sent && this.venues.correct(sent, { which: size, count: 1 + (size % 120), fate });
      case 'OVERDUE':
        return this.#doubt('OVERDUE', this.#atVenue().slice(pick % 3, (pick % 3) + 1));
      case 'SESSION_LOST':
        this.venues.wire = this.venues.wire.filter((_, at) => (at + odd) % 2 === 0);
        return this.#doubt('SESSION_LOST', this.#atVenue());
      case 'RESTART':
        return this.#doubt(
          'RESTART',
          this.life.children.filter(({ state }) => !isChildEnded(state)),
        );
      case 'REPLACE':
        return this.#replaceOne(pick, { size, odd });
      case 'WISH':
        return this.#wish(size, odd);
      case 'LIE':
        return this.#lie(pick, { size, odd });
    }
  }

  tell(...facts: readonly OrderFact[]): void {
    const story = this.#story();
    for (const fact of facts) story.tell(fact);
    this.#keep(story);
  }

  hear(childId: string, report: VenueReport): void {
    const story = this.#story();
    const { ask } = onReport(story, {
      childId,
      report,
      market: MARKET,
      feeOf: (execution, isFirst) => moneyE8(BigInt(execution.quantity) * 3n + (isFirst ? 100n : 0n)),
      currency: 'USD',
      newId: () => `own-${++this.#ids}`,
    });
    this.#keep(story);
    if (ask) this.venues.answer(childId, 'SAID');
  }

  /** What the order asks for next: a wave of one to three children, its end, or nothing; and what is to be asked back. */
  step(size: number, odd: number): void {
    const step = nextStep(this.life, FACTS);
    if (step.kind === 'CLOSE') this.tell({ type: 'ORDER_CLOSED', code: step.code });
    if (step.kind === 'ROUTE') this.tell(this.#wave(size, odd));
    const shrunk = odd % 3 === 0 ? null : childToShrink(this.life, () => true);
    if (shrunk !== null)
      this.#replace(shrunk.child, { quantity: shrunk.quantity, limitPrice: shrunk.child.limitPrice }, odd);
    for (const child of childrenToCancel(this.life)) this.#askBack(child, odd);
  }

  #story(): Story {
    return new Story(this.life, { atUs: this.#atUs, cause: 'DESK' });
  }

  #keep(story: Story): void {
    this.life = story.life;
    for (const event of story.events) {
      this.events.push(event);
      this.#onEvent(event, this.first);
    }
  }

  #wave(size: number, odd: number): OrderFact {
    const wave = this.life.waves.length + 1;
    const count = 1 + (odd % 3);
    const each = Math.max(1, Math.floor((this.life.residual * (1 + (size % 3))) / (3 * count)));
    const parts = Array.from({ length: count }, (_, at) => ({
      id: `c${wave}-${at}`,
      quantity: Math.min(each, this.life.residual - at * each),
      venueId: `V${(size + at) % 3}`,
      kind: KINDS[(size + odd + at) % KINDS.length] ?? 'IOC',
    }));
    const children = Object.fromEntries(parts.filter((part) => part.quantity > 0).map(({ id, ...part }) => [id, part]));
    return waveOf(this.life, children, { goesOn: odd % 5 === 0 });
  }

  #askBack(child: ChildLife, odd: number): void {
    this.tell({ type: 'CHILD_CANCEL_ASKED', childId: child.id });
    const there = this.venues.children.get(child.id);
    if (there !== undefined && odd % 7 !== 0) this.venues.cancel(there, odd % 6 !== 0, FATES[odd % 5] ?? 'SAID');
  }

  /** A child that rests is to have less or more, as far as the order has it, and another limit. */
  #replaceOne(pick: number, { size, odd }: { readonly size: number; readonly odd: number }): void {
    const can = this.life.children.filter(isReplaceable);
    const child = can[pick % Math.max(1, can.length)];
    if (child === undefined || this.life.endAsked !== null || isEnded(this.life)) return;
    const most = child.quantity - child.filled + Math.max(0, this.life.residual);
    if (most <= 0) return;
    const terms = {
      quantity: quantity(child.filled + 1 + (size % most)),
      limitPrice: price(1_000_000 - (odd % 3) * 100),
    };
    this.#replace(child, terms, odd);
  }

  #replace(child: ChildLife, terms: Omit<ReportedTerms, 'revision'>, odd: number): void {
    const asked = { revision: revisionOf(child) + 1, ...terms };
    this.tell({ type: 'CHILD_REPLACE_ASKED', childId: child.id, ...asked, wave: this.life.waves.length });
    const there = this.venues.children.get(child.id);
    if (odd % 13 === 0) {
      const refused = { childId: child.id, revision: asked.revision, code: 'NOT_SENT' };
      this.tell({ type: 'CHILD_REPLACE_REFUSED', ...refused });
    } else if (there !== undefined && odd % 7 !== 0)
      this.venues.replace(there, asked, { isWilling: odd % 6 !== 0, fate: FATES[odd % 5] ?? 'SAID' });
  }

  /** The intended children are durable: sent, not sent, or planned too long ago. */
  #commit(odd: number): void {
    const intended = this.life.children.filter(({ state }) => state === 'INTENDED');
    if (intended.length === 0) return;
    const mayLeave = intended.every((child) => mayBeSent(this.life, child.wave));
    if (odd % 9 === 0 || (!mayLeave && odd % 2 === 0))
      return this.tell({ type: 'PLAN_TOO_OLD', childIds: intended.map(({ id }) => id) });
    for (const [at, child] of intended.entries()) {
      if (!mayLeave || (odd + at) % 11 === 0) this.tell({ type: 'CHILD_NOT_SENT', childId: child.id });
      else {
        this.tell({ type: 'CHILD_SENT', childId: child.id, epoch: null });
        this.venues.send(child.id, child.quantity, (odd + at) % 8 === 0);
      }
    }
  }

  #hearNext(pick: number): void {
    const at = pick % Math.max(1, this.venues.wire.length);
    const [word] = this.venues.wire.splice(at, 1);
    if (word !== undefined) this.hear(word.childId, word.report);
  }

  #execute(child: TrueChild, by: { readonly size: number; readonly odd: number; readonly fate: Fate }): void {
    if (child.state === 'UNSEEN' || child.state === 'REJECTED') return;
    const open = openOf(child);
    const isStrange = by.odd % 10 === 0;
    if (open === 0 && !isStrange) return;
    this.venues.execute(child, 1 + (by.size % Math.max(1, isStrange ? 150 : open)), by.fate);
  }

  #atVenue(): readonly ChildLife[] {
    return this.life.children.filter(({ state }) => !isChildEnded(state) && state !== 'INTENDED');
  }

  #doubt(why: 'OVERDUE' | 'SESSION_LOST' | 'RESTART', children: readonly ChildLife[]): void {
    for (const child of children) {
      this.tell({ type: 'CHILD_IN_DOUBT', childId: child.id, why });
      this.venues.answer(child.id, 'SAID');
    }
  }

  #wish(size: number, odd: number): void {
    if (isEnded(this.life)) return;
    const worstPrice = price(1_000_000 - (odd % 3) * 100);
    const replaced = {
      type: 'ORDER_REPLACED',
      quantity: quantity(1 + size),
      limitPrice: worstPrice,
      worstPrice,
      market: odd % 2 === 0 ? this.life.start.nbbo : null,
    } as const;
    const ends: readonly OrderFact[] = [
      { type: 'CANCEL_ASKED' },
      { type: 'DAY_ENDED' },
      { type: 'RECORD_BROKEN', code: 'DISK_FULL' },
    ];
    const stays: readonly OrderFact[] =
      this.life.endAsked === null
        ? [replaced, { type: 'MARKET_REOPENED' }, { type: 'REPLANNED', code: 'TAKES', market: MARKET }]
        : [];
    const wishes = [...stays, ...stays, ...stays, ...ends];
    const wish = wishes[odd % wishes.length];
    if (wish !== undefined) this.tell(wish);
  }

  /** A venue says what is not so. */
  #lie(pick: number, { size, odd }: { readonly size: number; readonly odd: number }): void {
    const child = this.#pickSent(pick);
    if (child === undefined) return;
    const execution = {
      executionId: `e${size % 4}`,
      quantity: quantity((size % 90) - 5),
      price: price(1_000_000 + odd - 20),
      liquidityFlag: 'TAKE',
      told: null,
    } as const;
    const { executionId } = execution;
    const sums = [null, quantity(size % 200)];
    const cumulative = sums[odd % 2] ?? null;
    const terms = { revision: odd % 4, quantity: quantity(size % 250), limitPrice: price(1_000_000 - (odd % 3) * 100) };
    const states = [
      'ACKED',
      'PARTIALLY_FILLED',
      'FILLED',
      'CANCELED',
      'REJECTED',
      'EXPIRED',
      'UNKNOWN',
      'INTENDED',
      null,
    ] as const;
    const state = states[size % states.length] ?? null;
    const lies: readonly VenueReport[] = [
      { type: 'ACK', venueOrderId: null },
      { type: 'FILL', execution, cumulative },
      { type: 'CANCELED', reason: 'no reason', cumulative },
      { type: 'REJECTED', code: 'NO', message: 'no' },
      { type: 'CANCEL_REFUSED', code: 'TOO_LATE', cumulative },
      { type: 'OUTCOME_UNKNOWN', why: 'no answer' },
      { type: 'STATUS', state, cumulative: cumulative ?? quantity(0), executions: [execution], terms },
      { type: 'STATUS', state, cumulative: cumulative ?? quantity(0), executions: child.executions, terms: null },
      { type: 'REPLACED', terms, cumulative },
      { type: 'REPLACE_REFUSED', revision: terms.revision, code: 'NO', cumulative },
      { type: 'TRADE_BUSTED', executionId },
      { type: 'TRADE_CORRECTED', executionId, quantity: execution.quantity, price: execution.price, fee: null },
    ];
    const lie = lies[odd % lies.length];
    if (lie !== undefined) this.venues.say(child, lie, 'SAID');
  }

  #pickSent(pick: number): TrueChild | undefined {
    const sent = [...this.venues.children.values()];
    return sent[pick % Math.max(1, sent.length)];
  }
}

/** An order of 300 of which the first wave is due. */
export function newHistory(
  timeInForce: 'DAY' | 'IOC' | 'GTC',
  onEvent: (event: OrderEvent, first: OrderLife) => void,
): History {
  const life = newLifeOf({ timeInForce });
  const history = new History(life, onEvent);
  history.tell(receivedFact(life), waveOf(life, { 'c1-0': { quantity: 200 } }));
  return history;
}
