import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { HttpLoad } from './http-load.ts';
import { openLoop } from './open-loop.ts';
import { runTask } from './run-task.ts';

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
    expect(answers.map(({ status, body }) => ({ status, body: body.toString() }))).toEqual(
      bodies.map((body) => ({ status: 202, body })),
    );
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

describe('a task', () => {
  const target = (port: number, status: number) =>
    ({ kind: 'HTTP', port, path: '/in', headers: {}, status, refusals: [202] }) as const;

  it('counts what is accepted and what is refused, each with its time', async () => {
    await using server = await echo();
    const shape = { kind: 'OPEN', perSecond: 500, seconds: 0.1 } as const;
    const accepted = await runTask({ target: target(server.port, 202), connections: 4, shape });
    const refused = await runTask({ target: target(server.port, 200), connections: 4, shape });
    expect([accepted.accepted, accepted.refused, accepted.latenciesMs.length]).toEqual([50, 0, 50]);
    expect([refused.accepted, refused.refused, refused.refusalsMs.length]).toEqual([0, 50, 50]);
    expect(JSON.parse(accepted.lastBody)).toMatchObject({ quantity: 1, order_type: 'MARKET' });
  });

  it('ends at an answer that is neither', async () => {
    await using server = await echo();
    const shape = { kind: 'CLOSED', seconds: 0.1 } as const;
    const task = { target: { ...target(server.port, 200), refusals: [] }, connections: 1, shape };
    await expect(runTask(task)).rejects.toThrow('/in answered 202');
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
