import { qualityRatios } from '@fairlead/core/execution/quality';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { price, quantity } from '@fairlead/core/money/units';
import { type OrderRequest, UNSAID } from '@fairlead/core/order/request';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { describe, expect, it } from 'vitest';
import type { ChildOrder, Decide, WaveDecision } from './child-order.ts';
import { runDay } from './day-run.ts';
import type { HiddenInterest } from './hidden-interest.ts';
import type { Override } from './order-entry.ts';
import { type QuoteRow, TapeBuilder } from './quote-tape.ts';
import type { RecordedTrade } from './recording/recorded-market.ts';
import { CLOSE_US, OPEN_US, usEquityMarket } from './recording/us-equity-market.ts';

const XNYS = 0;
const SGMT = 1;
const market = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: 'quotes_XXX_2018-01-02.csv.gz',
  date: '2018-01-02',
  venueIds: ['XNYS'],
  primaryVenueId: 'XNYS',
  recordedUs: { first: 0, last: CLOSE_US },
});
/** XNYS answers after 420 µs, so an order at the beginning of a millisecond arrives within it. */
const at = (ms: number) => market.midnightUs + OPEN_US + ms * 1_000;

const quoteAt = (ms: number, ask: number, askSize: number): QuoteRow => ({
  timeUs: OPEN_US + ms * 1_000,
  row: XNYS,
  bid: ask - 1_000,
  bidSize: 100,
  ask,
  askSize,
  changed: 1,
});

const buy = (count: number, changes: Partial<OrderRequest> = {}): OrderRequest => ({
  ...UNSAID,
  orderId: 'order-1',
  instrumentId: 'XXX',
  side: 'BUY',
  quantity: String(count),
  orderType: 'MARKET',
  routingMode: 'SWEEP',
  ...changes,
});

/** All of a wave in one child for XNYS, at the best price asked or bid now. */
const childOf = ({ quantity: count, view, worstPrice }: PlanInput, change: Partial<ChildOrder> = {}): ChildOrder => ({
  venueId: 'XNYS',
  quantity: count,
  limitPrice: worstPrice ?? view.nbbo.ask?.price ?? price(1),
  minQuantity: quantity(0),
  kind: 'IOC',
  restMs: null,
  ...change,
});
const decided = (
  input: PlanInput,
  slices: readonly ChildOrder[],
  change: Partial<WaveDecision> = {},
): WaveDecision => ({
  slices,
  unallocated: input.quantity - slices.reduce((sum, slice) => sum + slice.quantity, 0),
  unallocatedCode: null,
  mode: input.order.routingMode,
  goesOn: false,
  decisionHash: '',
  expectedCostBps: null,
  ...change,
});
/** Sends everything to XNYS at the worst price that the order allows. */
const toNewYork: Decide = (input) => decided(input, [childOf(input)]);
const postAt =
  (limit: number): Decide =>
  (input) =>
    decided(input, [childOf(input, { limitPrice: price(limit), kind: 'POST' })]);

const NO_OVERRIDE: Override = { objective: null, mode: null, sourcing: null, held: null, urgency: null };

interface How {
  readonly decide?: Decide;
  readonly atMs?: number;
  readonly endMs?: number;
  readonly trades?: readonly RecordedTrade[];
  readonly interests?: readonly HiddenInterest[];
  readonly override?: Partial<Override>;
}

function run(rows: readonly QuoteRow[], request: OrderRequest, how: How = {}) {
  const waves: PlanInput[] = [];
  const { decide = toNewYork, atMs = 5, endMs = 60_000, trades = [], interests = [] } = how;
  const builder = new TapeBuilder();
  for (const row of rows) builder.add(row);
  const tally = runDay({
    recording: {
      format: 'test',
      market,
      tape: builder.tape(market.midnightUs),
      trades,
      rows: rows.length,
      isFlagged: false,
      skipped: {},
      assumptions: {},
    },
    interests,
    next: [],
    orders: [{ atUs: at(atMs), request, arrival: { bid: price(1_000_000), ask: price(1_001_000) }, endUs: at(endMs) }],
    override: { ...NO_OVERRIDE, ...how.override },
    decide: (input) => {
      waves.push(input);
      return decide(input);
    },
    nowMs: () => 0,
  });
  return { tally, waves };
}

