import { constants, createGunzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressedEvents } from './compressed-events';

/** Events that the test says one by one, each in the pieces in which tRPC writes them, and what comes of them at the other end. */
function stream(accepted: string | null = 'gzip, br') {
  let out: ReadableStreamDefaultController<Uint8Array> | undefined;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      out = controller;
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };
  const response = compressedEvents(new Response(body, { headers }), accepted);
  const say = (...pieces: string[]) => {
    for (const piece of pieces) out?.enqueue(new TextEncoder().encode(piece));
  };
  return { response, say, end: () => out?.close(), isCancelled: () => cancelled };
}

/** Reads pieces, and what they unpack to as far as they are here. */
async function* unpacked(response: Response) {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  let text = '';
  gunzip.on('data', (bytes: Buffer) => {
    text += bytes.toString();
  });
  for await (const piece of response.body ?? []) {
    await new Promise((resolve) => gunzip.write(piece, resolve));
    yield { text, bytes: piece.length };
  }
}

const event = (id: number) => [
  'event: message\n',
  `data: {"seq":${id},"type":"ORDER_UPDATE","venue":"XNYS"}\n`,
  '\n\n',
];

describe('compressed events', () => {
  it('are readable one by one, as soon as each is said', async () => {
    const { response, say, end } = stream();
    const read = unpacked(response);
    let text = '';
    const until = async (wanted: string) => {
      while (text !== wanted) text = (await read.next()).value?.text ?? 'the end';
    };
    say(...event(1));
    await until(event(1).join(''));
    say(...event(2));
    await until([...event(1), ...event(2)].join(''));
    end();
    while ((await read.next()).done !== true);
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });

  it('cost a small part of their text once one of their kind was told', async () => {
    const { response, say, end } = stream();
    let bytes = 0;
    const count = 100;
    for (let id = 0; id < count; id++) say(...event(id));
    end();
    for await (const piece of unpacked(response)) bytes += piece.bytes;
    const plain = event(10).join('').length * count;
    expect(bytes).toBeLessThan(plain / 3);
  });

  it('end with the stream that they come from, and end it where their reader leaves', async () => {
    const { response, say, isCancelled } = stream();
    say(...event(1));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(isCancelled()).toBe(true);
  });

  it.each([null, 'br', 'identity'])('are plain for a reader that takes no gzip: %s', async (accepted) => {
    const { response, say, end } = stream(accepted);
    say(...event(1));
    end();
    expect([response.headers.get('content-encoding'), await response.text()]).toEqual([null, event(1).join('')]);
  });
});
