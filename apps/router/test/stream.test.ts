import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamData } from '../src/ports.ts';
import { BenchStream } from './bench-stream.ts';
import type { StreamClient, Transport } from './stream-client.ts';

/** More than one reader may hold: what its socket takes, and one piece beside it. */
const HELD_BYTES_MAX = 262_144;
const LONG = 1_000;

let bench: BenchStream;
const opened: StreamClient[] = [];
beforeEach(async () => {
  bench = await BenchStream.start(10_000);
});
afterEach(async () => {
  for (const client of opened.splice(0)) client.cut();
  await bench[Symbol.asyncDispose]();
});

async function open(...asked: Parameters<BenchStream['open']>): Promise<StreamClient> {
  const client = await bench.open(...asked);
  opened.push(client);
  return client;
}

/** A halt that is placed: of what is named. */
const haltOf = (named: Partial<StreamData<'HALT'>>): StreamData<'HALT'> => ({
  halt_id: 'h',
  scope: 'FIRM',
  client_id: null,
  venue_id: null,
  instrument_id: null,
  halted: true,
  reason: 'test',
  ...named,
});

const execution = (clientId: string, instrumentId: string, orderId = 'o') => ({
  execution_id: 'e',
  order_pk: 'p',
  order_id: orderId,
  client_id: clientId,
  instrument_id: instrumentId,
  side: 'BUY' as const,
  venue_id: 'XNYS',
  quantity: 1,
  price: 1,
  liquidity_flag: 'TAKE' as const,
  latency_ms: 1,
  wave_cost: null,
});

