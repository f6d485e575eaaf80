import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import { arrivalMarket, type OrderEvent, type OrderFact, type Receipt } from '@fairlead/core/order-life/order-event';
import { newLifeOf, receivedFact, waveOf } from '@fairlead/core/testing/lives';
import { nbboOf } from '@fairlead/core/testing/market';
import { describe, expect, it } from 'vitest';
import { readBody, writeBody } from './entry-body.ts';
import * as codes from './entry-codes.ts';
import type { EntryContent, OrderHead } from './entry-content.ts';

const HEAD: OrderHead = {
  clientId: 'client-1',
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  scale: { priceDecimals: 4, quantityDecimals: 0 },
  simulated: false,
  routeOnly: false,
};
const HEAD_LINE = '[1,0,1796000000000000,"client-1","order-1","AAPL",1,4,0,0,0]';
const T = 1_796_000_000_000_000;

const life = newLifeOf({
  timeInForce: 'IOC',
  account: 'a-1',
  said: ['mode'],
  venueCaps: [{ venueId: 'XNAS', maxQuantity: quantity(5) }],
});
const market = { bid: price(999_900), ask: price(1_000_000), doubleMid: 1_999_900 };
const execution = {
  id: 'own-1',
  executionId: 'e1',
  quantity: quantity(100),
  price: price(1_000_000),
  feeE8: moneyE8(-30_000_000n),
  liquidityFlag: 'TAKE',
  told: null,
} as const;
const best = { price: price(999_900), size: quantity(200), venueId: 'XNYS' };
const childId = 'a';
const changed = { revision: 2, quantity: quantity(120), limitPrice: price(995_000) };
const corrected = { quantity: quantity(1), price: price(2), feeE8: moneyE8(3n) };
const charged = { amountE8: moneyE8(12n), currency: 'BNB' };

const EXAMPLES: readonly OrderFact[] = [
  receivedAs(null),
  { type: 'ORDER_REJECTED', code: 'MARKET_CLOSED', path: 'order_type', detail: null },
  { type: 'ORDER_HELD', waitsFor: 'STOP_PRICE' },
  { type: 'ORDER_RELEASED', start: { nbbo: { ...arrivalMarket(nbboOf(best, null)), oddBid: best }, worstPrice: null } },
  waveOf(life, { a: { quantity: 100 }, b: { quantity: 50, kind: 'POST', restMs: 250 } }, { record: '{"v":1}' }),
  { type: 'CHILD_SENT', childId, epoch: 'epoch-1' },
  { type: 'CHILD_NOT_SENT', childId },
  { type: 'CHILD_ACKED', childId, venueOrderId: null },
  { type: 'FILL', childId, execution, marks: ['LATE', 'EXCESS'], market },
  { type: 'CHILD_CANCELED', childId, code: null, reason: 'IOC' },
  { type: 'CHILD_REJECTED', childId, code: 'NO', message: 'no "reason"\n' },
  { type: 'CHILD_EXPIRED', childId },
  { type: 'CHILD_CANCEL_ASKED', childId },
  { type: 'CHILD_IN_DOUBT', childId, why: 'OVERDUE' },
  { type: 'CHILD_SETTLED', childId },
  { type: 'REST_ENDED', childId },
  { type: 'PLAN_TOO_OLD', childIds: ['a', 'b', 'a'] },
  { type: 'CANCEL_ASKED' },
  { type: 'DAY_ENDED' },
  { type: 'ORDER_REPLACED', quantity: quantity(200), limitPrice: null, worstPrice: price(1_000_100), market: null },
  { type: 'TRADE_BUSTED', childId, executionId: 'e1', bears: null },
  { type: 'TRADE_CORRECTED', childId, executionId: 'e1', ...corrected, charged: null },
  { type: 'EXECUTED_ELSEWHERE', venueId: 'XNYS', executedAtUs: T - 5, execution, marks: [], market },
  { type: 'MARKET_REOPENED' },
  { type: 'WAITS_FOR_PERSON', childId },
  { type: 'RECORD_BROKEN', code: 'DISK_FULL' },
  { type: 'ORDER_CLOSED', code: null },
  { type: 'CHILD_REPLACE_ASKED', childId, ...changed, wave: 3 },
  { type: 'CHILD_REPLACED', childId, ...changed, filledBefore: quantity(40) },
  { type: 'CHILD_REPLACE_REFUSED', childId, revision: 2, code: 'TOO_LATE' },
  { type: 'REPLANNED', code: 'FOLLOWS', market },
];

