import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { createPool } from './pool.ts';
import { severingProxy } from './testing/severing-proxy.ts';
import { testDatabase } from './testing/test-database.ts';
import { hear, INSTRUMENTS_CHANNEL } from './told.ts';

/** Counts what is told, and lets a test wait for the next time. */
class Told {
  #count = 0;
  #waiting: (() => void) | null = null;

  readonly note = () => {
    this.#count += 1;
    this.#waiting?.();
  };

  /** Resolves when something is told for the `count`th time. */
  async times(count: number): Promise<void> {
    while (this.#count < count) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('a changed instrument is told at once, and what may have been missed while the connection was away', async () => {
  await using db = await testDatabase();
  await using proxy = severingProxy(db.url, await freePort());
  await proxy.open();
  const pool = createPool(db.url, { max: 1, onError: () => {} });
  const told = new Told();
  const errors: Error[] = [];
  const hearing = hear({
    databaseUrl: proxy.url,
    channel: INSTRUMENTS_CHANNEL,
    onTold: told.note,
    onError: (error) => errors.push(error),
    draw: () => 0,
  });
  await told.times(1);
  await pool.query(`update instruments set status = 'HALTED' where instrument_id = 'AAPL'`);
  await told.times(2);
  proxy.takeAway('gone');
  proxy.restore();
  await told.times(3);
  await pool.query('delete from instrument_tick_bands');
  await told.times(4);
  expect(errors.length).toBeGreaterThan(0);
  await hearing.close();
  await pool.end();
}, 30_000);
