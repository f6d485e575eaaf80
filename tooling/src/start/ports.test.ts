import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { choosePorts } from './ports.ts';

test('a busy port is left for the next free one, and no port is given twice', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { port } = busy.address() as AddressInfo;
  const ports = await choosePorts({ base: port, asked: {} });
  busy.close();
  expect(ports.web).toBeGreaterThan(port);
  expect(new Set(Object.values(ports)).size).toBe(6);
});

test('a port that is asked for goes before the row', async () => {
  const ports = await choosePorts({ base: 21_000, asked: { router: 22_000 } });
  expect(ports.router).toBeGreaterThanOrEqual(22_000);
  expect(ports.web).toBeLessThan(21_300);
});