function receivedAs(securityClass: Receipt['securityClass']): OrderFact {
  const received = receivedFact(life);
  return received.type === 'RECEIVED' ? { ...received, receipt: { ...received.receipt, securityClass } } : received;
}

function contentOf(...facts: readonly OrderFact[]): EntryContent {
  const events = facts.map((fact): OrderEvent => ({ ...fact, atUs: T, cause: 'REPORT' }));
  return { kind: 'EVENTS', head: HEAD, events };
}

/** What stands in the journal of each, for ever. */
const LINES = [
  '[1,2,0,[300,2,[0,1000000,2,2,4,2,6,[2],10,"a-1",21,[["XNAS",5]]],"0000000000000000000000000000000000000000000000000000000000000000",2,[1,999900,1000000,999900,1000000,null,null],1000000]]',
  '[2,2,0,"MARKET_CLOSED","order_type"]',
  '[3,2,0,"STOP_PRICE"]',
  '[4,2,0,[[4,999900,null,999900,null,[999900,200],null],null]]',
  '[5,2,0,"decision-1","hash",1,2,false,0.5,[["a","XNAS",100,1000000,0,1,null],["b","XNAS",50,1000000,0,4,250]],50,0]\n{"v":1}',
  '[6,2,0,"a","epoch-1"]',
  '[7,2,0,"a"]',
  '[8,2,0,"a"]',
  '[9,2,0,"a",["own-1","e1",100,1000000,"-30000000",1],[1,3],[999900,1000000,1999900]]',
  '[10,2,0,"a",null,"IOC"]',
  '[11,2,0,"a","NO","no \\"reason\\"\\n"]',
  '[12,2,0,"a"]',
  '[13,2,0,"a"]',
  '[14,2,0,"a",2]',
  '[15,2,0,"a"]',
  '[16,2,0,"a"]',
  '[17,2,0,["a","b",0]]',
  '[18,2,0]',
  '[19,2,0]',
  '[20,2,0,200,null,1000100]',
  '[21,2,0,"a","e1"]',
  '[22,2,0,"a","e1",1,2,"3"]',
  '[23,2,0,"XNYS",-5,["own-1","e1",100,1000000,"-30000000",1],[],[999900,1000000,1999900]]',
  '[24,2,0]',
  '[25,2,0,"a"]',
  '[26,2,0,"DISK_FULL"]',
  '[27,2,0,null]',
  '[28,2,0,"a",2,120,995000,3]',
  '[29,2,0,"a",2,120,995000,40]',
  '[30,2,0,"a",2,"TOO_LATE"]',
  '[31,2,0,2,[999900,1000000,1999900]]',
];

/** Values that have come in later: where they are said they stand at the end of their line, and where not the line is as it was. */
const LATER: readonly (readonly [OrderFact, string])[] = [
  [
    receivedAs('NMS_STOCK'),
    '[1,2,0,[300,2,[0,1000000,2,2,4,2,6,[2],10,"a-1",21,[["XNAS",5]]],"0000000000000000000000000000000000000000000000000000000000000000",2,[1,999900,1000000,999900,1000000,null,null],1000000,1]]',
  ],
  [
    {
      ...{ type: 'FILL', childId, marks: [], market },
      execution: {
        ...execution,
        told: { fee: charged, lastMarket: 'XNAS', venueTimeUs: T + 5, isFeeCharged: false, isFlagAssumed: true },
      },
    },
    `[9,2,0,"a",["own-1","e1",100,1000000,"-30000000",1,[["12","BNB"],"XNAS",${T + 5},false,true]],[],[999900,1000000,1999900]]`,
  ],
  [
    {
      ...{ type: 'ORDER_REPLACED', quantity: quantity(200), limitPrice: null, worstPrice: price(1_000_100) },
      market: life.start.nbbo,
    },
    '[20,2,0,200,null,1000100,[1,999900,1000000,999900,1000000,null,null]]',
  ],
  [
    { type: 'TRADE_BUSTED', childId, executionId: 'e1', bears: { executionId: 'e2', feeE8: moneyE8(7n) } },
    '[21,2,0,"a","e1",["e2","7"]]',
  ],
  [
    { type: 'TRADE_CORRECTED', childId, executionId: 'e1', ...corrected, charged: { ...charged, isFeeCharged: true } },
    '[22,2,0,"a","e1",1,2,"3",["12","BNB",true]]',
  ],
];

