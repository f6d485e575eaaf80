import { describe, expect, it } from 'vitest';
import { DiskWatch } from './disk-watch.ts';

const GB = 1_000_000_000;
const HOUR_US = 3_600_000_000;

/** A disk in the test's hands. */
class Watched {
  nowUs = 1_767_366_000_000_000;
  free = 10 * GB;
  used = GB;
  isAway = false;
  readonly alerts: object[] = [];
  readonly errors: string[] = [];
  readonly watch: DiskWatch;

  constructor(holdsDatabase = true, isThere = true) {
    const ask = (bytes: number) => (this.isAway ? Promise.reject(new Error('no such disk')) : Promise.resolve(bytes));
    const disk = { freeBytes: () => ask(this.free), usedBytes: () => Promise.resolve(this.used) };
    const ports = {
      disk: isThere ? disk : null,
      clock: { nowUs: () => this.nowUs },
      log: { info: () => {}, warn: () => {}, error: (_: object, message: string) => void this.errors.push(message) },
      publisher: { publish: (_: string, data: object) => void this.alerts.push(data) },
    };
    this.watch = new DiskWatch(ports, { lowBelowBytes: 2 * GB, holdsDatabase });
  }

  async has(freeGb: number): Promise<boolean> {
    this.free = freeGb * GB;
    await this.watch.look();
    return this.watch.isLow;
  }

  async measured(usedGb: number, hoursLater: number): Promise<void> {
    this.nowUs += hoursLater * HOUR_US;
    this.used = usedGb * GB;
    await this.watch.measure();
  }
}

describe('the watch over the disk', () => {
  it('is low below the bound, and until there is a tenth more than that', async () => {
    const watched = new Watched();
    const found: boolean[] = [];
    for (const freeGb of [2, 1.99, 2.1, 2.19, 2.2, 2.01, 1.5]) found.push(await watched.has(freeGb));
    expect(found).toEqual([false, true, true, true, false, false, true]);
  });

  it('tells people when it begins and when it ends, once each', async () => {
    const watched = new Watched();
    for (const freeGb of [5, 1.5, 1.4, 3, 4]) await watched.has(freeGb);
    expect(watched.alerts).toMatchObject([
      { severity: 'CRITICAL', code: 'DISK_LOW', order_id: null, venue_id: null },
      { severity: 'INFO', code: 'DISK_LOW' },
    ]);
  });

  it('says how many days are left by the growth of the last day', async () => {
    const watched = new Watched();
    await watched.has(10);
    await watched.measured(1, 0);
    expect([watched.watch.growthBytesADay, watched.watch.daysLeft]).toEqual([null, null]);
    await watched.measured(1.5, 12);
    expect(watched.watch.growthBytesADay).toBeCloseTo(GB, 3);
    expect(watched.watch.daysLeft).toBeCloseTo(8, 6);
    expect(watched.watch.describe()).toBe(
      '10.00 GB free, new orders are refused below 2.00 GB; 1.50 GB of data, it grows 1.00 GB a day, which leaves 8 days',
    );
    // What was measured more than a day ago counts no longer.
    await watched.measured(1.6, 13);
    expect(watched.watch.growthBytesADay).toBeCloseTo((0.1 / 13) * 24 * GB, 3);
  });

  it('has no days left to tell where the data does not grow', async () => {
    const watched = new Watched();
    await watched.has(10);
    await watched.measured(2, 0);
    await watched.measured(1.5, 1);
    expect(watched.watch.daysLeft).toBeNull();
    expect(watched.watch.describe()).toContain('1.50 GB of data, it does not grow');
  });

  it('keeps what it knew where the disk does not tell, and says so once', async () => {
    const watched = new Watched();
    await watched.has(1);
    watched.isAway = true;
    await watched.watch.look();
    await watched.watch.look();
    expect(watched.watch.isLow).toBe(true);
    expect(watched.errors.filter((each) => each.includes('cannot be found out'))).toHaveLength(1);
  });

  it('says what it does not see: a database elsewhere, or no data directory at all', async () => {
    const elsewhere = new Watched(false);
    expect(elsewhere.watch.describe()).toBe(
      'what is free is not known; the data is being measured; the database is elsewhere, and its disk is not seen from here',
    );
    const unwatched = new Watched(true, false);
    await unwatched.watch.look();
    await unwatched.watch.measure();
    expect([unwatched.watch.isLow, unwatched.watch.freeBytes, unwatched.watch.dataBytes]).toEqual([false, null, null]);
    expect(unwatched.watch.describe()).toBe('not watched: no data directory was told');
  });
});
