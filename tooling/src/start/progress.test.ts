import { expect, test, vi } from 'vitest';
import { Refusal } from '../refusal.ts';
import { progress } from './progress.ts';

const NEVER = new AbortController().signal;

test('a step prints one line', async () => {
  const said: string[] = [];
  const step = progress((line) => said.push(line), NEVER);
  expect(await step({ name: 'migrate', work: async () => 3, outcome: (count) => `${count} applied` })).toBe(3);
  expect(said).toEqual([expect.stringMatching(/^migrate {3}3 applied \(\d+ ms\)$/)]);
});

test('a failure is one line with what to do; a refusal speaks for itself', async () => {
  const step = progress(() => {}, NEVER);
  const failing = (error: Error) =>
    step({ name: 'migrate', work: () => Promise.reject(error), outcome: () => '', advice: 'is the server up?' });
  await expect(failing(new Error('\nno route\nat line 1'))).rejects.toThrow(
    'migrate failed: no route; is the server up?',
  );
  await expect(failing(new Refusal('said it'))).rejects.toThrow('said it');
});

test('a step that cannot be told to stop is left behind', async () => {
  const interruption = new AbortController();
  const step = progress(() => {}, interruption.signal);
  const endless = step({ name: 'seed', work: () => new Promise(() => {}), outcome: () => '' });
  interruption.abort('SIGINT');
  await expect(endless).rejects.toBe('SIGINT');
});

test('a step that takes longer than two seconds says that it goes on, and shows its seconds', async () => {
  vi.useFakeTimers();
  try {
    const said: string[] = [];
    const step = progress((line) => said.push(line), NEVER);
    const work = () => new Promise<void>((fulfil) => setTimeout(fulfil, 8_400));
    const done = step({ name: 'web', work, outcome: () => 'healthy' });
    await vi.advanceTimersByTimeAsync(8_400);
    await done;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said).toEqual(['web       … 2 s', 'web       … 7 s', 'web       healthy (8.4 s)']);
  } finally {
    vi.useRealTimers();
  }
});
