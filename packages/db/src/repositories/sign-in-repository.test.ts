import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { SignInRepository } from './sign-in-repository.ts';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 8, onError: () => undefined });
  await pool.query(
    `insert into users (id, name, email) values (gen_random_uuid(), 'A', 'a@example.com'), (gen_random_uuid(), 'B', 'b@example.com')`,
  );
  const signIns = new SignInRepository(pool);
  /** A try with a wrong password: whether it was looked at, or how long to wait. */
  const wrong = async (email: string, address: string) => {
    const gate = await signIns.begin({ email, address });
    return gate.kind === 'OPEN' ? 0 : gate.retryAfterSeconds;
  };
  const right = async (email: string, address: string) => {
    const gate = await signIns.begin({ email, address });
    if (gate.kind === 'OPEN') await signIns.succeed({ email, address }, gate.subjects);
    return gate.kind === 'OPEN';
  };
  return {
    pool,
    signIns,
    wrong,
    right,
    /** As if so much time had passed. */
    pass: (seconds: number) =>
      pool.query(
        'update sign_in_limits set blocked_until = blocked_until - make_interval(secs => $1), forget_at = forget_at - make_interval(secs => $1)',
        [seconds],
      ),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('lets an account have five wrong tries and then waits that double, up to five minutes and never for good', async () => {
  await using set = await setUp();
  for (let times = 0; times < 5; times++) expect(await set.wrong('a@example.com', '10.0.0.1')).toBe(0);
  const waits: number[] = [];
  for (let times = 0; times < 10; times++) {
    const seconds = await set.wrong('a@example.com', '10.0.0.1');
    waits.push(seconds);
    await set.pass(seconds);
    expect(await set.wrong('a@example.com', '10.0.0.1')).toBe(0);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  await set.pass(3_600);
  expect(await set.wrong('a@example.com', '10.0.0.1')).toBe(0);
});

it('counts tries that come at the same time as if they came one after the other', async () => {
  await using set = await setUp();
  const outcomes = await Promise.all(Array.from({ length: 60 }, () => set.wrong('a@example.com', '10.0.0.1')));
  expect(outcomes.filter((seconds) => seconds === 0)).toHaveLength(5);
});

it('bounds an account wherever the tries come from, and leaves others at the same address alone', async () => {
  await using set = await setUp();
  const waits: number[] = [];
  for (let times = 0; times < 60; times++) waits.push(await set.wrong('a@example.com', `10.0.0.${times}`));
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
  for (let times = 0; times < 60; times++) await set.wrong('a@example.com', '10.0.0.1');
  expect(await set.right('b@example.com', '10.0.0.1')).toBe(true);
});

it('bounds an address that tries many accounts', async () => {
  await using set = await setUp();
  const waits: number[] = [];
  for (let times = 0; times < 60; times++) waits.push(await set.wrong(`guess-${times}@example.com`, '10.0.0.1'));
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(30);
  expect(await set.wrong('b@example.com', '10.0.0.2')).toBe(0);
});

it('does not keep a person out at an address that they have signed in from, whoever tries elsewhere', async () => {
  await using set = await setUp();
  expect(await set.right('a@example.com', '10.0.0.9')).toBe(true);
  for (let times = 0; times < 60; times++) await set.wrong('a@example.com', '10.0.0.1');
  expect(await set.right('a@example.com', '10.0.0.2')).toBe(false);
  expect(await set.right('a@example.com', '10.0.0.9')).toBe(true);
  for (let times = 0; times < 5; times++) expect(await set.wrong('a@example.com', '10.0.0.9')).toBe(0);
  expect(await set.wrong('a@example.com', '10.0.0.9')).toBeGreaterThan(0);
});

it('begins anew for an account that was signed in to; its address keeps what others did wrong there', async () => {
  await using set = await setUp();
  for (let times = 0; times < 4; times++) await set.wrong('a@example.com', '10.0.0.1');
  expect(await set.right('a@example.com', '10.0.0.1')).toBe(true);
  const left = await set.pool.query('select subject, failures from sign_in_limits');
  expect(left.rows).toEqual([{ subject: 'address 10.0.0.1', failures: 4 }]);
});

it('does not count a try whose password was not looked at', async () => {
  await using set = await setUp();
  for (let times = 0; times < 20; times++) {
    const gate = await set.signIns.begin({ email: 'a@example.com', address: '10.0.0.1' });
    if (gate.kind !== 'OPEN') throw new Error('closed');
    await set.signIns.giveBack(gate.subjects);
  }
  expect(await set.wrong('a@example.com', '10.0.0.1')).toBe(0);
});
