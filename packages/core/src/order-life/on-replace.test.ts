import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import {
  accountOf,
  canceledWord,
  executionOf,
  filledWord,
  heard,
  newLifeOf,
  replaceAsked,
  replacedWord,
  replaceRefusedWord,
  sentLife,
  termsOf,
  told,
} from '../testing/lives.ts';
import type { VenueReport } from '../venue/venue-report.ts';
import { childOf, type OrderLife } from './order-life.ts';

const DONE = { ask: false, differs: false };
const ASK = { ask: true, differs: false };
const DIFFERS = { ask: false, differs: true };
const child = (life: OrderLife) => childOf(life, 'a');
const after = (life: OrderLife, ...reports: readonly VenueReport[]) =>
  reports.reduce((before, report) => heard(before, 'a', report).life, life);
const types = (heardOne: { events: readonly { type: string }[] }) => heardOne.events.map(({ type }) => type);

/** An order of 1,000 with 300 that rest and are acknowledged. */
const resting = () =>
  after(sentLife(newLifeOf({ quantity: quantity(1_000) }), { a: { quantity: 300, kind: 'POST' } }), {
    type: 'ACK',
    venueOrderId: null,
  });
/** The same with other terms on their way. */
const asked = (count: number, limit?: number) => told(resting(), replaceAsked('a', termsOf(1, count, limit)));

describe('a child that is to have other terms', () => {
  it.each([
    ['less', 120, 300],
    ['more', 500, 500],
    ['as much at another limit', 300, 300],
  ])('holds the larger of before and after while its venue has not answered: %s', (_, count, working) => {
    expect(asked(count)).toMatchObject({ working, residual: 1_000 - working });
    expect(child(asked(count))).toMatchObject({ state: 'ACKED', quantity: 300, limitPrice: 1_000_000 });
  });

  it('has them when its venue says so, and what it gives back is free', () => {
    const taken = heard(asked(120, 999_900), 'a', replacedWord(termsOf(1, 120, 999_900), 0));
    expect(taken).toMatchObject({ ...DONE, life: { working: 120, residual: 880 } });
    expect(child(taken.life)).toMatchObject({ state: 'ACKED', quantity: 120, limitPrice: 999_900 });
    expect(child(taken.life)?.replace).toMatchObject({ revision: 1, asked: null, isRefused: false });
  });

  it('goes on by those that it had where its venue refuses them', () => {
    const refused = heard(asked(500), 'a', replaceRefusedWord(1, 'QUANTITY_ABOVE_MAXIMUM', 0));
    expect(refused).toMatchObject({ ...DONE, life: { working: 300, residual: 700 } });
    expect(child(refused.life)).toMatchObject({ state: 'ACKED', quantity: 300, replace: { isRefused: true } });
  });

  it.each(['TOO_LATE', 'UNKNOWN_ORDER'])('is asked for where the refusal says that it is over: %s', (code) => {
    const over = heard(asked(120), 'a', replaceRefusedWord(1, code, 0));
    expect(over).toMatchObject({ ...ASK, life: { state: 'UNKNOWN', working: 300 } });
    expect(child(over.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'REPLACE_REFUSED' });
  });

  it('is asked for where the refusal tells another sum', () => {
    expect(heard(asked(120), 'a', replaceRefusedWord(1, 'QUANTITY_BELOW_FILLED', 150))).toMatchObject(ASK);
  });
});

describe('a fill that crosses the change', () => {
  it('of all that there was is the end of it only when the venue has refused more', () => {
    const filled = after(asked(500), filledWord('e1', 300, 300));
    expect(child(filled)).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 300 });
    expect(filled).toMatchObject({ filled: 300, working: 200 });
    expect(child(after(filled, replaceRefusedWord(1, 'TOO_LATE', 300)))).toMatchObject({ state: 'FILLED' });
    expect(child(after(filled, replacedWord(termsOf(1, 500), 300)))).toMatchObject({ state: 'PARTIALLY_FILLED' });
  });

  it('of all that is wanted is the end of it when the venue has taken less', () => {
    const filled = after(asked(120), filledWord('e1', 120, 120));
    expect(filled).toMatchObject({ filled: 120, working: 180 });
    const over = after(filled, replacedWord(termsOf(1, 120), 100));
    expect(over).toMatchObject({ filled: 120, working: 0, residual: 880 });
    expect(child(over)).toMatchObject({ state: 'FILLED', quantity: 120 });
  });

  it('is within its bounds while either is, and worse than both is outside', () => {
    const at = (limit: number) =>
      heard(asked(500, 999_000), 'a', {
        ...filledWord('e1', 400, 400),
        type: 'FILL',
        execution: executionOf('e1', 400, limit),
      } as VenueReport);
    expect(at(1_000_000).events).toMatchObject([{ type: 'FILL', marks: [] }]);
    expect(at(1_000_100).events).toMatchObject([{ type: 'FILL', marks: ['OUTSIDE_LIMIT'] }]);
  });

  it('that is heard after it, and was before it, is held against the limit of before, and no later one is', () => {
    const taken = heard(asked(300, 999_000), 'a', replacedWord(termsOf(1, 300, 999_000), 100));
    expect(taken).toMatchObject({
      ...ASK,
      events: [{ type: 'CHILD_REPLACED', filledBefore: 100 }, { why: 'QUANTITY_DIFFERS' }],
    });
    const told = (report: VenueReport, life: OrderLife) => heard(life, 'a', report);
    const first = told({ type: 'FILL', execution: executionOf('e1', 100), cumulative: quantity(100) }, taken.life);
    expect(first.events).toMatchObject([{ type: 'FILL', marks: [] }]);
    const later = told({ type: 'FILL', execution: executionOf('e2', 100), cumulative: quantity(200) }, first.life);
    expect(later.events).toMatchObject([{ type: 'FILL', marks: ['OUTSIDE_LIMIT'] }]);
  });
});

