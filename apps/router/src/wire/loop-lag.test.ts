import { expect, it } from 'vitest';
import { LoopLag } from './loop-lag.ts';

/** A process that works and pauses as a test says. */
function processOf() {
  let [nowUs, busyUs] = [1_000_000, 0];
  const lag = new LoopLag({ clock: { nowUs: () => nowUs }, loopBusyMs: () => busyUs / 1_000 });
  const work = (us: number) => {
    nowUs += us;
    busyUs += us;
  };
  const pause = (us: number) => {
    nowUs += us;
  };
  return { lag, work, pause };
}

it('is as long as the event loop has worked without a pause, over any number of looks', () => {
  const { lag, work } = processOf();
  work(3_000);
  expect(lag.lagUs()).toBe(3_000);
  work(2_000);
  expect(lag.lagUs()).toBe(5_000);
});

it('is what may have been worked since the last pause, where one lies between two looks', () => {
  const { lag, work, pause } = processOf();
  work(30_000);
  pause(4_000);
  work(700);
  expect(lag.lagUs()).toBe(30_700);
  pause(4_000);
  work(300);
  expect(lag.lagUs()).toBe(300);
});

it('is nothing where there was nothing to do, and no pause is made of what two clocks differ by', () => {
  const { lag, work, pause } = processOf();
  pause(5_000);
  expect(lag.lagUs()).toBe(0);
  work(2_000);
  lag.lagUs();
  pause(50);
  work(1_000);
  expect(lag.lagUs()).toBe(3_050);
});