describe('an order in the recorded day', () => {
  it('fills against what is displayed when its child arrives', () => {
    const { tally, waves } = run([quoteAt(0, 1_001_000, 200)], buy(100));
    expect([tally.filled, waves.length, tally.faults]).toEqual([100, 1, 0]);
  });

  it('misses a quote that goes away meanwhile, and is routed again on the market as it is then', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_002_000, 300)];
    const late = run(rows, buy(100, { orderType: 'LIMIT', limitPrice: '100.1' }), { atMs: 5.9 });
    expect([late.tally.filled, late.waves.length]).toEqual([0, 8]);
    expect(late.waves[1]?.view.nbbo.ask?.price).toBe(1_002_000);
    const market = run(rows, buy(100), { atMs: 5.9 });
    expect([market.tally.filled, market.waves.length]).toEqual([100, 1]);
  });

  it('routes the rest of a DAY order again, and that of an IOC order never', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_001_000, 200)];
    const limited = buy(300, { orderType: 'LIMIT', limitPrice: '100.2' });
    const { tally, waves } = run(rows, limited, { atMs: 5.9 });
    expect([tally.filled, waves.map((wave) => wave.quantity)]).toEqual([200, [300, 100, 100, 100, 100, 100, 100, 100]]);
    const ioc = run(rows, buy(300, { timeInForce: 'IOC', orderType: 'LIMIT', limitPrice: '100.2' }));
    expect([ioc.tally.filled, ioc.waves.length]).toEqual([200, 1]);
  });

  it('measures against the tape’s NBBO at arrival and charges the venue’s fee', () => {
    const { tally } = run([quoteAt(0, 1_001_000, 200)], buy(100));
    expect(tally.feesE8).toBe(30_000_000n);
    expect(tally.quality.improvement).toBe(0n);
  });

  it('is refused by the gate like any other', () => {
    const { tally } = run([quoteAt(0, 1_001_000, 200)], buy(100, { side: 'SELL_SHORT' }));
    expect([...tally.rejected]).toEqual([['SHORT_SALE_NEEDS_LOCATE', 1]]);
    expect([tally.orders, tally.ordered]).toEqual([1, 0]);
  });

  it.each([
    ['a microsecond before the open', -0.001],
    ['at the close', (CLOSE_US - OPEN_US) / 1_000],
    ['an hour after it', (CLOSE_US - OPEN_US) / 1_000 + 3_600_000],
  ])('is refused out of the hours of the day: %s', (_, atMs) => {
    const { tally, waves } = run([quoteAt(-10, 1_001_000, 200)], buy(100), { atMs });
    expect([[...tally.rejected], tally.filled, waves.length]).toEqual([[['MARKET_CLOSED', 1]], 0, 0]);
  });

  it('fills nothing with what would come to its venue after the close, and is completed at the close', () => {
    const closeMs = (CLOSE_US - OPEN_US) / 1_000;
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(closeMs, 2_000_000, 200)];
    const late = { atMs: closeMs - 0.002, endMs: closeMs - 0.001 };
    const { tally, waves } = run(rows, buy(100), late);
    expect([tally.filled, waves.length, tally.faults]).toEqual([0, 1, 0]);
    // Half of a spread of 10 bp and the fee, and nothing of the 100 dollars more that is asked for afterwards.
    expect(qualityRatios(tally.completed).costBps).toBeLessThan(10);
    const posted = run(rows, buy(100), { ...late, decide: postAt(1_001_000) });
    expect([posted.tally.filled, posted.tally.faults]).toEqual([0, 0]);
  });

  it('is refused where it would have to be watched for its stop price', () => {
    const stop = buy(100, { orderType: 'STOP', stopPrice: '100.2' });
    expect([...run([quoteAt(0, 1_001_000, 200)], stop).tally.rejected]).toEqual([['STOP_NOT_REACHED', 1]]);
  });

  it('rests where it is posted, meets quotes and prints, and is still there at the close', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(50, 1_000_000, 40), quoteAt(60, 1_001_000, 200)];
    const trades = [
      { timeUs: OPEN_US + 70_000, row: XNYS, price: 999_900, size: 25 },
      { timeUs: OPEN_US + 80_000, row: null, price: 990_000, size: 500 },
      { timeUs: CLOSE_US, row: XNYS, price: 990_000, size: 500 },
    ];
    const { tally, waves } = run(rows, buy(100), { decide: postAt(1_000_000), trades });
    expect([tally.filled, tally.ordered, waves.length]).toEqual([65, 100, 1]);
    // The rebate of the schedule, not the fee.
    expect(tally.feesE8).toBeLessThan(0n);
  });

  it('counts a router that breaks the rules', () => {
    const beyond: Decide = (input) =>
      decided(input, [childOf(input, { quantity: quantity(input.quantity * 2), limitPrice: price(9_000_000) })]);
    const { tally } = run([quoteAt(0, 1_001_000, 900)], buy(100, { timeInForce: 'IOC' }), { decide: beyond });
    // What is sent and left is not the whole, is more than the order, and goes beyond its worst price.
    expect(tally.faults).toBe(3);
    expect([[...tally.refusedWaves], tally.filled]).toEqual([[['QUANTITY_OVER_LIMIT', 1]], 0]);
  });

  it('bounds and gates every wave by the market of its moment', () => {
    // The offer falls by 2 % while the first wave is on its way: what was within the collar of 5 % then is outside it now.
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 981_000, 200)];
    const allOrNone: Decide = (input) => decided(input, [childOf(input, { kind: 'FOK' })]);
    const again = run(rows, buy(300), { decide: allOrNone, atMs: 5.9 });
    expect([again.waves.length > 1, again.waves[1]?.worstPrice, again.tally.refusedWaves.size]).toEqual([
      true,
      1_030_000,
      0,
    ]);
    const asBefore: Decide = (input) => decided(input, [childOf(input, { kind: 'FOK', limitPrice: price(1_051_000) })]);
    const { tally, waves } = run(rows, buy(300), { decide: asBefore, atMs: 5.9 });
    expect([waves.length, [...tally.refusedWaves], tally.filled]).toEqual([2, [['PRICE_OUTSIDE_COLLAR', 1]], 0]);
  });
});

