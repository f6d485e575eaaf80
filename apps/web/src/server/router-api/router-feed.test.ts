import { describe, expect, it, vi } from 'vitest';
import { RouterFeed } from './router-feed';

vi.spyOn(console, 'error').mockImplementation(() => {});

/** One connection to a router that the test plays. */
interface Connection {
  readonly fromSeq: number | null;
  say(text: string): void;
  cut(): void;
}

/** A feed whose router the test plays. */
function makeFeed({ awayMs = 60_000, silenceMs = 60_000 } = {}) {
  const connections: Connection[] = [];
  const open = async (fromSeq: number | null, signal: AbortSignal) => {
    let out: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        out = controller;
      },
    });
    signal.addEventListener('abort', () => out?.error(signal.reason));
    connections.push({
      fromSeq,
      say: (text) => out?.enqueue(new TextEncoder().encode(text)),
      cut: () => out?.close(),
    });
    return new Response(body);
  };
  const clock = { nowMs: 1_000_000 };
  const feed = new RouterFeed({
    open,
    nowMs: () => clock.nowMs,
    awayMs,
    silenceMs,
    retryMsMin: 1,
    retryMsMax: 1,
    capacity: 10,
  });
  const connection = (count: number) =>
    vi.waitFor(
      () => {
        const found = connections[count - 1];
        if (found === undefined) throw new Error(`there are ${connections.length} connections`);
        return found;
      },
      { interval: 1, timeout: 10_000 },
    );
  const heard = (count: number) =>
    vi.waitFor(
      () => {
        const messages = feed.read(0, { size: 100_000, wants: () => true })?.messages ?? [];
        if (messages.length < count) throw new Error(`heard ${messages.length}`);
        return messages.map(({ type, seq }) => `${type} ${seq}`);
      },
      { interval: 1, timeout: 10_000 },
    );
  return { feed, clock, connection, heard };
}

const text = (type: string, seq: number, data: object) =>
  `data: ${JSON.stringify({ seq, timestamp: '2026-01-02T15:00:00.000000Z', type, data })}\n\n`;
const status = (seq: number) =>
  text('STATUS', seq, {
    oldest_seq: 1,
    next_seq: seq + 1,
    ready: true,
    checks: [],
    versions: { engine: '1', model: '1', rules: '1' },
  });
const halt = (seq: number) =>
  `id: ${seq}\n${text('HALT', seq, { halt_id: 'h1', scope: 'FIRM', client_id: null, venue_id: null, instrument_id: null, halted: true, reason: '' })}`;

describe('the console’s connection to the router', () => {
  it('comes back with the number after the last one, and keeps what it has', async () => {
    const { feed, connection, heard } = makeFeed();
    feed.listen(() => {});
    const first = await connection(1);
    expect(first.fromSeq).toBe(null);
    first.say(status(100) + halt(101) + halt(102));
    await heard(2);
    first.cut();
    const second = await connection(2);
    expect(second.fromSeq).toBe(103);
    second.say(status(102) + halt(103));
    expect(await heard(3)).toEqual(['HALT 101', 'HALT 102', 'HALT 103']);
  });

  it.each<[string, string, number]>([
    ['STATUS, where nothing else came', status(100), 101],
    ['a heartbeat', `${status(100)}${halt(101)}: heartbeat seq=150 time=2026-01-02T15:00:00Z\n\n`, 151],
    ['a message of a kind that it does not know', `${status(100)}id: 101\n${text('NEWS', 101, {})}`, 102],
    ['a GAP', `${status(100)}${text('GAP', 499, { from_seq: 101, oldest_seq: 500 })}`, 500],
  ])('takes the number from %s', async (_what, said, fromSeq) => {
    const { feed, connection } = makeFeed();
    feed.listen(() => {});
    const first = await connection(1);
    first.say(said);
    first.cut();
    expect((await connection(2)).fromSeq).toBe(fromSeq);
  });

  it('hands on a GAP and what follows', async () => {
    const { feed, connection, heard } = makeFeed();
    feed.listen(() => {});
    (await connection(1)).say(status(100) + text('GAP', 499, { from_seq: 101, oldest_seq: 500 }) + halt(500));
    expect(await heard(2)).toEqual(['GAP 499', 'HALT 500']);
  });

  it('begins where the first browser left, when the console was started anew', async () => {
    const { feed, connection } = makeFeed();
    const place = feed.placeAfter(100);
    feed.listen(() => {});
    const first = await connection(1);
    expect(first.fromSeq).toBe(101);
    first.say(status(100) + halt(101));
    const told = () => feed.read(place ?? -1, { size: 1_000, wants: () => true })?.messages.map(({ seq }) => seq);
    await vi.waitFor(() => expect(told()).toEqual([101]), { interval: 1 });
    expect(feed.placeAfter(101)).toBe(feed.end);
    expect(feed.placeAfter(900)).toBe(null);
  });

  it('gives up a connection that is silent, and says so', async () => {
    const { feed, connection } = makeFeed({ silenceMs: 30 });
    const states = new Set<string>();
    feed.listen(() => states.add(feed.word.feed));
    (await connection(1)).say(status(100));
    const second = await connection(2);
    expect([second.fromSeq, [...states]]).toEqual([101, ['open', 'away']]);
  });

  it('says since when a router is silent whose connection stays open, and that it is back, without a new connection', async () => {
    const { feed, clock, connection } = makeFeed({ awayMs: 30 });
    const became = (state: string) =>
      vi.waitFor(() => expect(feed.word.feed).toBe(state), { interval: 1, timeout: 10_000 });
    feed.listen(() => {});
    const only = await connection(1);
    only.say(status(100));
    await became('open');
    clock.nowMs += 400;
    expect(feed.word).toEqual({ feed: 'open', word_age_ms: 400, away_since_ms: null });
    await became('away');
    clock.nowMs += 2_600;
    expect(feed.word).toEqual({ feed: 'away', word_age_ms: 3_000, away_since_ms: 1_000_000 });
    only.say(': heartbeat seq=100 time=2026-01-02T15:00:00Z\n\n');
    await became('open');
    expect(feed.word).toMatchObject({ word_age_ms: 0, away_since_ms: null });
  });

  it('is away since it was first asked for where the router was never there', async () => {
    const nowMs = () => 5_000;
    const open = async () => Promise.reject(new Error('refused'));
    const feed = new RouterFeed({
      open,
      nowMs,
      awayMs: 1,
      silenceMs: 1,
      retryMsMin: 60_000,
      retryMsMax: 60_000,
      capacity: 1,
    });
    await feed.begun(60_000);
    expect([feed.word, feed.seq]).toEqual([{ feed: 'away', word_age_ms: null, away_since_ms: 5_000 }, null]);
  });

  it('lets who draws a page wait for its number, and not for longer than it has time', async () => {
    const { feed, connection } = makeFeed();
    await feed.begun(1);
    expect(feed.seq).toBe(null);
    const begun = feed.begun(60_000);
    (await connection(1)).say(status(100));
    await begun;
    expect(feed.seq).toBe(100);
  });

  it('comes back after the router dropped it', async () => {
    const { feed, connection } = makeFeed();
    feed.listen(() => {});
    (await connection(1)).say(`${status(100)}event: dropped\ndata: {"code":"TOO_SLOW"}\n\n`);
    expect((await connection(2)).fromSeq).toBe(101);
  });
});
