import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { parseScaled } from '@fairlead/core/money/scaled';
import { price, quantity } from '@fairlead/core/money/units';
import { chargeableFees } from '@fairlead/core/venue/access-fee-cap';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { executionFeeE8, LIQUIDITY_FLAGS, type LiquidityFlag } from '@fairlead/core/venue/fees';
import { tradesInstrument } from '@fairlead/core/venue/listing';
import { describe, expect, it } from 'vitest';
import { orderOf } from '../../test/order-of.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { FaultBoard } from '../faults/fault-board.ts';
import { Random } from '../random.ts';
import { profileOf } from './profiles.ts';
import { statusReport } from './reports.ts';
import { Trades } from './trades.ts';
import { VenueOrder } from './venue-order.ts';

/** The trades of a venue of the catalogue, with one order for a million units of what it trades. */
function tradesAt(venueId: string, instrumentId?: string) {
  const venue = DEFAULT_VENUES.find((each) => each.venueId === venueId);
  if (venue === undefined) throw new Error(`no venue ${venueId}`);
  const traded = DEFAULT_INSTRUMENTS.filter((each) => tradesInstrument(venue, each));
  const instrument = traded.find((each) => instrumentId === undefined || each.instrumentId === instrumentId);
  if (instrument === undefined) throw new Error(`${venueId} does not trade it`);
  const clock = new VirtualClock();
  const faults = new FaultBoard(clock);
  const instruments = new Map([[instrument.instrumentId, instrument]]);
  const parts = { venue, profile: profileOf(venue), instruments, models: new Map(), faults, clock };
  const trades = new Trades({ ...parts, random: new Random(1) }, 'now');
  const entered = orderOf({ instrument_id: instrument.instrumentId, quantity: 1_000_000_000_000 });
  const order = new VenueOrder({ entered, venueOrderId: 'v', sessionId: 's', receivedUs: 0, shown: null });
  const fill = (count: number, at: number, flag: LiquidityFlag = 'TAKE') =>
    trades.book(order, { childId: order.childId, quantity: quantity(count), price: price(at), flag });
  return { venue, instrument, clock, faults, trades, order, fill };
}

/** The fees that were told, in the order of the reports. */
function feesTold(reports: readonly FromVenue[]): (string | undefined)[] {
  return reports.map((each) => ('fee' in each ? each.fee?.amount : undefined));
}

describe('the fee that a venue says with an execution', () => {
  it.each([
    ['XNYS', 'KO', 'TAKE', 300, 500_000, '0.9'],
    ['XNYS', 'KO', 'MAKE', 300, 500_000, '-0.36'],
    ['LP4', 'EURUSD', 'TAKE', 1_000_000, 110_000, '1'],
    ['LP1', 'EURUSD', 'TAKE', 1_000_000, 110_000, '5.5'],
  ] as const)('%s, %s, %s: %i at %i costs %s', (venueId, instrumentId, flag, count, at, amount) => {
    const { fill, instrument } = tradesAt(venueId, instrumentId);
    expect(fill(count, at, flag).report).toMatchObject({ fee: { amount, currency: instrument.currency } });
  });

  it.each(DEFAULT_VENUES.map(({ venueId }) => venueId))(
    'is what our schedule of %s says, whatever is told of it',
    (venueId) => {
      for (const flag of LIQUIDITY_FLAGS) {
        for (const at of [3_999, 9_999, 10_000, 1_234_567]) {
          const { venue, instrument, fill } = tradesAt(venueId);
          const fees = chargeableFees(venue, instrument.rules);
          for (const isFirst of [true, false]) {
            const { execution, report } = fill(1_237, at, flag);
            const traded = { price: price(at), quantity: quantity(1_237), scale: instrument, isFirst };
            expect(execution.feeE8).toBe(executionFeeE8(fees, flag, traded));
            const [told] = feesTold([report]);
            if (told !== undefined) expect(parseScaled(told, 8)).toEqual({ ok: true, value: Number(execution.feeE8) });
          }
        }
      }
    },
  );

  it('follows the tier that the venue has seen reached in this month, and forgets it with the month', () => {
    const { fill, clock, trades, order } = tradesAt('CX1', 'BTC/USD');
    const feeOfOne = () => fill(100_000_000, 10_000_00).execution.feeE8;
    const before = feeOfOne();
    const { execution } = fill(100 * 100_000_000, 10_000_00);
    const reached = feeOfOne();
    expect(reached).toBeLessThan(before);
    trades.break(order, execution, { kind: 'BUST' });
    expect(feeOfOne()).toBe(before);
    fill(100 * 100_000_000, 10_000_00);
    clock.jump(31 * 86_400_000_000);
    expect(feeOfOne()).toBe(before);
  });
});

