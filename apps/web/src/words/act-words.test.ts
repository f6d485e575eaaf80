import { ORDER_STATES } from '@fairlead/core/order/order-state';
import { describe, expect, it } from 'vitest';
import type { ActOutcome } from '@/rows/act-outcome';
import type { CancelEffect } from '@/rows/cancel-effect';
import { actWords } from './act-words';
import { cancelEffectWords, whyNoCancel } from './cancel-words';

const NAMES = { done: 'Cancel taken', doneSays: 'It is written down.', undone: 'The order was not canceled.' };
const AUDIT = '0197a000-0000-7000-8000-000000000001';

describe('what a person is told of an act', () => {
  it('that is done: the entry of the audit, and nothing to ask again', () => {
    expect(actWords({ kind: 'DONE', audit_id: AUDIT }, NAMES)).toMatchObject({
      title: 'Cancel taken',
      auditId: AUDIT,
      again: null,
    });
  });

  it.each<[ActOutcome, RegExp]>([
    [{ kind: 'NOT_DURABLE', sent: true, audit_id: AUDIT }, /venues have been asked/],
    [{ kind: 'NOT_DURABLE', sent: false, audit_id: null }, /as soon as the order is written down/],
    [{ kind: 'UNKNOWN', says: 'The router was asked and has not answered.' }, /may have been done/],
  ])('that is not certain is no refusal, and may be asked again: %j', (outcome, says) => {
    const words = actWords(outcome, NAMES);
    expect(words.says).toMatch(says);
    expect(words.again).toBe('Ask again');
    expect(`${words.title} ${words.says}`).not.toMatch(/refused|not canceled/i);
  });

  it('that is no order says in its own words what holds before it is written', () => {
    const names = { ...NAMES, unwritten: { title: 'Halted, and not written down yet', says: 'It holds.' } };
    expect(actWords({ kind: 'NOT_DURABLE', sent: true, audit_id: AUDIT }, names)).toMatchObject({
      title: 'Halted, and not written down yet',
      says: expect.stringMatching(/^It holds\. The record is written when the database is back\./),
      again: 'Ask again',
    });
  });

  it('that never left: nothing was done, and it may be tried again', () => {
    expect(actWords({ kind: 'NOT_SENT', says: 'The router cannot be reached.' }, NAMES)).toMatchObject({
      says: 'The router cannot be reached. The order was not canceled.',
      again: 'Try again',
    });
  });

  it('that is refused: the code, why, and that nothing was done', () => {
    expect(
      actWords({ kind: 'REFUSED', code: 'ORDER_ENDED', says: 'The order has ended already.' }, NAMES),
    ).toMatchObject({
      title: 'Refused: ORDER_ENDED',
      says: 'The order has ended already. The order was not canceled.',
      again: null,
    });
  });
});

describe('what a cancel takes back', () => {
  const EFFECT: CancelEffect = {
    ...{ order_id: 'o', client_id: 'c', instrument_id: 'AAPL', side: 'BUY', state: 'WORKING', route_only: false },
    ...{ quantity: 500, filled_quantity: 200, working_quantity: 300, venue_ids: ['ARCX', 'XNYS'] },
  };

  it.each<[Partial<CancelEffect>, string]>([
    [{}, 'Asks 2 venues to take back 300 of 500 AAPL. 200 are filled and stay.'],
    [
      { working_quantity: 299, filled_quantity: 1, venue_ids: ['XNYS'] },
      'Asks 1 venue to take back 299 of 500 AAPL. 200 AAPL are at no venue and are not sent any more. 1 is filled and stays.',
    ],
    [
      { working_quantity: 0, filled_quantity: 0, venue_ids: [] },
      'Nothing of it is at a venue. 500 AAPL are at no venue and are not sent any more. Nothing is filled.',
    ],
    [
      { quantity: 1.5, working_quantity: 0.5, filled_quantity: 0, instrument_id: 'BTC-USD', venue_ids: ['CX1'] },
      'Asks 1 venue to take back 0.5 of 1.5 BTC-USD. 1 BTC-USD is at no venue and is not sent any more. Nothing is filled.',
    ],
    [
      { quantity: 0.3, working_quantity: 0.1, filled_quantity: 0.2 },
      'Asks 2 venues to take back 0.1 of 0.3 AAPL. 0.2 are filled and stay.',
    ],
  ])('%j', (changes, words) => {
    expect(cancelEffectWords({ ...EFFECT, ...changes }).join(' ')).toBe(words);
  });

  it('and whether it can be: not what has ended, is ending, or was only routed', () => {
    const open = ORDER_STATES.filter((state) => whyNoCancel(state) === '');
    expect(open).toEqual(['RECEIVED', 'ROUTING', 'WORKING', 'PARTIALLY_FILLED', 'UNKNOWN']);
    expect(whyNoCancel('FILLED')).toBe('The order has ended (filled): nothing of it is open.');
    expect(whyNoCancel('PENDING_CANCEL')).toMatch(/venues are answering/);
    expect(whyNoCancel('ROUTING', true)).toMatch(/only routed/);
  });
});
