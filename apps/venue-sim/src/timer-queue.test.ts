import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerQueue } from './timer-queue.ts';

function drain(queue: TimerQueue): void {
  for (
    let task = queue.takeDue(Number.POSITIVE_INFINITY);
    task !== null;
    task = queue.takeDue(Number.POSITIVE_INFINITY)
  )
    task();
}

test('tasks come out by time, those of one time in the order in which they were asked for, canceled ones never', () => {
  const asked = fc.array(fc.record({ dueUs: fc.nat(20), canceled: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(asked, (tasks) => {
      const queue = new TimerQueue();
      const ran: number[] = [];
      const timers = tasks.map(({ dueUs }, index) => queue.add(dueUs, () => ran.push(index)));
      for (const [index, { canceled }] of tasks.entries()) if (canceled) timers[index]?.cancel();
      drain(queue);
      const wanted = tasks
        .map((task, index) => ({ ...task, index }))
        .filter(({ canceled }) => !canceled)
        .sort((a, b) => a.dueUs - b.dueUs || a.index - b.index);
      expect(ran).toEqual(wanted.map(({ index }) => index));
    }),
    { numRuns: 1_000 },
  );
});

test('nothing is taken before it is due', () => {
  const queue = new TimerQueue();
  queue.add(10, () => {});
  expect(queue.takeDue(9)).toBeNull();
  expect(queue.nextDueUs()).toBe(10);
  expect(queue.takeDue(10)).not.toBeNull();
  expect(queue.nextDueUs()).toBeNull();
});
