import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { HttpLoad } from './http-load.ts';
import { openLoop } from './open-loop.ts';

/** A server that answers with what it was sent. */
async function echo() {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      paths.push(`${request.method} ${request.url} ${request.headers['x-api-key']}`);
      const body = Buffer.concat(chunks);
      response.writeHead(202, { 'content-length': body.length });
      response.end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    paths,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => void server.close(() => closed())),
  };
}

describe('the load', () => {
  it('posts over kept connections and reads whole answers, however many wait', async () => {
    await using server = await echo();
    const load = await HttpLoad.open({ port: server.port, path: '/in', headers: { 'x-api-key': 'k' } }, 2);
    const bodies = Array.from({ length: 20 }, (_, index) =>
      JSON.stringify({ index, filler: 'x'.repeat(index * 5_000) }),
    );
    const answers = await Promise.all(bodies.map((body) => load.post(body)));
    load.close();
    expect(answers).toEqual(bodies.map((body) => ({ status: 202, body })));
    expect(new Set(server.paths)).toEqual(new Set(['POST /in k']));
  });

  it('fails what a broken connection leaves unanswered', async () => {
    const server = createServer((request) => request.socket.destroy());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
    const load = await HttpLoad.open({ port: address.port, path: '/', headers: {} }, 1);
    await expect(load.post('{}')).rejects.toThrow('closed');
    load.close();
    await new Promise((closed) => server.close(closed));
  });
});

describe('the open loop', () => {
  it('counts a stall in everything that was due meanwhile', async () => {
    let release = (): void => undefined;
    const stalled = new Promise<void>((fulfil) => {
      release = fulfil;
    });
    let begun = 0;
    const latencies = await openLoop({ perSecond: 1_000, seconds: 0.05 }, (index) => {
      begun += 1;
      if (index === 49) release();
      return stalled;
    });
    expect([begun, latencies.length]).toEqual([50, 50]);
    // The first was due 49 ms before anything could end, the last only when it did.
    expect(Math.max(...latencies)).toBeGreaterThanOrEqual(48);
    expect(Math.min(...latencies)).toBeLessThan(Math.max(...latencies));
  });
});
