import { role } from '@fairlead/contracts/access';
import type { StreamMessage } from '@fairlead/contracts/stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LiveBatch } from '@/stream/live-batch';
import { RouterFeed } from '../router-api/router-feed';
import type { Viewer } from '../session';
import { BATCHES, type BatchSettings, liveBatches, type Watching } from './live-batches';

const VIEWER: Viewer = { id: 'u', name: 'Ann', email: 'ann@example.com', role: 'TRADER', clientId: null };
const SETTINGS: BatchSettings = {
  batchMs: 0,
  beatMs: 60_000,
  firstSizeMax: 100_000,
  sizeMax: 100_000,
  catchUpSizeMax: 1_000_000,
  recheckMs: 60_000,
};
const TIMESTAMP = '2026-01-02T15:00:00.000000Z';
const WISHES: Watching['wishes'] = [{ topics: ['HALT', 'ALERT', 'EXECUTION'] }];

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A feed whose router says what the test says, and a browser that watches it. */
function makeBrowser(
  more: Partial<Viewer> = {},
  settings: Partial<BatchSettings> = {},
  asks: Partial<Pick<Watching, 'wishes' | 'afterSeq'>> = {},
) {
  let out: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      out = controller;
    },
  });
  const say = (...messages: object[]) => {
    for (const message of messages) out?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(message)}\n\n`));
  };
  const feed = new RouterFeed({
    open: async () => new Response(body),
    nowMs: () => 0,
    awayMs: 60_000,
    silenceMs: 60_000,
    retryMsMin: 60_000,
    retryMsMax: 60_000,
    capacity: 100,
  });
  const abort = new AbortController();
  ends.push(() => abort.abort());
  const viewer = { ...VIEWER, ...more };
  const now: { viewer: () => Promise<Viewer | null> } = { viewer: async () => viewer };
  const batches = liveBatches(
    { feed, viewer, wishes: WISHES, afterSeq: null, signal: abort.signal, viewerNow: () => now.viewer(), ...asks },
    { ...SETTINGS, ...settings },
  );
  /** The next messages that come, at least so many, and the sizes of the batches that they came in. */
  const next = async (count: number) => {
    const got: LiveBatch[] = [];
    const messages = () => got.flatMap((batch) => batch.messages);
    while (messages().length < count) {
      const { value, done } = await batches.next();
      if (done === true) break;
      got.push(value);
    }
    return { seqs: messages().map(({ seq }) => seq), sizes: got.map((batch) => batch.messages.length), got };
  };
  return { feed, say, next, batches, abort, now, viewer };
}

const halt = (seq: number): StreamMessage => ({
  seq,
  timestamp: TIMESTAMP,
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
const LENGTH = JSON.stringify(halt(1)).length;
const PK = '018f3a52-0000-7000-8000-000000000001';
const status = (seq: number) => ({
  seq,
  timestamp: TIMESTAMP,
  type: 'STATUS',
  data: {
    oldest_seq: 1,
    next_seq: seq + 1,
    ready: true,
    checks: [],
    versions: { engine: '1', model: '1', rules: '1' },
  },
});
const heard = (feed: RouterFeed, seq: number) =>
  vi.waitFor(() => expect(feed.seq).toBe(seq), { interval: 1, timeout: 10_000 });
const execution = (seq: number, clientId: string, orderPk = 'p'): StreamMessage => ({
  seq,
  timestamp: TIMESTAMP,
  type: 'EXECUTION',
  data: {
    execution_id: 'e',
    order_pk: orderPk,
    order_id: 'o',
    client_id: clientId,
    instrument_id: 'AAPL',
    side: 'BUY',
    venue_id: 'XNYS',
    quantity: 1,
    price: 1,
    liquidity_flag: 'TAKE',
    latency_ms: 1,
    wave_cost: null,
  },
});

describe('what a browser is sent', () => {
  it('says at once how the feed stands', async () => {
    const { batches } = makeBrowser();
    expect((await batches.next()).value).toEqual({
      feed: 'connecting',
      word_age_ms: null,
      away_since_ms: null,
      messages: [],
      seq: null,
    });
  });

  it('comes in order, in pieces, the first the smallest, with the number to come back with', async () => {
    const { say, next, feed } = makeBrowser({}, { firstSizeMax: 1, sizeMax: 3 * LENGTH }, { afterSeq: 0 });
    feed.start();
    say(status(0), halt(1), halt(2), halt(3), halt(4), halt(5), halt(6), halt(7));
    await heard(feed, 7);
    const { seqs, sizes, got } = await next(7);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sizes).toEqual([1, 3, 3]);
    expect(got.map(({ seq }) => seq)).toEqual([1, 4, 7]);
    say(halt(8));
    expect((await next(1)).seqs).toEqual([8]);
  });

  it('is 20 kB at most the first time, however much has come since the page was drawn', async () => {
    const { say, batches, feed } = makeBrowser({}, { ...BATCHES, batchMs: 0 }, { afterSeq: 0 });
    feed.start();
    say(status(0), ...Array.from({ length: 99 }, (_, index) => execution(index + 1, 'c1')));
    await heard(feed, 99);
    const sizes = [await batches.next(), await batches.next()].map(({ value }) => JSON.stringify(value).length);
    expect(sizes[0]).toBeGreaterThan(10_000);
    expect(sizes[0]).toBeLessThanOrEqual(20_000);
    expect(sizes[1]).toBeGreaterThan(1_000);
  });

  it('begins with what comes new for one that knows no number', async () => {
    const { say, next, feed, batches } = makeBrowser();
    feed.start();
    say(halt(1), halt(2));
    await heard(feed, 2);
    expect((await batches.next()).value).toMatchObject({ messages: [], seq: 2 });
    say(halt(3));
    expect((await next(1)).seqs).toEqual([3]);
  });

  it.each<[string, Partial<BatchSettings>, number]>([
    ['what it missed is not kept', {}, 5],
    ['what it missed is more than to read the screen again', { catchUpSizeMax: 2 * LENGTH }, 101],
    ['it has seen what this router has not', {}, 900],
  ])('is told a GAP where %s, and goes on from there', async (_why, settings, afterSeq) => {
    const { say, next, feed } = makeBrowser({}, settings, { afterSeq });
    say(status(100), halt(101), halt(102), halt(103), halt(104));
    feed.start();
    await heard(feed, 104);
    const { got } = await next(1);
    expect(got.map(({ messages, seq }) => [messages.map((each) => `${each.type} ${each.seq}`), seq])).toEqual([
      [['GAP 104'], 104],
    ]);
    say(halt(105));
    expect((await next(1)).seqs).toEqual([105]);
  });

  it('is what was wished for, and the number passes over the rest', async () => {
    const wishes: Watching['wishes'] = [{ topics: ['HALT'] }, { topics: ['EXECUTION'], order_pk: PK }];
    const { say, next, feed } = makeBrowser({}, {}, { wishes, afterSeq: 0 });
    const alert = {
      severity: 'INFO',
      code: 'X',
      message: '',
      client_id: null,
      order_pk: null,
      order_id: null,
      venue_id: null,
    };
    say(status(0), halt(1), execution(2, 'c1'), execution(3, 'c1', PK), {
      seq: 4,
      timestamp: TIMESTAMP,
      type: 'ALERT',
      data: alert,
    });
    feed.start();
    await heard(feed, 4);
    const { seqs, got } = await next(2);
    expect([seqs, got.at(-1)?.seq]).toEqual([[1, 3], 4]);
  });

  it('says each so often how old the router’s newest word is, also where nothing happens', async () => {
    const { batches, say, feed } = makeBrowser({}, { beatMs: 1 });
    say(status(100));
    feed.start();
    await heard(feed, 100);
    const beats = [await batches.next(), await batches.next()].map(({ value }) => value);
    expect(beats).toEqual(Array(2).fill({ feed: 'open', word_age_ms: 0, away_since_ms: null, messages: [], seq: 100 }));
  });

  it('is what the person’s client may see', async () => {
    const { say, next } = makeBrowser({ clientId: 'c1' });
    say(execution(1, 'c1'), execution(2, 'c2'), halt(4));
    expect((await next(2)).seqs).toEqual([1, 4]);
  });

  it.each(role.options)(
    'has the alerts of their own orders for a client’s %s, and all for the firm’s',
    async (name) => {
      const alertOf = (seq: number, clientId: string | null) => {
        const about = { client_id: clientId, order_pk: clientId === null ? null : PK, order_id: null, venue_id: null };
        const data = { severity: 'CRITICAL', code: 'OVERFILL', message: '', ...about };
        return { seq, timestamp: TIMESTAMP, type: 'ALERT', data };
      };
      const seen = async (clientId: string | null) => {
        const { say, next } = makeBrowser({ role: name, clientId });
        say(alertOf(1, 'c1'), alertOf(2, 'c2'), alertOf(3, null), halt(4));
        return (await next(clientId === null ? 4 : 1 + Number(clientId !== 'c3'))).seqs;
      };
      expect(await Promise.all([null, 'c1', 'c2', 'c3'].map(seen))).toEqual([[1, 2, 3, 4], [1, 4], [2, 4], [4]]);
    },
  );
});

describe('a browser whose person', () => {
  it.each<[string, (viewer: Viewer) => Viewer | null]>([
    ['is signed out or banned', () => null],
    ['has another role', (viewer) => ({ ...viewer, role: 'AUDITOR' })],
    ['has another client', (viewer) => ({ ...viewer, clientId: 'c2' })],
  ])('%s is sent nothing more', async (_what, change) => {
    const { batches, now, viewer } = makeBrowser({}, { recheckMs: 1 });
    now.viewer = async () => change(viewer);
    const got: LiveBatch[] = [];
    for await (const batch of batches) got.push(batch);
    expect(got.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('is still signed in, or cannot be asked about, is sent on', async () => {
    const { say, next, now, viewer } = makeBrowser({}, { recheckMs: 1 });
    let asked = 0;
    const twice = new Promise<void>((resolve) => {
      now.viewer = async () => {
        asked += 1;
        if (asked === 2) resolve();
        if (asked === 1) throw new Error('the database is away');
        return viewer;
      };
    });
    const reading = next(1);
    await twice;
    say(halt(1));
    expect((await reading).seqs).toEqual([1]);
  });

  it('goes away leaves nothing behind', async () => {
    const { batches, abort } = makeBrowser();
    await batches.next();
    const last = batches.next();
    abort.abort();
    for (let step = await last; step.done !== true; ) step = await batches.next();
    expect((await batches.next()).done).toBe(true);
  });
});