describe('what else is said with an execution', () => {
  it('is the market of the venue, and the time by its clock, which may be off: the same in its account', () => {
    const { fill, order, clock, faults } = tradesAt('XNYS', 'KO');
    faults.set({ kind: 'clock_skew', skew_ms: -2_000 });
    const venueTimeUs = clock.nowUs() - 2_000_000;
    const told = { last_market: 'XNYS', venue_time_us: venueTimeUs, fee: { amount: '0.3', currency: 'USD' } };
    expect(fill(100, 500_000).report).toMatchObject(told);
    faults.replace([]);
    clock.jump(5_000_000);
    expect(statusReport(order.childId, order, 0)).toMatchObject({ executions: [told] });
  });

  it.each([
    ['XNYS', ['fee', 'last_market', 'venue_time_us']],
    ['CDRG', ['fee', 'venue_time_us']],
    ['CX1', ['fee', 'venue_time_us']],
    ['LTSE', ['last_market', 'venue_time_us']],
    ['CX3', ['venue_time_us']],
    ['XCHI', []],
    ['UBSA', []],
    ['NITE', []],
    ['LP5', []],
  ])('%s says %j', (venueId, words) => {
    const { report } = tradesAt(venueId).fill(100, 500_000);
    const says = ['fee', 'last_market', 'venue_time_us'].filter((word) => word in report);
    expect(says).toEqual(words);
  });
});

describe('the fee after a break', () => {
  it('of a corrected execution is what it costs as it is now', () => {
    const { fill, trades, order } = tradesAt('XNYS', 'KO');
    const { execution } = fill(300, 500_000);
    const reports = trades.break(order, execution, { kind: 'CORRECT', quantity: 150, price: 500_000 });
    expect(reports).toMatchObject([{ type: 'trade_corrected', quantity: 150, fee: { amount: '0.45' } }]);
    expect(statusReport(order.childId, order, 0)).toMatchObject({ executions: [{ fee: { amount: '0.45' } }] });
  });

  it('the fixed charge of an order moves to its next execution where the one that bore it never was, and goes with the last', () => {
    const { fill, trades, order } = tradesAt('LP4', 'EURUSD');
    const [first, second] = [fill(1_000, 110_000), fill(2_000, 110_000)];
    expect(feesTold([first.report, second.report])).toEqual(['1', '0']);
    const moved = trades.break(order, first.execution, { kind: 'BUST' });
    expect(moved).toMatchObject([
      { type: 'trade_busted', filled_quantity: 2_000 },
      {
        type: 'trade_corrected',
        execution_id: second.execution.executionId,
        quantity: 2_000,
        fee: { amount: '1' },
      },
    ]);
    expect(trades.break(order, second.execution, { kind: 'BUST' }).map(({ type }) => type)).toEqual(['trade_busted']);
  });

  it('stays untold where the venue says no fees', () => {
    const { fill, trades, order } = tradesAt('CX3');
    const { execution } = fill(300, 500_000);
    const [corrected] = trades.break(order, execution, { kind: 'CORRECT', quantity: 150, price: 500_000 });
    expect(corrected).not.toHaveProperty('fee');
  });
});
