import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { makeOrders } from '../testing/made-orders.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ExecutionQualityRepository } from './execution-quality-repository.ts';

const DAY_US = 86_400_000_000;

interface Traded {
  readonly venue: string;
  readonly objective: string;
  readonly side: string;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly bid: number;
  readonly ask: number;
  readonly odd: number | null;
  readonly mid: number;
  readonly later: number | null;
}

/** The made orders name symbols that the catalogue does not have: each becomes one like Apple's. */
const INSTRUMENTS = `insert into instruments (instrument_id, name, asset_class, currency, price_decimals, quantity_decimals, round_lot, quantity_unit, status,
  average_daily_volume, daily_volatility_bps)
select distinct o.instrument_id, o.instrument_id, i.asset_class, i.currency, i.price_decimals, i.quantity_decimals, i.round_lot, i.quantity_unit, i.status,
  i.average_daily_volume, i.daily_volatility_bps
from orders o, instruments i where i.instrument_id = 'AAPL' on conflict do nothing`;

/** A market that differs from order to order, with odd lots here and there, and marks of two executions in three. */
const SPREAD_OUT = [
  `update orders o set nbbo_bid = o.nbbo_bid - 0.01 * (hashtext(o.order_id) & 3), odd_lot_ask = case when hashtext(o.order_id) & 4 = 0 then o.nbbo_ask - 0.004 end`,
  'update orders set arrival_mid = (nbbo_bid + nbbo_ask) / 2',
  `insert into execution_markouts select e.id, '15s', e.mid + 0.003 * ((hashtext(e.venue_execution_id) & 7) - 3), null from executions e where hashtext(e.venue_execution_id) & 3 <> 0`,
];

const TRADED = `select e.venue_id as venue, o.routing_objective as objective, o.side, e.quantity::float8, e.price::float8, e.fee::float8,
  o.nbbo_bid::float8 as bid, o.nbbo_ask::float8 as ask, o.odd_lot_ask::float8 as odd, e.mid::float8, m.mid::float8 as later
from executions e join orders o on o.id = e.order_pk left join execution_markouts m on m.execution_id = e.id where not o.simulated`;

/** The same by plain arithmetic, one execution after the other, as 242.600(b) and 242.605 describe it. */
function byHand(rows: readonly Traded[]) {
  const total = (value: (row: Traded) => number) => rows.reduce((sum, row) => sum + value(row), 0);
  const middle = ({ bid, ask }: Traded) => (bid + ask) / 2;
  const sign = ({ side }: Traded) => (side === 'BUY' ? 1 : -1);
  const best = (row: Traded) => (row.side === 'BUY' ? Math.min(row.ask, row.odd ?? row.ask) : row.bid);
  const worth = total((row) => row.quantity * middle(row));
  const effective = total((row) => 2 * sign(row) * (row.price - middle(row)) * row.quantity);
  const quoted = total((row) => (row.ask - row.bid) * row.quantity);
  const marked = rows.filter(({ later }) => later !== null);
  const of = (value: (row: Traded) => number) => marked.reduce((sum, row) => sum + value(row) * row.quantity, 0);
  const isBetter = (row: Traded) => sign(row) * (best(row) - row.price) > 1e-9;
  return {
    executions: rows.length,
    effective: (effective / worth) * 10_000,
    over: effective / quoted,
    cost: ((effective / 2 + total(({ fee }) => fee)) / worth) * 10_000,
    improvement:
      (total((row) => sign(row) * ((row.side === 'BUY' ? row.ask : row.bid) - row.price) * row.quantity) / worth) *
      10_000,
    improvedShare: total((row) => (isBetter(row) ? row.quantity : 0)) / total(({ quantity }) => quantity),
    marked: marked.length,
    realised: (of((row) => 2 * sign(row) * (row.price - (row.later ?? 0))) / of(middle)) * 10_000,
    markout: (of((row) => sign(row) * (row.mid - (row.later ?? 0))) / of(({ mid }) => mid)) * 10_000,
  };
}

it('comes to what plain arithmetic over single executions comes to, venue by venue and objective', async () => {
  await using db = await testDatabase();
  await makeOrders({ databaseUrl: db.url, orders: 2_000, days: 4, progress: () => undefined });
  await query(db.url, INSTRUMENTS);
  for (const sql of SPREAD_OUT) await query(db.url, sql);
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  try {
    const { rows: traded } = await pool.query<Traded>(TRADED);
    const now_us = Date.now() * 1_000;
    const all = { clientId: null, venueId: null, instrumentId: null, objective: null, size: null, simulated: false };
    const filter = { ...all, sources: ['ROUTED'] as const, from_us: now_us - 10 * DAY_US, to_us: now_us + 2 * DAY_US };
    const found = await new ExecutionQualityRepository(pool).figures(filter, ['VENUE', 'OBJECTIVE']);
    const groups = new Map<string, Traded[]>();
    for (const row of traded) {
      const key = JSON.stringify([row.venue, row.objective]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    expect(found.filter(({ executions }) => executions > 0)).toHaveLength(groups.size);
    for (const [keys, rows] of groups) {
      const hand = byHand(rows);
      const row = found.find((each) => JSON.stringify(each.keys) === keys);
      const later = row?.horizons.find(({ horizon }) => horizon === '15s');
      expect([keys, row?.executions, later?.executions]).toEqual([keys, hand.executions, hand.marked]);
      expect(row?.effective_spread_bps).toBeCloseTo(hand.effective, 6);
      expect(row?.effective_over_quoted).toBeCloseTo(hand.over, 8);
      expect(row?.realised_cost_bps).toBeCloseTo(hand.cost, 6);
      expect(row?.nbbo.improvement_bps).toBeCloseTo(hand.improvement, 6);
      expect(row?.best_displayed.improved_share).toBeCloseTo(hand.improvedShare, 8);
      if (hand.marked > 0) expect(later?.realised_spread_bps).toBeCloseTo(hand.realised, 6);
      if (hand.marked > 0) expect(later?.markout_bps).toBeCloseTo(hand.markout, 6);
    }
  } finally {
    await pool.end();
  }
});
