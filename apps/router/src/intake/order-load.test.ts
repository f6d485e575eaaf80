import { describe, expect, it } from 'vitest';
import { LOOK_AT_LOOP_MS, OrderLoad } from './order-load.ts';

/** A loop whose time is told: each step works so long, and looks come as late as they come. */
function loop(waitMsMax = 100, overloadedWaitMsMax = waitMsMax) {
  let nowMs = 1_000;
  let busyMs = 0;
  let healthy = true;
  const load = new OrderLoad(
    {
      clock: { nowUs: () => nowMs * 1_000 },
      loopBusyMs: () => busyMs,
      cpuMs: () => busyMs,
      journal: { state: () => ({ healthy }) },
    },
    { waitMsMax, overloadedWaitMsMax },
  );
  return {
    load,
    loseJournal: () => {
      healthy = false;
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
    work: (ms: number) => {
      nowMs += ms;
      busyMs += ms;
    },
  };
}

describe('the load of the router', () => {
  it('lets in what the loop can decide in time, and no more', () => {
    const { load } = loop(100);
    const taken = Array.from({ length: 200 }, () => load.enter('A')).filter((leave) => leave !== null);
    // 1 ms each is believed at first: the 102nd would wait for 101.
    expect(taken).toHaveLength(101);
    taken[0]?.();
    taken[0]?.();
    expect([load.enter('A') === null, load.enter('A') === null]).toEqual([false, true]);
  });

  it('learns what an order costs, with all that follows from it', () => {
    const { load, work, pass } = loop(100);
    for (let order = 0; order < 2_000; order += 1) {
      const leave = load.enter('A');
      const four = Array.from({ length: 4 }, () => load.enter('A'));
      work(12);
      for (const each of [leave, ...four]) each?.();
      pass(LOOK_AT_LOOP_MS - 12);
      load.look();
    }
    const taken = Array.from({ length: 200 }, () => load.enter('A')).filter((leave) => leave !== null);
    // 12 ms for five: 2.4 each, of which 42 make 100.8.
    expect(taken.length).toBeGreaterThanOrEqual(41);
    expect(taken.length).toBeLessThanOrEqual(44);
  });

  it('refuses while the loop is late, in the middle of what holds it too, and no longer', () => {
    const { load, work, pass } = loop(100);
    const few = Array.from({ length: 32 }, () => load.enter('A'));
    work(LOOK_AT_LOOP_MS + 150);
    expect(load.enter('A')).toBeNull();
    load.look();
    expect(load.waitMs).toBe(182);
    expect(load.enter('A')).toBeNull();
    pass(LOOK_AT_LOOP_MS);
    load.look();
    expect(load.waitMs).toBe(32);
    expect(load.enter('A')).not.toBeNull();
    for (const leave of few) leave?.();
  });

  it('refuses nobody while next to nothing is under way, however late the loop is', () => {
    const { load, work } = loop(100);
    work(LOOK_AT_LOOP_MS + 1_000);
    load.look();
    const taken = Array.from({ length: 60 }, () => load.enter('A')).filter((leave) => leave !== null);
    expect([taken.length, load.mayAsk()]).toEqual([32, false]);
    for (const leave of taken) leave();
    expect(load.mayAsk()).toBe(true);
  });

  it('keeps the line short once somebody had to be refused, until a second after the last one', () => {
    const { load, pass } = loop(100, 50);
    const enter = (count: number) =>
      Array.from({ length: count }, () => load.enter('A')).filter((leave) => leave !== null);
    const leaveAll = (taken: readonly (() => void)[]) => {
      for (const leave of taken) leave();
    };
    const untilRefused = enter(200);
    expect(untilRefused).toHaveLength(101);
    leaveAll(untilRefused);
    const short = enter(200);
    expect(short).toHaveLength(51);
    leaveAll(short);
    for (const [afterMs, taken] of [
      [900, 51],
      [900, 51],
      [1_001, 101],
    ] as const) {
      pass(afterMs - LOOK_AT_LOOP_MS);
      load.look();
      pass(LOOK_AT_LOOP_MS);
      load.look();
      const letIn = enter(200);
      expect(letIn).toHaveLength(taken);
      leaveAll(letIn);
    }
  });

  it('refuses nobody for orders that wait for a journal that is away', () => {
    const { load, loseJournal } = loop(100);
    for (let order = 0; order < 101; order += 1) load.enter('A');
    expect(load.enter('A')).toBeNull();
    loseJournal();
    expect([load.enter('A') === null, load.mayAsk()]).toEqual([false, true]);
  });

  it('has half as much room for questions', () => {
    const { load } = loop(100);
    for (let order = 0; order < 51; order += 1) load.enter('A');
    expect(load.mayAsk()).toBe(false);
    expect(load.enter('A')).not.toBeNull();
  });

  it('lets in what has to wait because others have the processors', () => {
    const { load, pass } = loop(100);
    pass(LOOK_AT_LOOP_MS);
    load.look();
    pass(LOOK_AT_LOOP_MS + 400);
    expect(load.enter('A')).not.toBeNull();
    load.look();
    expect(load.enter('A')).not.toBeNull();
  });

  it('refuses at half the bound who has sent more than its share, and serves the others to the bound', () => {
    const { load } = loop(100);
    const small = () => load.enter('small') !== null;
    for (let order = 0; order < 48; order += 1) load.enter('large');
    expect(small()).toBe(true);
    const large = Array.from({ length: 100 }, () => load.enter('large')).filter((leave) => leave !== null);
    expect(large).toHaveLength(2);
    expect([small(), small(), small()]).toEqual([true, true, true]);
  });

  it('knows nobody’s share of a second that is over', () => {
    const { load, pass } = loop(100);
    for (let order = 0; order < 60; order += 1) load.enter('large')?.();
    load.enter('small')?.();
    pass(2_500);
    load.look();
    pass(LOOK_AT_LOOP_MS);
    load.look();
    const taken = Array.from({ length: 200 }, () => load.enter('large')).filter((leave) => leave !== null);
    expect(taken.length).toBeGreaterThan(100);
  });
});
