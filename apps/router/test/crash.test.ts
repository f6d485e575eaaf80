import { describe, expect, it } from 'vitest';
import { RunningStack } from './running-stack.ts';

/** Crashes in one run: a few in the tests, more with FAIRLEAD_CRASHES in the long mode. */
const CRASHES = Number(process.env.FAIRLEAD_CRASHES ?? 4);
const ORDERS_BETWEEN = 40;

describe('a router that is killed under load', () => {
  it(
    `loses no acknowledged order, sends nothing twice and overfills nothing (${CRASHES} crashes)`,
    async () => {
      await using stack = await RunningStack.start();
      const acknowledged = new Set<string>();
      for (let crash = 0; crash < CRASHES; crash++) {
        const answers = Array.from({ length: ORDERS_BETWEEN }, (_, index) =>
          submit(stack, `crash-${crash}-${index}`, acknowledged),
        );
        // The kill lands after a few answers, while the rest are anywhere between the socket and the venues.
        const first = (crash * 3) % (ORDERS_BETWEEN - 5);
        await Promise.race(answers.slice(first, first + 5));
        await stack.killRouter();
        await Promise.all(answers);
        await stack.startRouter();
      }
      await settled(stack);
      expect(await orderIds(stack)).toEqual(expect.arrayContaining([...acknowledged]));
      expect(acknowledged.size).toBeGreaterThan(0);
      expect(await faults(stack)).toEqual([]);
      const venues = await stack.venueBooks();
      expect(venues.filter((venue) => venue.repeated_child_ids !== 0)).toEqual([]);
      const atVenues = venues.filter((venue) => venue.orders > 0);
      expect(await recorded(stack)).toEqual(
        atVenues.map(({ venue_id, orders, fills }) => ({ venue_id, orders, fills })),
      );
    },
    30_000 + CRASHES * 10_000,
  );
});

async function submit(stack: RunningStack, orderId: string, acknowledged: Set<string>): Promise<void> {
  const body = {
    order_id: orderId,
    instrument_id: 'AAPL',
    side: orderId.endsWith('1') ? 'SELL' : 'BUY',
    quantity: 400,
    order_type: 'MARKET',
  };
  const answer = await stack.call('POST', '/orders', body);
  if (answer?.status === 202) acknowledged.add(orderId);
}

/** Asks the API until no order is alive any more: each look is a round trip through router and database. */
async function settled(stack: RunningStack): Promise<void> {
  for (;;) {
    const { rows } = await stack.database.query(
      "select 1 from orders where state not in ('FILLED', 'CANCELED', 'EXPIRED', 'REJECTED') limit 1",
    );
    if (rows.length === 0) return;
    await stack.call('GET', '/venues');
  }
}

async function orderIds(stack: RunningStack): Promise<string[]> {
  const { rows } = await stack.database.query<{ order_id: string }>('select order_id from orders');
  return rows.map((row) => row.order_id);
}

/** What the journal says of each venue: the children that reached it, and the fills that it gave. */
async function recorded(stack: RunningStack): Promise<unknown[]> {
  const { rows } = await stack.database.query(`
    select v.venue_id, c.orders, coalesce(e.fills, 0)::int as fills
    from venue_configurations v
    join (
      select venue_id, count(*)::int as orders from child_orders
      where reject_code is null or reject_code not in ('NEVER_RECEIVED', 'NOT_SENT', 'PLAN_TOO_OLD') group by 1
    ) c on c.venue_id = v.venue_id
    left join (select venue_id, count(*) as fills from executions group by 1) e on e.venue_id = v.venue_id
    order by v.priority`);
  return rows;
}

/** Every order whose sums do not agree with its fills, or that has more than it asked for, in the database's own arithmetic. */
async function faults(stack: RunningStack): Promise<unknown[]> {
  const { rows } = await stack.database.query(`
    select o.order_id, o.quantity, o.filled_quantity, e.executed, c.filled_by_children
    from orders o
    left join lateral (select coalesce(sum(quantity), 0) as executed from executions where order_pk = o.id) e on true
    left join lateral (select coalesce(sum(filled_quantity), 0) as filled_by_children from child_orders where order_pk = o.id) c on true
    where o.filled_quantity <> e.executed or o.filled_quantity <> c.filled_by_children or o.filled_quantity > o.quantity`);
  return rows;
}
