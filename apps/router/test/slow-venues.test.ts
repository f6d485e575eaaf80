import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { ownRoundTripUs } from '@fairlead/core/quality/pace';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { describe, expect, it } from 'vitest';
import { Market } from '../src/market-data/market.ts';
import { VenueStatusTicker } from '../src/market-data/venue-status.ts';
import { LoopLag } from '../src/wire/loop-lag.ts';

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
/** The router works so long without a pause, then has so long nothing to do. */
const BUSY_US = 30_000;
const TURN_US = 40_000;
const LOOK_US = 5_000;
const CHILDREN_PER_SECOND = 20;
const START_US = 1_767_366_000_000_000;

const [INSTRUMENT] = DEFAULT_INSTRUMENTS;
if (INSTRUMENT === undefined) throw new Error('there are instruments');
const ORDER = {
  identity: { order: { side: 'BUY' }, instrument: INSTRUMENT },
  start: { nbbo: { bid: null, ask: null, referenceBid: null, referenceAsk: null } },
} as const;

/** mulberry32 (T. Ettinger, public domain): uniform in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All simulated venues behind a router whose event loop is busy for most of the time, on a clock of its own. */
class BusyRouter {
  readonly market = new Market(DEFAULT_INSTRUMENTS, DEFAULT_VENUES);
  /** Every venue that was ever shown SLOW. */
  readonly wereSlow = new Set<string>();
  readonly #draw: () => number;
  readonly #ticker: VenueStatusTicker;
  readonly #lag: LoopLag;
  #nowUs = START_US;
  #busyUs: number;

