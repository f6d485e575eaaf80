import type {
  BookedExecution,
  BookedWord,
  ChangedFee,
  FillMarket,
  OrderEvent,
  PlannedChild,
  StartTerms,
} from '@fairlead/core/order-life/order-event';
import type { ChargedFee } from '@fairlead/core/venue/venue-report';
import {
  CAUSE_CODES,
  DOUBT_CODES,
  EVENT_CODES,
  FILL_MARK_CODES,
  LIQUIDITY_CODES,
  MODE_CODES,
  ORDER_KIND_CODES,
  REPLAN_CODES,
} from './entry-codes.ts';
import type { EntryFrame } from './entry-frame.ts';
import {
  coded,
  counted,
  type Form,
  fields,
  fieldsWithLater,
  flag,
  id,
  listOf,
  money,
  orNull,
  priced,
  real,
  text,
  whole,
} from './form.ts';
import { arrivalForm, receiptForm } from './receipt-form.ts';
import { refuse } from './refuse.ts';

type Type = OrderEvent['type'];
type EventOf<T extends Type> = Extract<OrderEvent, { readonly type: T }>;

const types = coded(EVENT_CODES);

function is<T extends Type>(type: T): Form<T> {
  return {
    write: () => EVENT_CODES[type],
    read: (stored) => (stored === EVENT_CODES[type] ? type : refuse(type, stored)),
  };
}

/** Microseconds after the first event of the entry. */
const since: Form<number> = {
  write: (atUs, frame) => whole.write(atUs - frame.atUs, frame),
  read: (stored, frame) => frame.atUs + whole.read(stored, frame),
};

/** A text that is only read where it is asked for stands on the line below its event. */
const below: Form<string> = {
  write: (value, frame) => {
    frame.putBelow(value);
    return 0;
  },
  read: (_, frame) => frame.takeBelow() ?? refuse('an event with a line below it', null),
};

const cause = coded(CAUSE_CODES);
const begun = <T extends Type>(type: T) => ({ type: is(type), cause, atUs: since });

const planned = fields<PlannedChild>({
  id,
  venueId: text,
  quantity: counted,
  limitPrice: priced,
  minQuantity: counted,
  kind: coded(ORDER_KIND_CODES),
  restMs: orNull(real),
});

const chargedForm = { amountE8: money, currency: text };
const wordForm = fields<BookedWord>({
  fee: orNull(fields<ChargedFee>(chargedForm)),
  lastMarket: orNull(text),
  venueTimeUs: orNull(whole),
  isFeeCharged: flag,
  isFlagAssumed: flag,
});
const executionForm = fieldsWithLater<BookedExecution>({
  id: text,
  executionId: text,
  quantity: counted,
  price: priced,
  feeE8: money,
  liquidityFlag: coded(LIQUIDITY_CODES),
  told: orNull(wordForm),
});
const filled = {
  execution: executionForm,
  marks: listOf(coded(FILL_MARK_CODES)),
  market: fields<FillMarket>({ bid: orNull(priced), ask: orNull(priced), doubleMid: orNull(whole) }),
};

const childId = id;
const start = fields<StartTerms>({ nbbo: arrivalForm, worstPrice: orNull(priced) });
const terms = {
  ...{ quantity: counted, limitPrice: orNull(priced), worstPrice: orNull(priced) },
  market: orNull(arrivalForm),
};
const wave = {
  ...{ decisionId: text, decisionHash: text, wave: whole, mode: coded(MODE_CODES), goesOn: flag },
  ...{ expectedCostBps: orNull(real), children: listOf(planned), routingTimeUs: real, record: below },
};
const childTerms = { revision: whole, quantity: counted, limitPrice: priced };
const traded = { quantity: counted, price: priced, feeE8: money };
const chargedNow = fields<ChargedFee & Pick<BookedWord, 'isFeeCharged'>>({ ...chargedForm, isFeeCharged: flag });
const changedFee = fields<ChangedFee>({ executionId: text, feeE8: money });

