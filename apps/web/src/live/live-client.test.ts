import type { StreamMessage } from '@fairlead/contracts/stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveBatch } from '@/stream/live-batch';
import { isWished, type LiveTopic, type LiveWish } from '@/stream/live-wish';
import { LiveClient, type LiveListener, type LiveRequest } from './live-client';
import { LiveStore } from './live-store';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const timestamp = '2026-01-02T15:00:00.000000Z';
const halt = (seq: number): StreamMessage => ({
  seq,
  timestamp,
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
const alert = (seq: number): StreamMessage => ({
  seq,
  timestamp,
  type: 'ALERT',
  data: { severity: 'INFO', code: 'X', message: '', client_id: null, order_pk: null, order_id: null, venue_id: null },
});
const circuit = (seq: number): StreamMessage => ({
  seq,
  timestamp,
  type: 'CIRCUIT_UPDATE',
  data: {
    ...{ venue_id: 'XNYS', state: 'OPEN', code: 'FORCED_OPEN', reason: '' },
    ...{ since: timestamp, until: null, actor: null },
  },
});
const MAKERS = [halt, alert, circuit] as const;
const TOPICS: readonly LiveTopic[] = ['HALT', 'ALERT', 'CIRCUIT_UPDATE'];

/** A store that writes down what it was told. */
class Told extends LiveStore {
  readonly seqs: number[] = [];
  misses = 0;

  override take(message: StreamMessage): void {
    if (message.type === 'GAP') this.miss();
    else this.seqs.push(message.seq);
  }

  override miss(): void {
    this.misses += 1;
  }
}

/** A console that keeps all messages and serves the streams that are opened as the real one does; the test says when. */
function makeConsole() {
  const messages: StreamMessage[] = [];
  const opened: { request: LiveRequest; listener: LiveListener; isOpen: boolean; place: number }[] = [];
  const events: string[] = [];
  const client = new LiveClient({
    open: (request, listener) => {
      const place =
        request.after_seq === null ? messages.length : messages.findIndex(({ seq }) => seq > (request.after_seq ?? 0));
      const stream = { request, listener, isOpen: true, place: place === -1 ? messages.length : place };
      opened.push(stream);
      return () => {
        stream.isOpen = false;
      };
    },
    nowMs: () => Date.now(),
    onMissed: () => events.push('missed'),
    onSignedOut: () => events.push('signed out'),
  });
  const word = { feed: 'open', word_age_ms: 0, away_since_ms: null } as const;
  const current = () => opened.at(-1);
  /** Sends what the open stream has not been sent, at most so many. */
  const deliver = (most = Number.POSITIVE_INFINITY, more: Partial<LiveBatch> = {}) => {
    const stream = current();
    if (stream?.isOpen !== true) return;
    const upTo = Math.min(messages.length, stream.place + most);
    const sent = messages.slice(stream.place, upTo);
    stream.place = upTo;
    const seq = messages[upTo - 1]?.seq ?? 0;
    const wanted = sent.filter((message) => stream.request.wishes.some((wish) => isWished(message, wish)));
    stream.listener.onBatch({ ...word, messages: wanted, seq, ...more });
  };
  const publish = (make: (seq: number) => StreamMessage) => {
    messages.push(make(messages.length + 1));
  };
  const join = (wish: LiveWish, drawnAt: number | null) => {
    const store = new Told(drawnAt);
    return { store, leave: client.join(wish, store) };
  };
  return { client, messages, opened, events, current, deliver, publish, join };
}

interface Part {
  readonly wish: LiveWish;
  readonly drawnAt: number;
  readonly store: Told;
  readonly leave: () => void;
}
type World = ReturnType<typeof makeConsole> & { readonly parts: Part[] };

/** Everything that can happen between a console and a window. */
const happening = fc.oneof(
  // What was asked for in this moment is done in the next.
  { weight: 5, arbitrary: fc.constant(() => void vi.advanceTimersByTime(1)) },
  {
    weight: 6,
    arbitrary: fc.nat(2).map(
      (kind) =>
        ({ publish }: World) =>
          publish(MAKERS[kind] ?? halt),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 4 }).map(
      (most) =>
        ({ deliver }: World) =>
          deliver(most),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.subarray([...TOPICS], { minLength: 1 }), fc.nat(5))
      .map(([topics, ago]) => (world: World) => {
        const drawnAt = Math.max(0, world.messages.length - ago);
        const wish = { topics };
        world.parts.push({ wish, drawnAt, ...world.join(wish, drawnAt) });
      }),
  },
  {
    weight: 1,
    arbitrary: fc.nat(10).map((which) => ({ parts }: World) => {
      for (const part of parts.splice(which, 1)) part.leave();
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<(world: World) => void>(
      ({ current }) => current()?.listener.onLost(),
      ({ client }) => client.suspend(),
      ({ client }) => client.resume(),
      () => void vi.advanceTimersByTime(2_000),
    ),
  },
);

describe('a part of a screen', () => {
  it('is told everything after its drawing once, whatever joins and leaves, breaks and comes back meanwhile', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world: World = { ...makeConsole(), parts: [] };
        world.client.resume();
        for (const happen of happenings) happen(world);
        world.client.resume();
        vi.advanceTimersByTime(5_000);
        world.deliver();
        for (const { wish, drawnAt, store } of world.parts) {
          const expected = world.messages.filter((message) => message.seq > drawnAt && isWished(message, wish));
          expect(store.seqs).toEqual(expected.map(({ seq }) => seq));
          expect(store.misses).toBe(0);
        }
        world.client.suspend();
      }),
      { numRuns: 300 },
    );
  });

  it('asks for its topics and no others, and for fewer when it has gone', () => {
    const { client, current, join, deliver, publish } = makeConsole();
    publish(halt);
    client.resume();
    join({ topics: ['HALT'] }, 1);
    const other = join({ topics: ['ALERT', 'HALT'] }, 1);
    join({ topics: ['EXECUTION'], order_pk: 'p' }, 1);
    vi.advanceTimersByTime(1);
    expect(current()?.request).toEqual({
      after_seq: 1,
      wishes: [{ order_pk: 'p', topics: ['EXECUTION'] }, { topics: ['ALERT', 'HALT'] }],
    });
    deliver();
    other.leave();
    vi.advanceTimersByTime(2_000);
    expect(current()?.request.wishes.at(-1)).toEqual({ topics: ['HALT'] });
  });

  it('that nobody knows the drawing of, or that is told a GAP, has missed something: its screen is read again', () => {
    const { client, events, join, deliver, publish, messages } = makeConsole();
    publish(halt);
    client.resume();
    const { store } = join({ topics: ['HALT'] }, null);
    vi.advanceTimersByTime(1);
    deliver();
    expect([store.misses, store.seqs, events]).toEqual([1, [], ['missed']]);
    publish(halt);
    deliver();
    messages.push({ seq: 9, timestamp, type: 'GAP', data: { from_seq: 3, oldest_seq: 10 } });
    deliver();
    expect([store.misses, store.seqs, events]).toEqual([2, [2], ['missed', 'missed']]);
  });
});