  constructor(seed: number, busyUs = BUSY_US) {
    this.#draw = random(seed);
    this.#busyUs = busyUs;
    const clock = { nowUs: () => this.#nowUs };
    this.#lag = new LoopLag({ clock, loopBusyMs: () => this.#workedUs() / 1_000 });
    const publish = (_type: string, data: object) => {
      if ('status' in data && data.status === 'SLOW' && 'venue_id' in data) this.wereSlow.add(String(data.venue_id));
    };
    this.#ticker = new VenueStatusTicker(this.market, { publish }, clock);
    for (const { venue } of this.market.venues) this.market.setConnected(venue.venueId, true);
  }

  status(venueId: string): string | undefined {
    return this.market.health(venueId)?.status;
  }

  /** Lets so many minutes pass; `delayUs` makes a venue's answer later than it ordinarily is. */
  run(minutes: number, delayUs: (venueId: string, ordinaryUs: number) => number = () => 0): void {
    const endUs = this.#nowUs + minutes * MINUTE_US;
    const answers = this.#answers(endUs, delayUs);
    let nextTickUs = this.#nowUs;
    for (const answer of answers) {
      this.#lookUntil(answer.readUs);
      const latencyUs = ownRoundTripUs(answer.readUs - answer.sentUs, this.#lag.lagUs());
      const child = { venueId: answer.venueId, kind: 'IOC', quantity: 100, filled: 0, rejectCode: null } as const;
      if (latencyUs !== null) this.market.learning.answered(child, ORDER, { latencyUs, nowUs: this.#nowUs });
      if (this.#nowUs < nextTickUs) continue;
      this.#ticker.tick();
      nextTickUs = this.#nowUs + SECOND_US / 4;
    }
    this.#nowUs = Math.max(this.#nowUs, endUs);
  }

  #answers(endUs: number, delayUs: (venueId: string, ordinaryUs: number) => number) {
    const answers = [];
    for (let sentUs = this.#nowUs; sentUs < endUs; sentUs += SECOND_US / CHILDREN_PER_SECOND) {
      const venue = DEFAULT_VENUES[Math.floor(this.#draw() * DEFAULT_VENUES.length)];
      if (venue === undefined) throw new Error('there are venues');
      const { venueId, typicalLatencyUs } = venue;
      const normal = Math.sqrt(-2 * Math.log(1 - this.#draw())) * Math.cos(2 * Math.PI * this.#draw());
      const tail = this.#draw() < 0.02 ? 5 : 1;
      const ordinaryUs = typicalLatencyUs * Math.exp(0.35 * normal) * tail;
      const jittered = sentUs + this.#draw() * TURN_US;
      const arrivesUs = jittered + ordinaryUs + delayUs(venueId, ordinaryUs);
      answers.push({ venueId, sentUs: jittered, readUs: Math.round(this.#readAt(arrivesUs)) });
    }
    return answers.sort((a, b) => a.readUs - b.readUs);
  }

  /** What arrives while the loop works is read when it pauses. */
  #readAt(arrivesUs: number): number {
    const within = (arrivesUs - START_US) % TURN_US;
    return within < this.#busyUs ? arrivesUs - within + this.#busyUs : arrivesUs;
  }

  /** What is busy in a turn comes first in it. */
  #workedUs(): number {
    const passed = this.#nowUs - START_US;
    return Math.floor(passed / TURN_US) * this.#busyUs + Math.min(passed % TURN_US, this.#busyUs);
  }

  #lookUntil(untilUs: number): void {
    const from = Math.max(this.#nowUs, untilUs - 2 * TURN_US);
    for (let atUs = Math.ceil(from / LOOK_US) * LOOK_US; atUs < untilUs; atUs += LOOK_US) {
      if ((atUs - START_US) % TURN_US < this.#busyUs) continue;
      this.#nowUs = atUs;
      this.#lag.lagUs();
    }
    this.#nowUs = Math.max(this.#nowUs, untilUs);
  }
}

/** What a machine with more work than processors adds: nothing mostly, and now and then a time slice or two. */
const waits = (draw: () => number, meanUs: number) => () => -Math.log(1 - draw()) * meanUs;

describe.each([1, 2])(
  'healthy venues behind a router that is busy for three quarters of the time (seed %d)',
  (seed) => {
    it('are not slow, from a fresh start on', () => {
      const router = new BusyRouter(seed);
      router.run(12);
      expect([...router.wereSlow]).toEqual([]);
    });

    it('are not slow on a machine that makes all of them wait, from a fresh start on or from one minute to the next', () => {
      const fresh = new BusyRouter(seed);
      fresh.run(8, waits(random(seed + 100), 8_000));
      expect([...fresh.wereSlow]).toEqual([]);
      const later = new BusyRouter(seed);
      later.run(6);
      later.run(6, waits(random(seed + 200), 8_000));
      expect([...later.wereSlow]).toEqual([]);
    });

    it('leave the one to be found that is ten times slower, and only as long as it is', () => {
      const router = new BusyRouter(seed);
      router.run(10);
      router.run(5, (venueId, ordinaryUs) => (venueId === 'XNYS' ? ordinaryUs * 9 : 0));
      expect([router.status('XNYS'), [...router.wereSlow]]).toEqual(['SLOW', ['XNYS']]);
      router.run(5);
      expect(router.status('XNYS')).toBe('ACTIVE');
    });

    it('leave it to be found on an idle router as well', () => {
      const router = new BusyRouter(seed, 0);
      router.run(5);
      router.run(2, (venueId, ordinaryUs) => (venueId === 'ARCX' ? ordinaryUs * 9 : 0));
      expect([router.status('ARCX'), [...router.wereSlow]]).toEqual(['SLOW', ['ARCX']]);
    });
  },
);

describe('a venue that is slow from its first answer on', () => {
  it('is found, and no other is taken for slow', () => {
    const router = new BusyRouter(5, 0);
    router.run(10, (venueId, ordinaryUs) => (venueId === 'XNYS' ? ordinaryUs * 49 : 0));
    expect([router.status('XNYS'), [...router.wereSlow]]).toEqual(['SLOW', ['XNYS']]);
    router.run(5);
    expect(router.status('XNYS')).toBe('ACTIVE');
  });
});

describe('a venue that stays slow', () => {
  it('is not measured against its own slowness', () => {
    const router = new BusyRouter(7);
    router.run(10);
    router.run(60, (venueId, ordinaryUs) => (venueId === 'XNYS' ? ordinaryUs * 9 : 0));
    expect(router.status('XNYS')).toBe('SLOW');
  });
});
