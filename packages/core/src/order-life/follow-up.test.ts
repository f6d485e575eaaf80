import { expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import { err, ok, type Result } from '../result.ts';
import { type ChildOf, newLifeOf, sentLife, told, waveOf } from '../testing/lives.ts';
import { followUp } from './follow-up.ts';
import type { OrderLife } from './order-life.ts';
import { Story } from './story.ts';

interface Planned {
  readonly children: Readonly<Record<string, ChildOf>>;
  readonly plan: { readonly slices: readonly unknown[]; readonly unallocatedCode: string | null };
}

const sending = (children: Planned['children'], unallocatedCode: string | null = null) =>
  ok({ children, plan: { slices: Object.keys(children), unallocatedCode } });

/** What follows from a life where its next wave is this. */
function followed(
  life: OrderLife,
  next: Result<Planned, { readonly code: string }>,
  { canReplace = false }: { readonly canReplace?: boolean } = {},
) {
  const story = new Story(life, { atUs: 1_000_000, cause: 'REPORT' });
  const askedBack: string[] = [];
  const leaves = followUp(story, {
    facts: () => ({ canRoute: true, maxWaves: 3, isRecordSlow: false, isHeldBack: false }),
    askBack: (childId) => askedBack.push(childId),
    canReplace: () => canReplace,
    askReplace: (childId, revision) => askedBack.push(`${childId} as ${revision}`),
    planAgain: () => null,
    plan: () => next,
    intend: ({ children }: Planned) => story.tell(waveOf(story.life, children), 'DESK'),
  });
  const events = story.events.map((event) => ('code' in event ? `${event.type} ${event.code}` : event.type));
  return { leaves, askedBack, events };
}

const NOTHING = { leaves: false, askedBack: [] };
const released = () => {
  const held = told(newLifeOf(), { type: 'ORDER_HELD', waitsFor: 'OPEN' });
  return told(held, { type: 'ORDER_RELEASED', start: held.start });
};
const tried = () => {
  const life = sentLife(newLifeOf(), { a: { quantity: 100 } });
  return told(life, { type: 'CHILD_CANCELED', childId: 'a', code: null, reason: 'IOC' });
};
const rested = () => sentLife(newLifeOf(), { rest: { quantity: 200, kind: 'POST' } });

it('tells the next wave, which leaves', () => {
  const next = sending({ b: { quantity: 300 } });
  expect(followed(tried(), next)).toEqual({ ...NOTHING, leaves: true, events: ['WAVE_PLANNED'] });
});

it('tells the first decision though it sends nothing, and no later one that does; either way the order ends with the reason', () => {
  const next = sending({}, 'NO_VENUE');
  expect(followed(released(), next)).toEqual({ ...NOTHING, events: ['WAVE_PLANNED', 'ORDER_CLOSED NO_VENUE'] });
  expect(followed(tried(), next)).toEqual({ ...NOTHING, events: ['ORDER_CLOSED NO_VENUE'] });
  expect(followed(tried(), sending({}))).toEqual({ ...NOTHING, events: ['ORDER_CLOSED NO_MARKET'] });
});

it('ends an order whose wave the gate refuses, unless something of it still works', () => {
  expect(followed(tried(), err({ code: 'PRICE_COLLAR' }))).toEqual({
    ...NOTHING,
    events: ['ORDER_CLOSED PRICE_COLLAR'],
  });
  expect(followed(rested(), err({ code: 'PRICE_COLLAR' }))).toEqual({ ...NOTHING, events: [] });
});

it('asks back what still works of an order that is to end, and plans nothing', () => {
  const life = told(rested(), { type: 'CANCEL_ASKED' });
  const next = sending({ b: { quantity: 100 } });
  expect(followed(life, next)).toEqual({ leaves: false, askedBack: ['rest'], events: ['CHILD_CANCEL_ASKED'] });
});

it('makes what rests smaller where its venue can, asks back what else is too much, and routes nothing meanwhile', () => {
  const children = { a: { quantity: 100, kind: 'POST' }, b: { quantity: 100, kind: 'POST' } } as const;
  const acked = (childId: string) => ({ type: 'CHILD_ACKED', childId, venueOrderId: null }) as const;
  const [limitPrice, count] = [price(1_000_000), quantity(50)];
  const less = { type: 'ORDER_REPLACED', quantity: count, limitPrice, worstPrice: limitPrice, market: null } as const;
  const life = told(sentLife(newLifeOf(), children), acked('a'), acked('b'), less);
  const events = ['CHILD_CANCEL_ASKED', 'CHILD_REPLACE_ASKED'];
  expect(followed(life, sending({}), { canReplace: true })).toEqual({
    leaves: false,
    askedBack: ['a', 'b as 1'],
    events,
  });
  expect(followed(life, sending({}))).toMatchObject({ askedBack: ['a', 'b'] });
});
