import { expect, test } from 'vitest';
import { RealClock } from './real-clock.ts';

test('a fine task runs at its time or later, earlier asked first, and a canceled one never', async () => {
  const clock = new RealClock();
  const startUs = clock.nowUs();
  const ran: [string, number][] = [];
  await new Promise<void>((resolve) => {
    clock.after(4_000, () => {
      ran.push(['late', clock.nowUs() - startUs]);
      resolve();
    });
    clock.after(300, () => ran.push(['early', clock.nowUs() - startUs]));
    clock.after(500, () => ran.push(['never', 0])).cancel();
  });
  expect(ran.map(([name]) => name)).toEqual(['early', 'late']);
  expect(ran[0]?.[1]).toBeGreaterThanOrEqual(300);
  expect(ran[1]?.[1]).toBeGreaterThanOrEqual(4_000);
});

test('a rough task runs once and can be taken back', async () => {
  const clock = new RealClock();
  let ran = 0;
  clock.afterRoughly(1_000, () => ran++).cancel();
  await new Promise<void>((resolve) => clock.afterRoughly(2_000, resolve));
  expect(ran).toBe(0);
});

test('tasks of one time run in the order in which they were asked for, however late the second was asked', async () => {
  const clock = new RealClock();
  const timeUs = clock.nowUs() + 3_000;
  const ran: string[] = [];
  await new Promise<void>((resolve) => {
    clock.at(timeUs, () => ran.push('first'));
    clock.after(1_000, () => {
      clock.at(timeUs, () => ran.push('second'));
      clock.at(timeUs + 1, resolve);
    });
  });
  expect(ran).toEqual(['first', 'second']);
});
