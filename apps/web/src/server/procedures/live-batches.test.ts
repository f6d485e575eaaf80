import type { StreamMessage } from '@fairlead/contracts/stream';
import { afterEach, describe, expect, it } from 'vitest';
import { RouterFeed } from '../router-api/router-feed';
import type { Viewer } from '../session';
import { type BatchSettings, liveBatches, type NumberedBatch } from './live-batches';

const VIEWER: Viewer = { id: 'u', name: 'Ann', email: 'ann@example.com', role: 'TRADER', clientId: null };
const SETTINGS: BatchSettings = { batchMs: 0, messagesMax: 3, recheckMs: 60_000 };
const TIMESTAMP = '2026-01-02T15:00:00.000000Z';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A feed whose router says what the test says, and a browser that watches it. */
function makeBrowser(more: Partial<Viewer> = {}, settings: Partial<BatchSettings> = {}) {
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
    { feed, viewer, afterSeq: null, signal: abort.signal, viewerNow: () => now.viewer() },
    { ...SETTINGS, ...settings },
  );
  /** The next messages that come, at least so many, and the sizes of the batches that they came in. */
  const next = async (count: number) => {
    const got: NumberedBatch[] = [];
    const messages = () => got.flatMap((batch) => batch.messages);
    while (messages().length < count) {
      const { value, done } = await batches.next();
      if (done === true) break;
      got.push(value);
    }
    return { seqs: messages().map(({ seq }) => seq), sizes: got.map((batch) => batch.messages.length), got };
  };
  return { say, next, batches, abort, now, viewer };
}

const halt = (seq: number): StreamMessage => ({
  seq,
  timestamp: TIMESTAMP,
  type: 'HALT',
  data: { scope: 'FIRM', id: null, halted: true, reason: '' },
});
const execution = (seq: number, clientId: string): StreamMessage => ({
  seq,
  timestamp: TIMESTAMP,
  type: 'EXECUTION',
  data: {
    execution_id: 'e',
    order_pk: 'p',
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
    expect((await batches.next()).value).toEqual({ feed: 'connecting', messages: [], lastSeq: 0 });
  });

  it('comes in order, in pieces, with the number to come back with', async () => {
    const { say, next } = makeBrowser();
    say(halt(1), halt(2), halt(3), halt(4), halt(5), halt(6), halt(7));
    const { seqs, sizes, got } = await next(7);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(3);
    expect(got.at(-1)?.lastSeq).toBe(7);
    say(halt(8));
    expect((await next(1)).seqs).toEqual([8]);
  });

  it('is what the person’s client may see', async () => {
    const { say, next } = makeBrowser({ clientId: 'c1' });
    const alert = { severity: 'INFO', code: 'X', message: '', order_id: null, venue_id: null };
    say(execution(1, 'c1'), execution(2, 'c2'), { seq: 3, timestamp: TIMESTAMP, type: 'ALERT', data: alert }, halt(4));
    expect((await next(2)).seqs).toEqual([1, 4]);
  });
});

describe('a browser whose person', () => {
  it.each<[string, (viewer: Viewer) => Viewer | null]>([
    ['is signed out or banned', () => null],
    ['has another role', (viewer) => ({ ...viewer, role: 'AUDITOR' })],
    ['has another client', (viewer) => ({ ...viewer, clientId: 'c2' })],
  ])('%s is sent nothing more', async (_what, change) => {
    const { batches, now, viewer } = makeBrowser({}, { recheckMs: 1 });
    now.viewer = async () => change(viewer);
    const got: NumberedBatch[] = [];
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
