import { expect, it } from 'vitest';
import { SystemWatch } from './system-watch';

/** A watch over a router and a database, whose answers and time the test sets. */
function watch() {
  const state = { nowMs: 1_000, router: [] as string[] | null, database: [] as string[] | null, asked: 0 };
  const answer = async (waits: string[] | null) => {
    state.asked += 1;
    if (waits === null) throw new Error('connect ECONNREFUSED');
    return waits;
  };
  const watched = new SystemWatch(
    [
      { part: 'ROUTER', ask: () => answer(state.router) },
      { part: 'DATABASE', ask: () => answer(state.database) },
    ],
    () => state.nowMs,
  );
  const awayAt = (nowMs: number) => {
    state.nowMs = nowMs;
    return watched.away();
  };
  return { state, awayAt, parts: () => watched.parts() };
}

it('says what is away since when, until it works again', async () => {
  const { state, awayAt } = watch();
  expect(await awayAt(1_000)).toEqual([]);
  state.router = null;
  expect(await awayAt(5_000)).toEqual([{ part: 'ROUTER', since_ms: 5_000, answers: false, waits_for: [] }]);
  state.router = ['recovery'];
  expect(await awayAt(9_000)).toEqual([{ part: 'ROUTER', since_ms: 5_000, answers: true, waits_for: ['recovery'] }]);
  state.router = [];
  expect(await awayAt(12_000)).toEqual([]);
  state.router = null;
  expect(await awayAt(20_000)).toMatchObject([{ since_ms: 20_000 }]);
});

it('says since when a part works', async () => {
  const { state, awayAt, parts } = watch();
  state.router = null;
  await awayAt(1_000);
  state.router = [];
  await awayAt(5_000);
  await awayAt(9_000);
  expect(await parts()).toEqual([
    { part: 'ROUTER', works: true, since_ms: 5_000, answers: true, waits_for: [] },
    { part: 'DATABASE', works: true, since_ms: 1_000, answers: true, waits_for: [] },
  ]);
});

it('asks the parts once a second, however many ask it', async () => {
  const { state, awayAt } = watch();
  await Promise.all([awayAt(1_000), awayAt(1_000), awayAt(1_500)]);
  await awayAt(1_900);
  expect(state.asked).toBe(2);
  await awayAt(2_600);
  expect(state.asked).toBe(4);
});