describe.each<Transport>(['SSE', 'WebSocket'])('the stream over %s', (transport) => {
  it('says first how the router stands, then what happens', async () => {
    bench.isReady = false;
    const reader = await open(transport);
    const [seq] = bench.publish(1);
    await reader.untilPublished(1);
    expect(reader.messages).toMatchObject([
      {
        type: 'STATUS',
        seq: Number(seq) - 1,
        data: {
          ready: false,
          checks: expect.arrayContaining([{ name: 'recovery', ready: false, detail: 'waiting for the journal' }]),
          oldest_seq: bench.hub.range.oldestSeq,
          next_seq: seq,
          versions: { model: 'priors-1', rules: 'none' },
        },
      },
      { type: 'CIRCUIT_UPDATE', seq },
    ]);
  });

  it.each<[string, (a: number, b: number) => [string, Record<string, string>]]>([
    ['Last-Event-ID after an old from_seq', (old, seen) => [`?from_seq=${old}`, { 'last-event-id': String(seen) }]],
    ['from_seq after an old Last-Event-ID', (old, seen) => [`?from_seq=${seen + 1}`, { 'last-event-id': String(old) }]],
    ['last_event_id where a header cannot be set', (old, seen) => [`?from_seq=${old}&last_event_id=${seen}`, {}]],
    ['Last-Event-ID alone', (_old, seen) => ['', { 'last-event-id': String(seen) }]],
    ['a number in another form', (old, seen) => [`?from_seq=${old}.0`, { 'last-event-id': `${seen}0e-1` }]],
  ])('resumes from the newer: %s', async (_what, ask) => {
    const all = bench.publish(6);
    const reader = await open(transport, ...ask(Number(all[0]), Number(all[3])));
    all.push(...bench.publish(1));
    expect(await reader.untilPublished(3)).toEqual(all.slice(4));
    expect(reader.messages[0]).toMatchObject({ type: 'STATUS', seq: all[3] });
  });

  it('tells a GAP with the oldest number that is kept', async () => {
    const all = bench.publish(10_003);
    const reader = await open(transport, '?from_seq=1');
    await reader.untilPublished(10_000);
    expect(reader.messages[1]).toMatchObject({ type: 'GAP', data: { from_seq: 1, oldest_seq: all[3] } });
    expect(reader.published.map(({ seq }) => seq)).toEqual(all.slice(3));
  });

  it('gives a past of many megabytes as the reader drains, with what comes meanwhile, and holds little of it', async () => {
    const all = bench.publish(8_000, LONG);
    const reader = await open(transport, `?from_seq=${all[0]}`);
    let held = 0;
    for (const want of [1, 2_000, 5_000]) {
      await reader.untilPublished(want);
      reader.stall();
      all.push(...bench.publish(500, LONG));
      held = Math.max(held, await bench.pumpAll());
      reader.resume();
    }
    expect(await reader.untilPublished(9_500)).toEqual(all);
    expect(held).toBeLessThan(HELD_BYTES_MAX);
  });

  it('beats each second when it is quiet, with number and time', async () => {
    const reader = await open(transport, '?topics=HALT');
    bench.pass(0.9);
    const [seq] = bench.publish(1);
    bench.pass(0.2);
    await reader.until(({ beats }) => beats.length >= 1);
    bench.pass(0.9);
    bench.pass(0.1);
    await reader.until(({ beats }) => beats.length >= 2);
    expect(reader.beats).toHaveLength(2);
    for (const beat of reader.beats)
      expect(beat).toMatch(new RegExp(`seq=${seq} time=20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z$`));
  });

  it.each([
    ['?topics=executions', 'topics.0'],
    ['?topics=nbbo', 'topics.0'],
    ['?topics=', 'topics.0'],
    ['?topics=NBBO,', 'topics.1'],
    ['?topics=NBBO&topics=executions', 'topics.1'],
    ['?topic=NBBO', 'topic'],
    ['?topics=HALT&from=1', 'from'],
    ['?instrument_id=ZZZZ&topics=NBBO', 'instrument_id'],
    ['?instrument_id=AAPL,ZZZZ', 'instrument_id'],
    ['?instrument_id=', 'instrument_id'],
    ['?venue_id=NOWHERE', 'venue_id'],
    ['?from_seq=abc&topics=HALT', 'from_seq'],
    ['?from_seq=-1', 'from_seq'],
    ['?from_seq=1.5', 'from_seq'],
    ['?from_seq=', 'from_seq'],
    ['?from_seq=99999999999999999999', 'from_seq'],
    ['?from_seq=1&from_seq=2', 'from_seq'],
    ['?last_event_id=0x10', 'last_event_id'],
    ['?order_id=', 'order_id.0'],
    ['?order_id=a&order_id=b%20c', 'order_id.1'],
  ])('refuses %s with a problem document', async (query, path) => {
    const reader = await open(transport, query);
    expect(reader.refusal).toMatchObject({ status: 400, code: 'INVALID_REQUEST', errors: [{ path }] });
    expect([reader.status, bench.hub.readerCount]).toEqual([400, 0]);
  });

  it.each(['abc', '1.5', '-1', '1, 2', '99999999999999999'])('refuses Last-Event-ID: %s', async (id) => {
    const reader = await open(transport, '', { 'last-event-id': id });
    expect([reader.status, reader.refusal]).toMatchObject([400, { errors: [{ path: 'Last-Event-ID' }] }]);
  });

  it.each([
    ['flk_unknown', 401],
    ['flk_blind', 403],
  ])('refuses the key %s with %i', async (key, status) => {
    expect((await open(transport, '', { 'x-api-key': key })).status).toBe(status);
  });

  it('takes topics and instruments given twice or with commas', async () => {
    const reader = await open(transport, '?topics=EXECUTION&topics=NBBO,HALT&instrument_id=AAPL&instrument_id=MSFT,KO');
    const { nextSeq } = bench.hub.range;
    for (const id of ['AAPL', 'KO', 'JPM', 'MSFT']) bench.hub.publish('EXECUTION', execution('client-1', id));
    bench.publish(1);
    for (const id of ['JPM', 'KO']) bench.hub.publish('HALT', haltOf({ scope: 'INSTRUMENT', instrument_id: id }));
    bench.hub.publish('HALT', haltOf({ scope: 'FIRM' }));
    expect(await reader.untilPublished(5)).toEqual([0, 1, 3, 6, 7].map((at) => nextSeq + at));
  });

  it('gives an order’s news alone, and a venue’s', async () => {
    const ofOrder = await open(transport, '?topics=EXECUTION&order_id=mine,1');
    const ofVenue = await open(transport, '?topics=EXECUTION,CIRCUIT_UPDATE&venue_id=ARCX');
    const { nextSeq } = bench.hub.range;
    bench.hub.publish('EXECUTION', execution('client-1', 'AAPL', 'another'));
    bench.hub.publish('EXECUTION', execution('client-1', 'AAPL', 'mine,1'));
    bench.publish(1);
    bench.hub.publish('CIRCUIT_UPDATE', {
      ...{ venue_id: 'ARCX', state: 'OPEN', code: 'FORCED_OPEN', reason: 'test' },
      ...{ since: '2026-01-02T15:00:00Z', until: null, actor: null },
    });
    expect(await ofOrder.untilPublished(1)).toEqual([nextSeq + 1]);
    expect(await ofVenue.untilPublished(1)).toEqual([nextSeq + 3]);
  });

  it('shows a client its own orders and their alarms only, also of the past, and the other alarms to the firm alone', async () => {
    const { nextSeq } = bench.hub.range;
    bench.hub.publish('EXECUTION', execution('client-1', 'AAPL'));
    bench.hub.publish('EXECUTION', execution('client-2', 'AAPL'));
    const what = {
      severity: 'WARNING',
      code: 'TEST',
      message: '',
      client_id: null,
      order_pk: null,
      order_id: null,
      venue_id: null,
    } as const;
    bench.hub.publish('ALERT', what);
    bench.hub.publish('ALERT', { ...what, client_id: 'client-2', order_pk: 'p', order_id: 'o' });
    bench.hub.publish('HALT', haltOf({ scope: 'CLIENT', client_id: 'client-2' }));
    bench.publish(1);
    const ask = `?from_seq=${nextSeq}`;
    const mine = await open(transport, ask);
    const other = await open(transport, ask, { 'x-api-key': 'flk_other' });
    const firm = await open(transport, ask, { authorization: 'Bearer firm' });
    const numbers = (...at: number[]) => at.map((each) => nextSeq + each);
    expect(await mine.untilPublished(2)).toEqual(numbers(0, 5));
    expect(await other.untilPublished(4)).toEqual(numbers(1, 3, 4, 5));
    expect(await firm.untilPublished(6)).toEqual(numbers(0, 1, 2, 3, 4, 5));
  });

  it('ends with a reason for whoever may not read any more, and for nobody else', async () => {
    const revoked = await open(transport);
    const expired = await open(transport, '', { authorization: 'Bearer firm' });
    const staying = await open(transport, '', { 'x-api-key': 'flk_other' });
    bench.keys.delete('flk_client');
    bench.sessions.delete('firm');
    bench.pass(10);
    await bench.hub.recheck();
    for (const reader of [revoked, expired]) {
      await reader.until(({ ended }) => ended !== undefined);
      expect(reader.ended).toEqual({ why: 'ACCESS_ENDED', closeCode: transport === 'SSE' ? 0 : 1008 });
    }
    bench.publish(1);
    await staying.untilPublished(1);
    expect([staying.ended, revoked.published, bench.hub.readerCount]).toEqual([undefined, [], 1]);
  });

  it('drops a reader that takes nothing, once, and frees its socket, while the others go on', async () => {
    const stalled = await open(transport);
    const live = await open(transport);
    stalled.stall();
    const all = bench.publish(8_000, LONG);
    await live.untilPublished(8_000);
    bench.pass(10);
    bench.pass(6);
    expect(bench.hub.readerCount).toBe(1);
    all.push(...bench.publish(10));
    expect(await live.untilPublished(8_010)).toEqual(all);
    live.cut();
    await bench.untilNobodyReads();
    while (bench.sockets.size > 0) await new Promise(setImmediate);
  });

  it('lives through readers that go in the middle of a message', async () => {
    bench.publish(5_000, LONG);
    const { oldestSeq } = bench.hub.range;
    for (let i = 0; i < 20; i++) {
      const reader = await open(transport, `?from_seq=${oldestSeq}`);
      bench.publish(100, LONG);
      reader.cut();
    }
    await bench.untilNobodyReads();
    const [seq] = bench.publish(1);
    expect(await (await open(transport, `?from_seq=${seq}`)).untilPublished(1)).toEqual([seq]);
  });

  it('ends all readers as the router stops, stalled ones too', async () => {
    const reader = await open(transport);
    const stalled = await open(transport);
    stalled.stall();
    bench.publish(8_000, LONG);
    await reader.untilPublished(8_000);
    bench.hub.close();
    await reader.until(({ ended }) => ended !== undefined);
    expect(reader.ended).toEqual({ why: 'ROUTER_STOPS', closeCode: transport === 'SSE' ? 0 : 1001 });
  });
});