describe('an order that is completed', () => {
  /** Basis points of the arrival mid, 100.05. */
  const bps = (dollars: number) => (dollars / 100.05) * 10_000;
  const costOf = (tally: ReturnType<typeof run>['tally']) => qualityRatios(tally.completed).costBps;

  it('pays what is displayed when nothing more is to be expected of it, and the fee', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_002_000, 300)];
    const { tally } = run(rows, buy(100, { orderType: 'LIMIT', limitPrice: '100.1' }), { atMs: 5.9 });
    expect(tally.filled).toBe(0);
    expect(costOf(tally)).toBeCloseTo(bps(0.15 + 0.003), 9);
  });

  it('costs the same beyond what is displayed as at the last price', () => {
    const { tally } = run([quoteAt(0, 1_001_000, 60)], buy(100, { timeInForce: 'IOC' }), {
      decide: (input) => decided(input, []),
    });
    expect(costOf(tally)).toBeCloseTo(bps(0.05 + 0.003), 9);
  });

  it('rests until the end of its horizon, and what is left is taken out and completed', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(50, 1_000_000, 40), quoteAt(60, 1_004_000, 200)];
    const late = { timeUs: OPEN_US + 200_000, row: XNYS, price: 999_900, size: 60 };
    const { tally } = run(rows, buy(100), { decide: postAt(1_000_000), endMs: 100, trades: [late] });
    expect(tally.filled).toBe(40);
    const rebate = 0.0012;
    expect(costOf(tally)).toBeCloseTo(bps((40 * (-0.05 - rebate) + 60 * (0.35 + 0.003)) / 100), 9);
  });
});

