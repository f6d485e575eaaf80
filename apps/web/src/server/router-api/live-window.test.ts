import type { StreamMessage } from '@fairlead/contracts/stream';
import { describe, expect, it } from 'vitest';
import { LiveWindow } from './live-window';

const halt = (seq: number): StreamMessage => ({
  seq,
  timestamp: '2026-01-02T15:00:00.000000Z',
  type: 'HALT',
  data: { scope: 'FIRM', id: null, halted: true, reason: '' },
});

/** A window of ten that was given the numbers of a range. */
function windowOf(from: number, to: number): LiveWindow {
  const window = new LiveWindow(10);
  window.begin(from - 1);
  for (let seq = from; seq <= to; seq++) window.add(halt(seq));
  return window;
}

const told = (window: LiveWindow, place: number) =>
  window.read(place, 100).messages.map(({ type, seq }) => (type === 'GAP' ? `GAP ${seq}` : seq));

describe('what a browser missed', () => {
  it.each<[string, number | null, (number | string)[]]>([
    ['is all that is kept for one that is new', null, [101, 102, 103]],
    ['is what came after the last it saw', 102, [103]],
    ['is nothing where it saw the last', 103, []],
    ['begins with the first where it saw the one before', 100, [101, 102, 103]],
    ['cannot be known where it left before this process began', 99, ['GAP 100', 101, 102, 103]],
    ['cannot be known where it has seen what this process has not', 900, ['GAP 100', 101, 102, 103]],
  ])('%s', (_what, seq, expected) => {
    const window = windowOf(101, 103);
    expect(told(window, window.placeAfter(seq))).toEqual(expected);
  });

  it('is told as a gap where it is not kept any more, to one who comes back and to one who is slow', () => {
    const window = windowOf(101, 110);
    const slow = window.read(window.placeAfter(null), 2).place;
    for (let seq = 111; seq <= 115; seq++) window.add(halt(seq));
    const kept = [106, 107, 108, 109, 110, 111, 112, 113, 114, 115];
    expect(told(window, window.placeAfter(104))).toEqual(['GAP 105', ...kept]);
    expect(told(window, slow)).toEqual(['GAP 105', ...kept]);
    expect(told(window, window.placeAfter(105))).toEqual(kept);
  });

  it('comes in pieces without a hole or a repeat', () => {
    const window = windowOf(101, 110);
    const seen: number[] = [];
    for (let place = window.placeAfter(102); place < window.end; ) {
      const read = window.read(place, 3);
      seen.push(...read.messages.map(({ seq }) => seq));
      place = read.place;
    }
    expect(seen).toEqual([103, 104, 105, 106, 107, 108, 109, 110]);
  });
});
