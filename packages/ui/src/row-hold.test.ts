import { describe, expect, it } from 'vitest';
import { afterEvent, type HoldEvent, type HoldReasons, NOT_HELD } from './row-hold';

const mouse = (x = 0, y = 0): HoldEvent => ({ what: 'pointed', kind: 'mouse', x, y });
const touch: HoldEvent = { what: 'pointed', kind: 'touch', x: 0, y: 0 };
const left: HoldEvent = { what: 'left' };
const chosen: HoldEvent = { what: 'chosen' };
const lapsed: HoldEvent = { what: 'choice-lapsed' };
const letGo: HoldEvent = { what: 'let-go' };
const scrolled = (top: number): HoldEvent => ({ what: 'scrolled', top });
const isHeld = (events: readonly HoldEvent[]) => {
  const after: HoldReasons = events.reduce(afterEvent, NOT_HELD);
  return after.pointer || after.row || after.scrolled;
};

describe('rows', () => {
  it.each<[string, HoldEvent[]]>([
    ['while the pointer is over them', [mouse()]],
    ['once one was chosen by the keyboard', [chosen]],
    ['while they are scrolled, by a finger too', [touch, scrolled(40)]],
    ['when the pointer comes back after they were let go', [mouse(), letGo, left, mouse()]],
    ['when the pointer moves on after they were let go', [mouse(), letGo, mouse(5, 5), mouse(50, 5)]],
    ['when one is chosen after they were let go', [chosen, letGo, chosen]],
  ])('hold still %s', (_when, events) => {
    expect(isHeld(events)).toBe(true);
  });

  it.each<[string, HoldEvent[]]>([
    ['after a tap', [touch]],
    ['when the pointer has left, also where one was chosen', [mouse(), chosen, left]],
    ['at the top again', [scrolled(40), scrolled(0)]],
    ['when they are let go, whatever held them', [mouse(), chosen, scrolled(40), letGo]],
    [
      'while the pointer rests where it was when they were let go',
      [mouse(1, 1), letGo, mouse(5, 5), mouse(6, 5), mouse(5, 9)],
    ],
    ['when who has chosen one has gone', [chosen, lapsed]],
  ])('flow %s', (_when, events) => {
    expect(isHeld(events)).toBe(false);
  });

  it('that are scrolled stay held when the pointer leaves', () => {
    expect(isHeld([mouse(), scrolled(40), left])).toBe(true);
  });
});