describe('what rests in the hope of the spread', () => {
  /** Posts the first wave for ten seconds, takes what comes back. */
  const patient: Decide = (wave) => {
    const isOver = wave.settings.passiveHorizonMs === null;
    if (isOver) return toNewYork(wave);
    return decided(wave, [childOf(wave, { limitPrice: price(1_000_000), kind: 'POST', restMs: 10_000 })]);
  };
  const patientBuy = buy(100, { held: false });
  const rows = [quoteAt(0, 1_001_000, 200), quoteAt(9_000, 1_002_000, 200)];
  /** Through the bid, so that it fills for its size; the bid reached its venue at 5.42 ms and is asked back ten seconds after it was sent. */
  const printAt = (ms: number, size: number) => ({ timeUs: OPEN_US + ms * 1_000, row: XNYS, price: 999_900, size });

  it('is asked back after its time, and what is left is taken on the market as it is then', () => {
    const { tally, waves } = run(rows, patientBuy, { decide: patient, trades: [printAt(5_000, 40)] });
    expect(waves.map((wave) => [wave.quantity, wave.settings.passiveHorizonMs])).toEqual([
      [100, 10_000],
      [60, null],
    ]);
    expect(waves[1]?.view.takenAtUs).toBe(at(10_005.42));
    expect(waves[1]?.view.nbbo.ask?.price).toBe(1_002_000);
    expect([tally.filled, tally.markout.filled, tally.faults]).toEqual([100, 40, 0]);
  });

  it('fills until the cancel has come to its venue, and never after', () => {
    const onTheWay = run(rows, patientBuy, { decide: patient, trades: [printAt(10_005.3, 100)] });
    // The venue refuses that cancel as too late, with a sum that is ours: nothing is in doubt.
    expect([onTheWay.tally.markout.filled, onTheWay.waves.length, onTheWay.tally.faults]).toEqual([100, 1, 0]);
    const after = run(rows, patientBuy, { decide: patient, trades: [printAt(10_005.5, 100)] });
    expect([after.tally.markout.filled, after.waves.length, after.tally.filled]).toEqual([0, 2, 100]);
  });

  it('is taken out at the end of its order’s horizon, where that comes first, and routed no more', () => {
    const { tally, waves } = run(rows, patientBuy, { decide: patient, endMs: 8_000 });
    expect([tally.filled, waves.length, tally.faults]).toEqual([0, 1, 0]);
  });
});

describe('an order whose horizon ends', () => {
  const resting: Decide = (wave) =>
    decided(wave, [childOf(wave, { limitPrice: price(1_000_000), kind: 'POST', restMs: 10_000 })]);

  it('while a cancel is on its way is not routed again when that has arrived', () => {
    const { tally, waves } = run([quoteAt(0, 1_001_000, 200)], buy(100), { decide: resting, endMs: 10_005.2 });
    expect([tally.filled, waves.length, tally.faults]).toEqual([0, 1, 0]);
    expect(qualityRatios(tally.completed).costBps).toBeGreaterThan(0);
  });

  it('while a child is on its way takes what that finds, and leaves nothing resting', () => {
    const rows = [quoteAt(0, 1_001_000, 40)];
    const crossing: Decide = (wave) => decided(wave, [childOf(wave, { kind: 'POST' })]);
    const print = { timeUs: OPEN_US + 20_000, row: XNYS, price: 999_000, size: 500 };
    const { tally, waves } = run(rows, buy(100), { decide: crossing, endMs: 5.2, trades: [print] });
    expect([tally.filled, waves.length, tally.faults]).toEqual([40, 1, 0]);
  });
});