/** The order of the values is stored: another one is another version of the body, and so is one value more but for `fieldsWithLater`. */
const FORMS: { readonly [T in Type]: Form<EventOf<T>> } = {
  RECEIVED: fields({ ...begun('RECEIVED'), receipt: receiptForm }),
  ORDER_REJECTED: fieldsWithLater({ ...begun('ORDER_REJECTED'), code: text, path: text, detail: orNull(text) }),
  ORDER_HELD: fields({ ...begun('ORDER_HELD'), waitsFor: text }),
  ORDER_RELEASED: fields({ ...begun('ORDER_RELEASED'), start }),
  WAVE_PLANNED: fields({ ...begun('WAVE_PLANNED'), ...wave }),
  CHILD_SENT: fields({ ...begun('CHILD_SENT'), childId, epoch: orNull(text) }),
  CHILD_NOT_SENT: fields({ ...begun('CHILD_NOT_SENT'), childId }),
  CHILD_ACKED: fieldsWithLater({ ...begun('CHILD_ACKED'), childId, venueOrderId: orNull(text) }),
  FILL: fields({ ...begun('FILL'), childId, ...filled }),
  CHILD_CANCELED: fields({ ...begun('CHILD_CANCELED'), childId, code: orNull(text), reason: text }),
  CHILD_REJECTED: fields({ ...begun('CHILD_REJECTED'), childId, code: text, message: text }),
  CHILD_EXPIRED: fields({ ...begun('CHILD_EXPIRED'), childId }),
  CHILD_CANCEL_ASKED: fields({ ...begun('CHILD_CANCEL_ASKED'), childId }),
  CHILD_IN_DOUBT: fields({ ...begun('CHILD_IN_DOUBT'), childId, why: coded(DOUBT_CODES) }),
  CHILD_SETTLED: fields({ ...begun('CHILD_SETTLED'), childId }),
  REST_ENDED: fields({ ...begun('REST_ENDED'), childId }),
  PLAN_TOO_OLD: fields({ ...begun('PLAN_TOO_OLD'), childIds: listOf(id) }),
  CANCEL_ASKED: fields({ ...begun('CANCEL_ASKED') }),
  DAY_ENDED: fields({ ...begun('DAY_ENDED') }),
  ORDER_REPLACED: fieldsWithLater({ ...begun('ORDER_REPLACED'), ...terms }),
  TRADE_BUSTED: fieldsWithLater({
    ...begun('TRADE_BUSTED'),
    ...{ childId, executionId: text, bears: orNull(changedFee) },
  }),
  TRADE_CORRECTED: fieldsWithLater({
    ...begun('TRADE_CORRECTED'),
    ...{ childId, executionId: text, ...traded, charged: orNull(chargedNow) },
  }),
  EXECUTED_ELSEWHERE: fields({ ...begun('EXECUTED_ELSEWHERE'), venueId: text, executedAtUs: since, ...filled }),
  MARKET_REOPENED: fields({ ...begun('MARKET_REOPENED') }),
  WAITS_FOR_PERSON: fields({ ...begun('WAITS_FOR_PERSON'), childId }),
  RECORD_BROKEN: fields({ ...begun('RECORD_BROKEN'), code: text }),
  ORDER_CLOSED: fields({ ...begun('ORDER_CLOSED'), code: orNull(text) }),
  CHILD_REPLACE_ASKED: fields({ ...begun('CHILD_REPLACE_ASKED'), childId, ...childTerms, wave: whole }),
  CHILD_REPLACED: fields({ ...begun('CHILD_REPLACED'), childId, ...childTerms, filledBefore: counted }),
  REPLANNED: fields({ ...begun('REPLANNED'), code: coded(REPLAN_CODES), market: filled.market }),
  CHILD_REPLACE_REFUSED: fields({ ...begun('CHILD_REPLACE_REFUSED'), childId, revision: whole, code: text }),
};

export function writeEvent(happened: OrderEvent, frame: EntryFrame): unknown {
  const form: Form<OrderEvent> = FORMS[happened.type];
  return form.write(happened, frame);
}

/** The event of a line; its type is its first value. */
export function readEvent(stored: readonly unknown[], frame: EntryFrame): OrderEvent {
  return FORMS[types.read(stored[0])].read(stored, frame);
}

/** True for a line that has another line below it. */
export function hasLineBelow(stored: readonly unknown[]): boolean {
  return stored[0] === EVENT_CODES.WAVE_PLANNED;
}
