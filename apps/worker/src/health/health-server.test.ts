import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { type HealthParts, serveHealth } from './health-server.ts';

const well: HealthParts = {
  database: async () => 1,
  queue: async () => ({ waiting: 2 }),
  jobs: () => [],
  metrics: new Registry(),
};

async function ask(parts: Partial<HealthParts>) {
  const server = await serveHealth({ ...well, ...parts }, 0);
  const response = await fetch(`http://127.0.0.1:${server.port}/health`);
  const body: unknown = JSON.parse(await response.text());
  await server.close();
  return { status: response.status, body };
}

it('is ok where both parts answer', async () => {
  expect(await ask({})).toEqual({
    status: 200,
    body: { status: 'ok', database: 'ok', queue: { waiting: 2 }, jobs: [] },
  });
});

it('is not where the queue says no', async () => {
  const queue = () => Promise.reject(new Error('connection refused'));
  expect(await ask({ queue })).toMatchObject({
    status: 503,
    body: { status: 'unavailable', database: 'ok', queue: 'connection refused' },
  });
});

it('is not where a part hangs', async () => {
  const database = () => new Promise(() => {});
  expect(await ask({ database })).toMatchObject({ status: 503, body: { database: 'no answer in 1500 ms' } });
});

it('says so where its port is taken', async () => {
  const server = await serveHealth(well, 0);
  await expect(serveHealth(well, server.port)).rejects.toThrow('EADDRINUSE');
  await server.close();
});
