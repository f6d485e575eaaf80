import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { constants, createGunzip } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { packEvents } from '../packed-events.mjs';

const EVENTS = { accept: 'text/event-stream', 'accept-encoding': 'gzip, br' };
/** The pieces in which tRPC writes an event. */
const event = (id: number) => [
  'event: message\n',
  `data: {"seq":${id},"type":"ORDER_UPDATE","venue":"XNYS"}\n`,
  '\n\n',
];

/** A server whose answer the test writes, and what a client hears of it. */
async function ask(headers: Record<string, string>, contentType = 'text/event-stream') {
  const served: { request: IncomingMessage; response: ServerResponse }[] = [];
  const server = createServer((asked, response) => {
    packEvents(asked, response);
    served.push({ request: asked, response });
    response.setHeader('content-type', contentType);
    response.flushHeaders();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, headers }, resolve).on('error', reject).end();
  });
  const heard = { bytes: 0, text: '', ended: false };
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const isPacked = answer.headers['content-encoding'] === 'gzip';
  gunzip.on('data', (text: Buffer) => {
    heard.text += text.toString();
  });
  answer.on('data', (piece: Buffer) => {
    heard.bytes += piece.length;
    if (isPacked) gunzip.write(piece);
    else heard.text += piece.toString();
  });
  answer.on('end', () => {
    heard.ended = true;
  });
  const [first] = served;
  if (first === undefined) throw new Error('nobody asked');
  const say = (...pieces: string[]) => {
    for (const piece of pieces) first.response.write(piece);
  };
  const until = (text: string) => vi.waitFor(() => expect(heard.text).toBe(text), { interval: 1, timeout: 5_000 });
  return { ...first, answer, heard, isPacked, say, until };
}

describe('events that are packed', () => {
  it('are readable one by one, as soon as each is written, to the end', async () => {
    const { say, until, isPacked, response, heard } = await ask(EVENTS);
    expect(isPacked).toBe(true);
    say(...event(1));
    await until(event(1).join(''));
    say(...event(2));
    await until([...event(1), ...event(2)].join(''));
    response.end();
    await vi.waitFor(() => expect(heard.ended).toBe(true), { interval: 1 });
  });

  it('cost a small part of their text once one of their kind was told', async () => {
    const { say, until, heard } = await ask(EVENTS);
    const all = Array.from({ length: 100 }, (_, id) => event(id)).flat();
    say(...all);
    await until(all.join(''));
    expect(heard.bytes).toBeLessThan(all.join('').length / 3);
  });

  it('leave no trace of the wish for packing, so that nobody behind packs them again', async () => {
    const asked = await ask(EVENTS);
    expect(asked.request.headers['accept-encoding']).toBeUndefined();
    expect(asked.answer.headers.vary).toBe('Accept-Encoding');
  });
});

it.each<[string, Record<string, string>, string]>([
  ['events for who takes no gzip', { accept: 'text/event-stream', 'accept-encoding': 'br' }, 'text/event-stream'],
  ['a refusal of who asked for events', EVENTS, 'application/json'],
  ['a page', { accept: 'text/html', 'accept-encoding': 'gzip' }, 'text/html'],
])('%s are as they are written', async (_what, headers, contentType) => {
  const { say, until, isPacked } = await ask(headers, contentType);
  say('a', 'b');
  await until('ab');
  expect(isPacked).toBe(false);
});
