import type { StreamMessage } from '@fairlead/contracts/stream';
import { describe, expect, it } from 'vitest';
import { LiveWindow, type ReadLimit } from './live-window';

const halt = (seq: number): StreamMessage => ({
  seq,
  timestamp: '2026-01-02T15:00:00.000000Z',
  type: 'HALT',
  data: {
    halt_id: 'h1',
    scope: 'FIRM',
    client_id: null,
    venue_id: null,
    instrument_id: null,
    halted: true,
    reason: '',
  },
});
const SIZE = 10;
const ALL: ReadLimit = { size: 1_000, wants: () => true };

/** A window of ten that was given the numbers of a range. */
function windowOf(from: number, to: number): LiveWindow {
  const window = new LiveWindow(10);
  window.begin(from - 1);
  for (let seq = from; seq <= to; seq++) window.add(halt(seq), SIZE);
  return window;
}

const told = (window: LiveWindow, place: number | null) =>
  place === null ? 'unknown' : (window.read(place, ALL)?.messages.map(({ seq }) => seq) ?? 'unknown');

describe('what a browser missed', () => {
  it.each<[string, number, number[] | string]>([
    ['is what came after the last it saw', 102, [103]],
    ['is nothing where it saw the last', 103, []],
    ['is nothing where it has heard that nothing followed', 900, []],
    ['begins with the first where it saw the one before', 100, [101, 102, 103]],
    ['cannot be known where it left before this process began', 99, 'unknown'],
  ])('%s', (_what, seq, expected) => {
    const window = windowOf(101, 103);
    expect(told(window, window.placeAfter(seq))).toEqual(expected);
  });

  it('is unknown where it is not kept any more, to one who comes back and to one who is slow', () => {
    const window = windowOf(101, 110);
    const slow = window.placeAfter(102);
    for (let seq = 111; seq <= 115; seq++) window.add(halt(seq), SIZE);
    expect(told(window, window.placeAfter(104))).toBe('unknown');
    expect(told(window, slow)).toBe('unknown');
    expect(told(window, window.placeAfter(105))).toEqual([106, 107, 108, 109, 110, 111, 112, 113, 114, 115]);
  });

  it('is unknown after a router whose clock is behind began to number anew', () => {
    const window = windowOf(101, 103);
    const before = window.placeAfter(102);
    window.add(halt(50), SIZE);
    expect(told(window, before)).toBe('unknown');
    expect(told(window, window.placeAfter(49))).toEqual([50]);
  });

  it('comes in pieces of a size, without a hole or a repeat, and each says up to which number', () => {
    const window = windowOf(101, 110);
    const seen: (number | null)[][] = [];
    for (let place = window.placeAfter(102) ?? 0; place < window.end; ) {
      const read = window.read(place, { ...ALL, size: 3 * SIZE });
      place = read?.place ?? window.end;
      seen.push([...(read?.messages.map(({ seq }) => seq) ?? []), window.seqBefore(place)]);
    }
    expect(seen).toEqual([
      [103, 104, 105, 105],
      [106, 107, 108, 108],
      [109, 110, 110],
    ]);
  });

  it('begins before the first message of a time, where an older one is kept', () => {
    const window = new LiveWindow(10);
    window.begin(100);
    for (const [seq, ms] of [
      [101, 10],
      [102, 20],
      [103, 30],
    ] as const)
      window.add({ ...halt(seq), timestamp: new Date(ms).toISOString() }, SIZE);
    expect([30_000, 31_500, 10_500].map((us) => window.seqBeforeTime(us))).toEqual([102, 103, null]);
  });

  it('is only what is wanted, and one message however long it is', () => {
    const window = windowOf(101, 110);
    const wants = ({ seq }: StreamMessage) => seq % 4 === 0;
    const read = window.read(window.placeAfter(101) ?? 0, { size: 1, wants });
    expect([read?.messages.map(({ seq }) => seq), window.seqBefore(read?.place ?? 0)]).toEqual([[104], 107]);
    expect(window.sizeFrom(window.placeAfter(101) ?? 0, wants)).toBe(2 * SIZE);
  });
});