/** The words of closed lists, those with the numbers 1, 2, 3 and so on. */
const WORDS = {
  EVENT_CODES:
    'RECEIVED ORDER_REJECTED ORDER_HELD ORDER_RELEASED WAVE_PLANNED CHILD_SENT CHILD_NOT_SENT CHILD_ACKED FILL CHILD_CANCELED CHILD_REJECTED CHILD_EXPIRED CHILD_CANCEL_ASKED CHILD_IN_DOUBT CHILD_SETTLED REST_ENDED PLAN_TOO_OLD CANCEL_ASKED DAY_ENDED ORDER_REPLACED TRADE_BUSTED TRADE_CORRECTED EXECUTED_ELSEWHERE MARKET_REOPENED WAITS_FOR_PERSON RECORD_BROKEN ORDER_CLOSED CHILD_REPLACE_ASKED CHILD_REPLACED CHILD_REPLACE_REFUSED REPLANNED',
  CAUSE_CODES: 'REQUEST REPORT CLOCK SESSION MARKET DESK RESTART JOURNAL',
  SIDE_CODES: 'BUY SELL SELL_SHORT',
  ORDER_TYPE_CODES: 'MARKET LIMIT MIDPOINT_PEG STOP STOP_LIMIT',
  TIME_IN_FORCE_CODES: 'DAY IOC FOK GTC',
  OBJECTIVE_CODES: 'BEST_PRICE FASTEST_EXECUTION LOWEST_COST MINIMAL_IMPACT HIGHEST_FILL_RATE SMART',
  MODE_CODES: 'OPTIMAL SWEEP PRO_RATA SEQUENTIAL MANUAL',
  SOURCING_CODES: 'ANY INTERNALIZE_FIRST EXTERNAL_ONLY DARK_FIRST LIT_ONLY',
  CAPACITY_CODES: 'AGENCY PRINCIPAL RISKLESS_PRINCIPAL',
  WISH_CODES: 'objective mode sourcing',
  SECURITY_CLASS_CODES: 'NMS_STOCK OTC OPTION NO_SECURITY',
  CLASSIFICATION_CODES: 'MARKET MARKETABLE_LIMIT NON_MARKETABLE_LIMIT OTHER',
  NBBO_STATE_CODES: 'NORMAL LOCKED CROSSED ONE_SIDED STALE HALTED',
  ORDER_KIND_CODES: 'IOC ISO FOK POST MID_IOC MID_PEG',
  LIQUIDITY_CODES: 'TAKE MAKE MIDPOINT',
  REPLAN_CODES: 'TAKES FOLLOWS',
  FILL_MARK_CODES: 'LATE OVERFILL EXCESS OUTSIDE_LIMIT',
  DOUBT_CODES:
    'SESSION_LOST OVERDUE RESTART QUANTITY_DIFFERS CANCEL_REFUSED FILLS_AFTER_CANCEL IMPOSSIBLE_REPORT TRADE_BUSTED OUTCOME_UNKNOWN REPLACE_REFUSED',
};

function wordsOf(numbers: Readonly<Record<string, number>>): string {
  const words = Object.entries(numbers).sort(([, a], [, b]) => a - b);
  expect(words.map(([, number]) => number)).toEqual(words.map((_, index) => index + 1));
  return words.map(([word]) => word).join(' ');
}

