import { describe, expect, it } from 'vitest';
import { createPool } from './pool.ts';
import { createPrisma } from './prisma.ts';
import { ownServer } from './testing/own-server.ts';

const ASKING = 8;

describe('a server that is killed in the midst of questions', () => {
  it('fails the questions, and ends nobody: neither who asks by a pool, nor who holds a connection, nor Prisma', async () => {
    await using server = await ownServer();
    const pool = createPool(server.url, { max: 4, onError: () => {} });
    const prisma = createPrisma(server.url);
    const lent = await pool.connect();
    let asked = 0;
    let failed = 0;
    const ask = async (question: () => Promise<unknown>) => {
      for (;;) {
        try {
          await question();
          asked += 1;
        } catch {
          failed += 1;
          return;
        }
      }
    };
    const asking = [
      ...Array.from({ length: ASKING }, () => ask(() => pool.query('select 1'))),
      ...Array.from({ length: ASKING }, () => ask(() => prisma.$queryRaw`select 1`)),
    ];
    await expect.poll(() => asked).toBeGreaterThan(4 * ASKING);
    await server.kill();
    // An error that nobody listens to ends this process, and the test with it.
    await Promise.all(asking);
    expect(failed).toBe(2 * ASKING);
    lent.release(true);
    await server.start();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(await prisma.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
    await pool.end();
    await prisma.$disconnect();
  });
});