describe('what only server-sent events have', () => {
  it('an id in the heartbeat where something passed that the reader did not want, and none twice', async () => {
    const reader = await open('SSE', '?topics=HALT');
    const all = bench.publish(3);
    bench.pass(0);
    while (bench.hub.range.nextSeq <= Number(all[2])) await new Promise(setImmediate);
    await until(() => {
      bench.pass(1);
      return reader.ids.includes(Number(all[2]));
    });
    const beats = reader.beats.length;
    bench.pass(1);
    await reader.until((now) => now.beats.length > beats);
    expect(reader.ids.filter((id) => id === all[2])).toHaveLength(1);
  });

  it('a refusal for a request that stands behind another stream in one connection', async () => {
    const { port } = new URL(bench.address);
    const request = 'GET /api/v1/smart-routing/stream HTTP/1.1\r\nHost: x\r\nX-API-Key: flk_client\r\n\r\n';
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(request.repeat(50));
    await until(() => bench.hub.readerCount === 1);
    socket.destroy();
    await bench.untilNobodyReads();
  });
});

describe('what only a WebSocket can do', () => {
  it.each<[string, (reader: StreamClient) => void, number]>([
    ['a message larger than it takes', (reader) => reader.say(Buffer.alloc(20_000)), 1009],
    ['talk without end', (reader) => Array.from({ length: 300 }, () => reader.say('hello')), 1008],
  ])('%s ends that reader alone', async (_what, speak, closeCode) => {
    const speaker = await open('WebSocket');
    const other = await open('WebSocket');
    speak(speaker);
    await speaker.until(({ ended }) => ended !== undefined);
    expect(speaker.ended?.closeCode).toBe(closeCode);
    const [seq] = bench.publish(1);
    expect(await other.untilPublished(1)).toEqual([seq]);
    expect(bench.hub.readerCount).toBe(1);
  });

  it('says a word and reads on', async () => {
    const reader = await open('WebSocket');
    reader.say('hello');
    reader.say(Buffer.alloc(5_000));
    const [seq] = bench.publish(1);
    expect(await reader.untilPublished(1)).toEqual([seq]);
  });

  it('is given up where nobody answers its pings', async () => {
    const reader = await open('WebSocket');
    reader.stall();
    for (let second = 0; second < 32; second++) bench.pass(1);
    await bench.untilNobodyReads();
  });

  it.each([
    ['with a broken key', 'Sec-WebSocket-Key: no\r\nSec-WebSocket-Version: 13\r\n'],
    ['of another protocol version', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 3\r\n'],
    ['without anything', ''],
  ])('an upgrade %s is refused, and nothing else', async (_what, lines) => {
    const { port } = new URL(bench.address);
    const socket = connect(Number(port), '127.0.0.1');
    const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-API-Key: flk_client\r\n';
    socket.write(`GET /api/v1/smart-routing/stream HTTP/1.1\r\n${upgrade}${lines}\r\n`);
    let text = '';
    for await (const piece of socket.setEncoding('utf8')) text += String(piece);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await open('WebSocket')).status).toBe(200);
  });
});

/** Looks again in every turn of the event loop until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
