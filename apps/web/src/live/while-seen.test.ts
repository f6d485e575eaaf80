import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runWhileSeen } from './while-seen';

type Keep = (lock: object | null) => Promise<void> | undefined;

/** Locks as browsers have them: one holder each, and a queue. */
function makeLocks() {
  const held = new Set<string>();
  const queue: { name: string; take: () => void }[] = [];
  const hold = async (name: string, keep: Keep) => {
    held.add(name);
    await keep({});
    held.delete(name);
    const at = queue.findIndex((each) => each.name === name);
    if (at >= 0) queue.splice(at, 1)[0]?.take();
  };
  const request = async (name: string, options: { ifAvailable?: boolean }, keep: Keep) => {
    if (!held.has(name)) return hold(name, keep);
    if (options.ifAvailable === true) return keep(null);
    await new Promise<void>((resolve) => queue.push({ name, take: resolve }));
    return hold(name, keep);
  };
  return { request };
}

/** A page that the test shows and hides. */
class FakeDocument extends EventTarget {
  visibilityState = 'visible';

  become(state: string): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

/** A window over shared locks, and what it was told. */
function openWindow(locks: ReturnType<typeof makeLocks>) {
  const page = new FakeDocument();
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { locks });
  const told: string[] = [];
  const end = runWhileSeen({
    resume: () => told.push('resume'),
    suspend: () => told.push('suspend'),
    onWaiting: (isWaiting) => told.push(isWaiting ? 'waits' : 'has a place'),
  });
  return { page, told, end };
}

describe('a window', () => {
  it('runs while it is seen, and is not ended by a glance elsewhere', async () => {
    const { page, told } = openWindow(makeLocks());
    await settle();
    page.become('hidden');
    vi.advanceTimersByTime(1_000);
    page.become('visible');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['resume']);
    page.become('hidden');
    await vi.advanceTimersByTimeAsync(3_000);
    page.become('visible');
    await settle();
    expect(told).toEqual(['resume', 'suspend', 'resume']);
  });

  it('that is the fifth waits for the place of another, and says so', async () => {
    const locks = makeLocks();
    const four = [openWindow(locks), openWindow(locks), openWindow(locks), openWindow(locks)];
    await settle();
    const fifth = openWindow(locks);
    await settle();
    expect([...four, fifth].map(({ told }) => told.join())).toEqual([...Array(4).fill('resume'), 'waits']);
    for (const { end } of four) end();
    await settle();
    expect(fifth.told).toEqual(['waits', 'has a place', 'resume']);
  });

  it('runs without counting where a browser has no locks', async () => {
    const page = new FakeDocument();
    vi.stubGlobal('document', page);
    vi.stubGlobal('navigator', {});
    const told: string[] = [];
    runWhileSeen({ resume: () => told.push('resume'), suspend: () => {}, onWaiting: () => {} });
    await settle();
    expect(told).toEqual(['resume']);
  });
});