describe('one venue after the other', () => {
  it('goes on until none is left, however many there are', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_003_000, 200)];
    const limited = buy(100, { orderType: 'LIMIT', limitPrice: '100.2', routingMode: 'SEQUENTIAL' });
    const twelve: Decide = (wave) => decided(wave, wave.wave > 12 ? [] : [childOf(wave)]);
    const { tally, waves } = run(rows, limited, { decide: twelve, atMs: 5.9 });
    expect([tally.filled, waves.length, tally.faults]).toEqual([0, 13, 0]);
    const ioc = run(rows, { ...limited, timeInForce: 'IOC' }, { decide: twelve, atMs: 5.9 });
    expect(ioc.waves.length).toBe(13);
  });
});

describe('an order that is to end at once', () => {
  it('is routed on where its router has more to ask', () => {
    const goesOn: Decide = (wave) => decided(wave, [childOf(wave)], { goesOn: wave.wave < 3 });
    const ioc = buy(100, { timeInForce: 'IOC', orderType: 'LIMIT', limitPrice: '100.2' });
    const { tally, waves } = run([quoteAt(0, 1_001_000, 40)], ioc, { decide: goesOn });
    expect([tally.filled, waves.length]).toEqual([40, 3]);
  });
});

describe('a midpoint child', () => {
  const interest = (change: Partial<HiddenInterest>): HiddenInterest => {
    return { row: SGMT, sign: -1, price: 1_000_500, size: 70, timeUs: OPEN_US + 500_000, ...change };
  };
  const blind =
    (kind: 'MID_IOC' | 'MID_PEG'): Decide =>
    (input) =>
      decided(input, [childOf(input, { venueId: 'SGMT', kind })]);
  const rows = [quoteAt(0, 1_001_000, 200)];

  it('trades at the midpoint with hidden interest of the other side, and pays the midpoint fee', () => {
    const { tally } = run(rows, buy(100, { timeInForce: 'IOC' }), {
      decide: blind('MID_IOC'),
      interests: [interest({})],
    });
    expect([tally.filled, tally.venues[SGMT]?.feesE8, tally.faults]).toEqual([70, 7_000_000n, 0]);
    expect(qualityRatios(tally.quality).effectiveSpreadBps).toBe(0);
  });

  it('rests pegged, and meets a print of its venue once it has been there for long enough', () => {
    const late = interest({ sign: 1, timeUs: OPEN_US + 10_100_000 });
    const { tally } = run(rows, buy(100), { decide: blind('MID_PEG'), interests: [late] });
    expect([tally.filled, tally.venues[SGMT]?.fills]).toEqual([70, 1]);
    const early = interest({ sign: 1, timeUs: OPEN_US + 9_900_000 });
    expect(run(rows, buy(100), { decide: blind('MID_PEG'), interests: [early] }).tally.filled).toBe(0);
  });
});

describe('what a run overrides', () => {
  it('is objective and mode, and a division by hand for MANUAL', () => {
    const rows = [quoteAt(0, 1_001_000, 200)];
    const override = { objective: 'SMART', mode: 'MANUAL' } as const;
    const [wave] = run(rows, buy(100), { override }).waves;
    expect([wave?.order.routingObjective, wave?.order.routingMode]).toEqual(['SMART', 'MANUAL']);
    expect(wave?.order.manualAllocations).toEqual([{ venueId: 'XNYS', quantity: 100 }]);
  });

  it('is also sourcing, urgency, and whether it is held', () => {
    const override = { sourcing: 'LIT_ONLY', urgency: 0.2, held: false } as const;
    const [wave] = run([quoteAt(0, 1_001_000, 200)], buy(100), { override }).waves;
    expect(wave?.order).toMatchObject(override);
  });

  it('tells each wave where the ones before were sent', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_001_000, 200)];
    const { waves } = run(rows, buy(300), { atMs: 5.9 });
    expect([waves[0]?.triedVenues, waves[1]?.triedVenues]).toEqual([[], ['XNYS']]);
  });
});