describe('an answer', () => {
  it('that comes again says nothing', () => {
    const word = replacedWord(termsOf(1, 120), 0);
    const once = after(asked(120), word);
    expect(heard(once, 'a', word)).toMatchObject({ ...DONE, events: [] });
    const no = replaceRefusedWord(1, 'NO', 0);
    expect(heard(after(asked(120), no), 'a', no)).toMatchObject({ ...DONE, events: [] });
  });

  it('to an earlier change is none to the latest', () => {
    const again = told(after(asked(120), replacedWord(termsOf(1, 120), 0)), replaceAsked('a', termsOf(2, 60)));
    for (const old of [replacedWord(termsOf(1, 120), 0), replaceRefusedWord(1, 'NO', 0)])
      expect(heard(again, 'a', old)).toMatchObject({ ...DONE, events: [] });
  });

  it.each<[string, OrderLife, VenueReport]>([
    ['that nobody has asked for', resting(), replacedWord(termsOf(1, 120), 0)],
    ['with other terms', asked(120), replacedWord(termsOf(1, 130), 0)],
    ['to a change that is still to come', asked(120), replacedWord(termsOf(2, 120), 0)],
    ['that refuses what nobody has asked for', resting(), replaceRefusedWord(1, 'NO', 0)],
    [
      'that takes what it had refused',
      after(asked(120), replaceRefusedWord(1, 'NO', 0)),
      replacedWord(termsOf(1, 120), 0),
    ],
  ])('%s is a doubt', (_, life, word) => {
    const said = heard(life, 'a', word);
    expect(said).toMatchObject({ ...ASK, events: [{ type: 'CHILD_IN_DOUBT', why: 'IMPOSSIBLE_REPORT' }] });
    expect(child(said.life)?.quantity).toBe(300);
  });

  it('after the end changes nothing, and the venue is asked where its sum is another', () => {
    const over = after(asked(120), canceledWord(0), accountOf('CANCELED'));
    expect(child(over)).toMatchObject({ state: 'CANCELED', replace: { asked: null } });
    expect(heard(over, 'a', replacedWord(termsOf(1, 120), 0))).toMatchObject({ ...DONE, events: [] });
    expect(heard(over, 'a', replaceRefusedWord(1, 'TOO_LATE', 10))).toMatchObject({ ...ASK, events: [] });
  });
});

describe('an end with other terms on their way', () => {
  it('is asked for, because only the account tells what its terms were', () => {
    const said = heard(asked(120), 'a', canceledWord(50));
    expect(said).toMatchObject({ ...ASK, events: [{ type: 'CHILD_IN_DOUBT' }], life: { working: 300 } });
    const canceled = heard(after(asked(120), canceledWord(0)), 'a', {
      ...accountOf('CANCELED'),
      terms: termsOf(1, 120),
    });
    expect(types(canceled)).toEqual(['CHILD_REPLACED', 'CHILD_CANCELED']);
    expect(child(canceled.life)).toMatchObject({ state: 'CANCELED', quantity: 120 });
  });

  it('of what has executed more than it could by the old ones says that it had the new', () => {
    const ended = accountOf('CANCELED', [executionOf('e1', 400)]);
    const over = after(asked(500), filledWord('e1', 400, 400), canceledWord(400), ended);
    expect(child(over)).toMatchObject({ state: 'CANCELED', quantity: 500, filled: 400 });
    expect(over).toMatchObject({ filled: 400, working: 0, residual: 600 });
  });

  it('of anything else leaves those that it had', () => {
    const ended = accountOf('CANCELED', [executionOf('e1', 50)]);
    expect(child(after(asked(120), filledWord('e1', 50, 50), ended))).toMatchObject({ quantity: 300 });
  });
});

