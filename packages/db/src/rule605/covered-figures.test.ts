import { DETAIL_FIGURES } from '@fairlead/rule606/rule605/detail-columns';
import { ORDER_TYPES } from '@fairlead/rule606/rule605/order-type';
import { expect, it } from 'vitest';
import { CLOSES, coveredRuns, iso, ms, OPENS, QUIET } from '../testing/covered-runs.ts';
import type { MarketStep } from '../testing/market-rows.ts';
import { query } from '../testing/query.ts';
import { type ReportedOrder, type SentFill, storeAllReported } from '../testing/reported-orders.ts';
import { BY_HAND, IMPORTED_TOO, SHOWN_TABLE } from '../testing/rule605-by-hand.ts';

type Set = Awaited<ReturnType<typeof coveredRuns>>;

/** Numbers of 0 to 1 that are the same each time (Lehmer's generator, multiplier 48271). */
function drawn() {
  let state = 20_261;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A day of AAPL whose market moves every seven seconds, 300 orders of all types in it, the last ones within minutes of the close, and past orders of another system. */
async function aDay({ url, market }: Set): Promise<void> {
  const draw = drawn();
  const steps: MarketStep[] = [];
  let cents = 19_000;
  for (let at = ms(OPENS); at < ms(CLOSES); at += 7_000) {
    cents += Math.round(draw() * 8 - 4);
    const [bid, ask] = [cents / 100, (cents + 1 + Math.floor(draw() * 5)) / 100];
    const odd = [draw() < 0.3 ? bid + 0.005 : null, draw() < 0.3 ? ask - 0.005 : null] as const;
    const sizes = [100 + Math.floor(draw() * 400), 100 + Math.floor(draw() * 400)] as const;
    steps.push({ at: iso(at), bid, ask, odd, sizes });
  }
  const prints = steps.slice(0, -1).map(({ at, bid, ask }, place) => ({
    ...{ at: iso(ms(at) + 3_000), price: (place % 2 === 0 ? bid : ask) ?? 0, quantity: 1 + (place % 90) },
    isOnExchange: place % 3 !== 0,
  }));
  await market(steps, { prints });
  await query(url, SHOWN_TABLE);
  await query(
    url,
    `insert into printed select * from unnest($1::timestamptz[], $2::numeric[], $3::numeric[], $4::boolean[])`,
    [
      prints.map(({ at }) => at),
      prints.map(({ price }) => price.toFixed(2)),
      prints.map(({ quantity }) => quantity),
      prints.map(({ isOnExchange }) => isOnExchange),
    ],
  );
  const columns = [
    steps.map(({ at }) => at),
    ...[steps.map(({ bid }) => bid), steps.map(({ ask }) => ask)],
    ...[0, 1].map((side) => steps.map(({ sizes }) => sizes?.[side] ?? null)),
    ...[0, 1].map((side) => steps.map(({ odd }) => odd?.[side]?.toFixed(4) ?? null)),
  ];
  const arrays = columns.map((_, place) => `$${place + 1}::${place === 0 ? 'timestamptz' : 'numeric'}[]`);
  await query(url, `insert into shown select * from unnest(${arrays.join(', ')})`, columns);
  await storeAllReported(
    url,
    Array.from({ length: 300 }, () => anyOrder(draw, steps)),
  );
  for (const statement of IMPORTED_TOO) await query(url, statement, statement.includes('$1') ? [CLOSES] : []);
}

/** An execution at a time in milliseconds, of which a part may be left. */
function executedAt(at: number): Pick<SentFill, 'at' | 'execution'> {
  return { at: iso(Math.floor(at)), execution: { executed_at_us: Math.round(at * 1_000) } };
}

function typeOf(drawn: number) {
  if (drawn < 0.25) return 'MARKET';
  if (drawn < 0.8) return 'LIMIT';
  return drawn < 0.87 ? 'STOP' : 'STOP_LIMIT';
}

function anyOrder(draw: () => number, steps: readonly MarketStep[]): ReportedOrder {
  const late = draw() < 0.15;
  const place = late ? steps.length - 2 - Math.floor(draw() * 40) : Math.floor(draw() * (steps.length - 200));
  const step = steps[place] ?? QUIET;
  const receivedMs = ms(step.at) + 1 + Math.floor(draw() * 6_900);
  const type = typeOf(draw());
  const isStop = type.startsWith('STOP');
  // What stands in the row of an order is the market of its receipt, of a stop order that of its trigger.
  const releasedMs = receivedMs + 400;
  const arrival = (isStop ? steps[Math.floor((releasedMs - ms(OPENS)) / 7_000)] : step) ?? QUIET;
  const [bid, ask] = [arrival.bid ?? 0, arrival.ask ?? 0];
  const limit = (bid + ask) / 2 + (draw() - 0.5) * 0.12;
  const shares = [0.5, 7, 39, 40, 300, 1_500][Math.floor(draw() * 6)] ?? 100;
  // A stop order is executed after its trigger.
  const soonest = isStop ? [500] : [0.2, 3, 500];
  const fills = Array.from({ length: Math.floor(draw() * 5) }, () => ({
    ...executedAt(
      Math.min(
        receivedMs + (soonest[Math.floor(draw() * soonest.length)] ?? 0) + Math.floor(draw() ** 4 * 700_000),
        ms(CLOSES) - 1,
      ),
    ),
    quantity: String(shares / 4),
    price: (bid + Math.round(draw() * 12 - 3) / 200).toFixed(4),
    fee: '0',
  }));
  return {
    receivedAt: iso(receivedMs),
    order: {
      ...{
        side: draw() < 0.5 ? 'BUY' : 'SELL',
        quantity: String(shares),
        state: fills.length === 4 ? 'FILLED' : 'CANCELED',
      },
      order_type: type,
      limit_price: type === 'MARKET' || type === 'STOP' ? null : limit.toFixed(4),
      stop_price: isStop ? limit.toFixed(4) : null,
      time_in_force: draw() < 0.3 ? 'IOC' : 'DAY',
      ...{ nbbo_bid: bid.toFixed(2), nbbo_ask: ask.toFixed(2) },
      ...{ odd_lot_bid: arrival.odd?.[0]?.toFixed(4) ?? null, odd_lot_ask: arrival.odd?.[1]?.toFixed(4) ?? null },
      ...(isStop ? { released_at_us: releasedMs * 1_000 } : {}),
      updated_at_us: (ms(CLOSES) - 1) * 1_000,
    },
    parts: [{ venueId: 'XNAS', sentAt: iso(receivedMs), fills }],
  };
}

it('has the figures of its orders, as SQL reckons them from the definitions', async () => {
  await using set = await coveredRuns();
  await aDay(set);
  const { rows, filled } = await set.fill();
  const byHand = await query(set.url, BY_HAND, [CLOSES]);
  expect([...new Set(rows.map(({ type }) => type))].sort()).toEqual([...ORDER_TYPES].sort());
  const named = new Set(
    rows.flatMap(({ figures }) => Object.entries(figures).flatMap(([name, figure]) => (figure === '0' ? [] : [name]))),
  );
  expect([...named].sort()).toEqual(DETAIL_FIGURES.map(({ name }) => name).sort());
  const keyOf = ({ lot, size, type }: { lot?: unknown; size?: unknown; type?: unknown }) => `${lot} ${size} ${type}`;
  const made = rows.map((row) => [keyOf(row), row.figures]);
  expect(Object.fromEntries(made)).toEqual(Object.fromEntries(byHand.map((row) => [keyOf(row), row.figures])));
  const [{ orders } = {}] = await query(
    set.url,
    'select ((select count(*) from orders) + (select count(*) from imported_orders))::int as orders',
  );
  const leftOut = [...filled.leftOut.values()].reduce((sum, count) => sum + count, 0);
  expect([filled.covered + leftOut, filled.items]).toEqual([orders, orders]);
  expect([...filled.leftOut.keys()]).toEqual(['NEVER_EXECUTABLE']);
}, 120_000);
