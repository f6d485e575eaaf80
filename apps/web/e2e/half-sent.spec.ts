import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

const COUNT = 1_500;
const HALVES = [
  'POST /api/v1/smart-routing/route HTTP/1.1\r\nhost: x\r\nx-half',
  'POST /api/v1/smart-routing/route HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"order',
];

test.setTimeout(90_000);

for (const [name, variable, path] of [
  ['console', 'E2E_BASE_URL', '/api/health'],
  ['router', 'E2E_ROUTER_URL', '/health/live'],
] as const)
  test(`the ${name} closes ${COUNT} half-sent requests within 30 seconds and serves others meanwhile`, async ({
    request,
  }) => {
    const address = new URL(process.env[variable] ?? '');
    const startedMs = Date.now();
    const closed = Array.from(
      { length: COUNT },
      (_, count) =>
        new Promise<number>((resolve) => {
          const socket = connect(Number(address.port), address.hostname);
          socket.on('connect', () => socket.write(HALVES[count % HALVES.length] ?? ''));
          socket.on('error', () => {});
          socket.on('close', () => resolve(Date.now() - startedMs));
          socket.resume();
        }),
    );
    for (let times = 0; times < 20; times++) expect((await request.get(`${address.origin}${path}`)).status()).toBe(200);
    expect(Math.max(...(await Promise.all(closed)))).toBeLessThan(30_000);
  });