/** A line that changes here is a form that later routers do not read: the version of the body changes with it. */
describe('what stands in the journal', () => {
  it.each(LATER)('is this line where a later value is said: $type', (fact, line) => {
    const body = writeBody(contentOf(fact));
    expect(body.split('\n').slice(1).join('\n')).toBe(line);
    expect(readBody(body)).toEqual(contentOf(fact));
  });

  it('is this line for each kind of event', () => {
    const lines = EXAMPLES.map((fact) => writeBody(contentOf(fact)).split('\n').slice(1).join('\n'));
    expect(EXAMPLES.map(({ type }) => type)).toEqual(Object.keys(codes.EVENT_CODES));
    expect(lines).toEqual(LINES);
  });

  it('is these numbers for the words of closed lists', () => {
    const words = Object.entries(codes).map(([name, numbers]) => [name, wordsOf(numbers)]);
    expect(Object.fromEntries(words)).toEqual(WORDS);
  });

  it('begins with the version, the kind, the time and the head of the order', () => {
    expect(writeBody(contentOf({ type: 'CANCEL_ASKED' }))).toBe(`${HEAD_LINE}\n[18,2,0]`);
  });

  it('says more of a refusal where more was said, at the end of its line', () => {
    const refused = contentOf({ type: 'ORDER_REJECTED', code: 'MARKET_UNAVAILABLE', path: '', detail: 'No quotes' });
    const body = writeBody(refused);
    expect(body).toBe(`${HEAD_LINE}\n[2,2,0,"MARKET_UNAVAILABLE","","No quotes"]`);
    expect(readBody(body)).toEqual(refused);
  });

  it('says the venue’s own id of a child where the venue has told one, at the end of its line', () => {
    const acked = contentOf({ type: 'CHILD_ACKED', childId, venueOrderId: 'XNYS-O1' });
    const body = writeBody(acked);
    expect(body).toBe(`${HEAD_LINE}\n[8,2,0,"a","XNYS-O1"]`);
    expect(readBody(body)).toEqual(acked);
  });

  it('names a child once, and calls it by its number from then on', () => {
    const body = writeBody(
      contentOf(
        { type: 'CHILD_ACKED', childId: 'a', venueOrderId: null },
        { type: 'CHILD_ACKED', childId: 'b', venueOrderId: null },
        { type: 'CHILD_EXPIRED', childId: 'a' },
      ),
    );
    expect(body).toBe(`${HEAD_LINE}\n[8,2,0,"a"]\n[8,2,0,"b"]\n[12,2,0,0]`);
  });

  it('is the old rows of an order of before the journal as they were', () => {
    const rows = {
      order: { id: 'o', quantity: '1.5' },
      decisions: [],
      children: [],
      executions: [],
      events: [{ seq: 1 }],
    };
    const body = `[1,1,0,"client-1","order-1","AAPL",1,4,0,0,0]\n${JSON.stringify(rows)}`;
    const content = readBody(body);
    expect(content).toEqual({ kind: 'MIGRATED', head: HEAD, rows });
    expect(writeBody(content)).toBe(body);
  });
});

describe('what this router cannot have written is refused', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no event', HEAD_LINE],
    ['another version', `[2${HEAD_LINE.slice(2)}\n[18,2,0]`],
    ['another kind of body', `[1,2${HEAD_LINE.slice(4)}\n[18,2,0]`],
    ['a longer head', `${HEAD_LINE.slice(0, -1)},0]\n[18,2,0]`],
    ['a shorter head', `${HEAD_LINE.slice(0, -3)}]\n[18,2,0]`],
    ['no JSON', `${HEAD_LINE}\nCANCEL`],
    ['an unknown event', `${HEAD_LINE}\n[99,2,0]`],
    ['an unknown cause', `${HEAD_LINE}\n[18,9,0]`],
    ['a value too many', `${HEAD_LINE}\n[18,2,0,0]`],
    ['a value too few', `${HEAD_LINE}\n[6,2,0,"a"]`],
    ['a value that is left out where it says nothing', `${HEAD_LINE}\n[2,2,0,"MARKET_CLOSED","",null]`],
    ['part of a microsecond', `${HEAD_LINE}\n[18,2,0.5]`],
    ['a text where a number is', `${HEAD_LINE}\n[20,2,0,"200",null,null]`],
    ['a part of a share', `${HEAD_LINE}\n[20,2,0,1.5,null,null]`],
    ['a child that was not named', `${HEAD_LINE}\n[8,2,0,0]`],
    ['a fee that is no whole number', `${HEAD_LINE}\n[22,2,0,"a","e1",1,2,"0.3"]`],
    ['a mark that is none', `${HEAD_LINE}\n[9,2,0,"a",["o","e",1,1,"0",1],[5],[null,null,null]]`],
    ['a wave without its record', `${HEAD_LINE}\n[5,2,0,"d","h",1,1,false,null,[],1,0]`],
    ['rows that are none', `[1,1${HEAD_LINE.slice(4)}\n{"order":{},"children":[]}`],
  ];

  it.each(refused)('%s', (_, body) => {
    expect(() => readBody(body)).toThrow();
  });

  const unwritable: readonly (readonly [string, EntryContent])[] = [
    ['an entry without events', contentOf()],
    [
      'the receipt of another order',
      { ...contentOf(receivedFact(life)), head: { ...HEAD, orderId: 'order-2' } } as EntryContent,
    ],
    ['a record of two lines', contentOf(waveOf(life, {}, { record: '{}\n{}' }))],
    ['a cost that is no number', contentOf(waveOf(life, {}, { expectedCostBps: Number.NaN }))],
  ];

  it.each(unwritable)('%s is not written either', (_, content) => {
    expect(() => writeBody(content)).toThrow();
  });
});
