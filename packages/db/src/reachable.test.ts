import { expect, it } from 'vitest';
import { untilReachable } from './reachable.ts';
import { severingProxy } from './testing/severing-proxy.ts';
import { testDatabase } from './testing/test-database.ts';
import { freePort } from './testing/test-server.ts';

it('waits for a database that is not there yet, saying why once, and goes on when it is', async () => {
  await using db = await testDatabase();
  await using proxy = severingProxy(db.url, await freePort());
  const reasons: string[] = [];
  const reachable = untilReachable(proxy.url, { onWaiting: (reason) => reasons.push(reason) });
  await expect.poll(() => reasons).toHaveLength(1);
  expect(reasons[0]).toContain('ECONNREFUSED');
  await proxy.open();
  await reachable;
  expect(reasons).toHaveLength(1);
});

it('does not wait for one that is there and does not let us in', async () => {
  await using db = await testDatabase();
  const url = new URL(db.url);
  url.pathname = '/no_such_database';
  await expect(untilReachable(url.href, { onWaiting: () => {} })).rejects.toThrow('does not exist');
  url.password = 'wrong';
  await expect(untilReachable(url.href, { onWaiting: () => {} })).rejects.toThrow('password');
});

it('stops waiting when it is told to', async () => {
  const interruption = new AbortController();
  const url = `postgresql://nobody@127.0.0.1:${await freePort()}/none`;
  const waiting = untilReachable(url, { onWaiting: () => interruption.abort('SIGINT'), signal: interruption.signal });
  await expect(waiting).rejects.toThrow();
});