describe('the account of a child that was lost with its terms on their way', () => {
  const lost = (count: number) => told(asked(count), { type: 'CHILD_IN_DOUBT', childId: 'a', why: 'SESSION_LOST' });
  const account = (
    terms: ReturnType<typeof termsOf> | null,
    ...executed: Parameters<typeof executionOf>[]
  ): VenueReport => {
    const state = executed.length > 0 ? 'PARTIALLY_FILLED' : 'ACKED';
    return {
      ...accountOf(
        state,
        executed.map((each) => executionOf(...each)),
      ),
      terms,
    };
  };

  it('says that it has them', () => {
    const said = heard(lost(120), 'a', account(termsOf(1, 120)));
    expect(types(said)).toEqual(['CHILD_REPLACED', 'CHILD_SETTLED']);
    expect(said.life).toMatchObject({ working: 120, residual: 880, state: 'WORKING' });
  });

  it('says that they were refused', () => {
    const said = heard(lost(120), 'a', account(termsOf(1, 300)));
    expect(said.events).toMatchObject([
      { type: 'CHILD_REPLACE_REFUSED', code: 'RECONCILED' },
      { type: 'CHILD_SETTLED' },
    ]);
  });

  it('books what was missed before it takes them', () => {
    const said = heard(lost(120), 'a', { ...accountOf('FILLED', [executionOf('e1', 120)]), terms: termsOf(1, 120) });
    expect(types(said)).toEqual(['FILL', 'CHILD_REPLACED']);
    expect(child(said.life)).toMatchObject({ state: 'FILLED', filled: 120 });
  });

  it.each([
    ['has not heard of them', termsOf(0, 300)],
    ['does not tell any', null],
  ])('that %s leaves both reserved', (_, terms) => {
    const said = heard(lost(500), 'a', account(terms));
    expect(types(said)).toEqual(['CHILD_SETTLED']);
    expect(said.life.working).toBe(500);
    expect(child(said.life)?.replace?.asked).toMatchObject({ quantity: 500, isDoubted: true });
  });

  it('tells them by what is executed where the venue tells none and it is filled', () => {
    const less = heard(lost(120), 'a', accountOf('FILLED', [executionOf('e1', 120)]));
    expect(child(less.life)).toMatchObject({ state: 'FILLED', quantity: 120 });
    const more = heard(lost(500), 'a', accountOf('FILLED', [executionOf('e1', 300)]));
    expect(child(more.life)).toMatchObject({ state: 'FILLED', quantity: 300 });
  });

  it('ends it by the terms that it had where it was filled before its venue heard of others', () => {
    const said = heard(lost(500), 'a', { ...accountOf('FILLED', [executionOf('e1', 300)]), terms: termsOf(0, 300) });
    expect(types(said)).toEqual(['FILL', 'CHILD_REPLACE_REFUSED']);
    expect(child(said.life)).toMatchObject({ state: 'FILLED', quantity: 300 });
  });

  it('finds out about terms that were on their way when an execution filled it that was taken back', () => {
    const filled = after(asked(120), filledWord('e1', 300, 300));
    expect(child(filled)).toMatchObject({ state: 'FILLED', quantity: 300 });
    const busted = after(filled, { type: 'TRADE_BUSTED', executionId: 'e1' });
    const said = heard(busted, 'a', { ...accountOf('ACKED'), terms: termsOf(1, 120) });
    expect(said).toMatchObject({ ...DONE, life: { working: 120, residual: 880 } });
    expect(child(said.life)).toMatchObject({ state: 'ACKED', quantity: 120 });
  });

  it.each([
    ['neither', termsOf(1, 200)],
    ['of a change that nobody has asked for', termsOf(2, 120)],
  ])('with terms that are %s does not add up', (_, terms) => {
    const said = heard(lost(120), 'a', account(terms));
    expect(said).toMatchObject(DIFFERS);
    expect(child(said.life)).toMatchObject({ state: 'UNKNOWN', quantity: 300 });
  });

  it('with terms that are not ours does not add up where nothing was asked for either', () => {
    const said = heard(resting(), 'a', account(termsOf(0, 200)));
    expect(said).toMatchObject(DIFFERS);
    expect(child(said.life)).toMatchObject({ doubt: 'IMPOSSIBLE_REPORT' });
  });
});

it('an account that was written before the venue heard of a change is no word on it', () => {
  const said = heard(asked(500), 'a', { ...accountOf('ACKED'), terms: termsOf(0, 300) });
  expect(said).toMatchObject({ ...DONE, events: [], life: { working: 500 } });
});

it('the price of an execution after two changes is held against the latest limit', () => {
  const once = after(asked(300, 999_000), replacedWord(termsOf(1, 300, 999_000), 0));
  const twice = after(
    told(once, replaceAsked('a', termsOf(2, 300, 998_000))),
    replacedWord(termsOf(2, 300, 998_000), 0),
  );
  const fill = heard(twice, 'a', {
    type: 'FILL',
    execution: executionOf('e1', 10, price(998_100)),
    cumulative: quantity(10),
  });
  expect(fill.events).toMatchObject([{ type: 'FILL', marks: ['OUTSIDE_LIMIT'] }]);
});