describe('a stream', () => {
  it('of a person who is signed out is not opened again, and the screen hears of it', () => {
    const { client, current, events, opened, join } = makeConsole();
    client.resume();
    join({ topics: ['HALT'] }, 0);
    vi.advanceTimersByTime(1);
    current()?.listener.onSignedOut();
    vi.advanceTimersByTime(60_000);
    expect([events, opened.length, client.freshness().state]).toEqual([['signed out'], 1, 'SIGNED_OUT']);
  });

  it('that breaks, or says nothing, is opened again, and the screen says since when', () => {
    const { client, current, opened, join, deliver } = makeConsole();
    client.resume();
    join({ topics: ['HALT'] }, 0);
    vi.advanceTimersByTime(1);
    deliver();
    const heardAtMs = Date.now();
    expect(client.freshness().state).toBe('LIVE');
    current()?.listener.onLost();
    vi.advanceTimersByTime(1_500);
    expect(client.freshness()).toMatchObject({ state: 'OFFLINE', sinceMs: heardAtMs });
    expect(opened.length).toBeGreaterThan(1);
    deliver();
    expect(client.freshness().state).toBe('LIVE');
    const before = opened.length;
    vi.advanceTimersByTime(10_000);
    expect(opened.length).toBeGreaterThan(before);
  });

  it('of a window that nobody sees is closed, and goes on where it was', () => {
    const { client, current, join, deliver, publish } = makeConsole();
    client.resume();
    const { store } = join({ topics: ['HALT'] }, 0);
    vi.advanceTimersByTime(1);
    publish(halt);
    deliver();
    client.suspend();
    expect(current()?.isOpen).toBe(false);
    publish(halt);
    publish(alert);
    client.resume();
    expect(client.freshness().state).toBe('CONNECTING');
    vi.advanceTimersByTime(1);
    expect(current()?.request.after_seq).toBe(1);
    deliver();
    expect([store.seqs, client.freshness().state]).toEqual([[1, 2], 'LIVE']);
  });
});
