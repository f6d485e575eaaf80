import { describe, expect, it } from 'vitest';
import { Remembered } from './remembered.ts';

const SECOND_US = 1_000_000;

/** A source that a test turns on and off, with the time in the test's hand. */
function bench() {
  const state = { nowUs: 0, asked: 0, isAway: false, found: new Map([['known', 1]]), late: [] as (() => void)[] };
  const remembered = new Remembered<number>({
    find: async (name) => {
      state.asked += 1;
      if (state.isAway) throw new Error('away');
      return state.found.get(name) ?? null;
    },
    clock: { nowUs: () => state.nowUs },
    timers: { after: (_, run) => ({ cancel: () => void state.late.push(run) }) },
  });
  const recall = (name: string, ageUs = 5 * SECOND_US) => remembered.recall(name, ageUs);
  return { state, recall, recallAtOnce: (name: string) => remembered.recallAtOnce(name, 5 * SECOND_US) };
}

describe('what is remembered', () => {
  it('is asked for once in a few seconds, and once by many at the same time', async () => {
    const { state, recall } = bench();
    await Promise.all([recall('known'), recall('known'), recall('known')]);
    state.nowUs = 5 * SECOND_US;
    expect([await recall('known'), state.asked]).toEqual([{ kind: 'FOUND', found: 1 }, 1]);
    state.nowUs += 1;
    await recall('known');
    expect(state.asked).toBe(2);
  });

  it('is gone as soon as the source says so', async () => {
    const { state, recall } = bench();
    await recall('known');
    state.found.delete('known');
    state.nowUs = 5 * SECOND_US + 1;
    expect(await recall('known')).toEqual({ kind: 'NONE' });
  });

  it('counts on for ten minutes while the source is away, and not longer', async () => {
    const { state, recall } = bench();
    await recall('known');
    state.isAway = true;
    state.nowUs = 600 * SECOND_US;
    expect(await recall('known')).toEqual({ kind: 'FOUND', found: 1 });
    state.nowUs += 2 * SECOND_US;
    expect(await recall('known')).toEqual({ kind: 'UNAVAILABLE' });
    expect(await recall('never seen')).toEqual({ kind: 'UNAVAILABLE' });
  });

  it('does not ask a source that is away for every request', async () => {
    const { state, recall } = bench();
    await recall('known');
    state.isAway = true;
    state.nowUs = 10 * SECOND_US;
    for (let times = 0; times < 50; times++) await recall('known');
    expect(state.asked).toBe(2);
    state.isAway = false;
    state.nowUs += 1.5 * SECOND_US;
    state.found.delete('known');
    expect(await recall('known')).toEqual({ kind: 'NONE' });
  });

  it('does not wait for a source that hangs', async () => {
    let give = () => {};
    const remembered = new Remembered<number>({
      find: () => new Promise(() => {}),
      clock: { nowUs: () => 0 },
      timers: {
        after: (_, run) => {
          give = run;
          return { cancel: () => {} };
        },
      },
    });
    const asked = remembered.recall('known', 0);
    give();
    expect(await asked).toEqual({ kind: 'UNAVAILABLE' });
  });

  it('finds a new name soon after it was not there', async () => {
    const { state, recall } = bench();
    expect(await recall('new')).toEqual({ kind: 'NONE' });
    state.found.set('new', 2);
    expect(await recall('new')).toEqual({ kind: 'NONE' });
    state.nowUs = SECOND_US;
    expect(await recall('new')).toEqual({ kind: 'FOUND', found: 2 });
  });

  it('counts at once for who must not wait, for a minute, and is asked for behind it', async () => {
    const { state, recall, recallAtOnce } = bench();
    await recallAtOnce('known');
    state.nowUs = 60 * SECOND_US;
    state.found.delete('known');
    const first = recallAtOnce('known');
    expect([await first, state.asked]).toEqual([{ kind: 'FOUND', found: 1 }, 2]);
    expect(await recall('known')).toEqual({ kind: 'NONE' });
    expect(await recallAtOnce('known')).toEqual({ kind: 'NONE' });
    state.found.set('known', 2);
    state.nowUs = 62 * SECOND_US;
    await recallAtOnce('known');
    state.nowUs = 123 * SECOND_US;
    state.found.set('known', 3);
    expect(await recallAtOnce('known')).toEqual({ kind: 'FOUND', found: 3 });
  });
});
