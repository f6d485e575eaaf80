import { expect, it } from 'vitest';
import { PositionNotice } from './position-notice.ts';

/** A notice whose timers run when a test says so, and which is heard of where `isAway` does not hold. */
function setUp() {
  const timers = new Set<() => void>();
  const told: number[] = [];
  const warned: string[] = [];
  const outside = { isAway: false };
  const notice = new PositionNotice({
    tell: async (position) => {
      if (outside.isAway) throw new Error('nobody is there');
      told.push(position);
    },
    timers: {
      after: (_delayMs, run) => {
        timers.add(run);
        return { cancel: () => timers.delete(run) };
      },
    },
    log: { info: () => {}, warn: (_facts, message) => warned.push(message), error: () => {} },
  });
  /** Lets the time pass for which timers that are set now wait, and what they began end. */
  const timePasses = async () => {
    const due = [...timers];
    timers.clear();
    for (const run of due) run();
    await new Promise(setImmediate);
  };
  return { notice, told, warned, outside, timePasses, isQuiet: () => timers.size === 0 };
}

it('tells once of what comes together, and nothing more while nothing comes', async () => {
  const { notice, told, timePasses, isQuiet } = setUp();
  for (const position of [1, 2, 3]) notice.reached(position);
  expect(told).toEqual([]);
  await timePasses();
  expect([told, isQuiet()]).toEqual([[3], true]);
  notice.reached(4);
  await timePasses();
  expect(told).toEqual([3, 4]);
});

it('tells again what could not be told, by then with the newest position', async () => {
  const { notice, told, warned, outside, timePasses } = setUp();
  outside.isAway = true;
  notice.reached(1);
  await timePasses();
  expect([told, warned.length]).toEqual([[], 1]);
  notice.reached(2);
  outside.isAway = false;
  await timePasses();
  expect(told).toEqual([2]);
});

it('tells at its end what is not told yet, once', async () => {
  const { notice, told, timePasses } = setUp();
  notice.reached(7);
  await notice.stop();
  await timePasses();
  expect(told).toEqual([7]);
});

it('ends where nobody can be told', async () => {
  const { notice, told, outside, isQuiet } = setUp();
  outside.isAway = true;
  notice.reached(7);
  await notice.stop();
  expect([told, isQuiet()]).toEqual([[], true]);
});
