import { expect, it } from 'vitest';
import { note } from './ordeal/figures.ts';
import { RunningStack } from './running-stack.ts';

/** A few in the tests; the long run has as many as a busy day. */
const LIVE = Number(process.env.FAIRLEAD_LIVE_ORDERS ?? 200);
const ENTRIES = Number(process.env.FAIRLEAD_JOURNAL_ENTRIES ?? 2_000);
const KILLS = 3;
const CALLERS = 24;
const CHUNK = 100_000;

it(
  `knows ${LIVE} resting orders again after a kill, behind a journal of ${ENTRIES} entries`,
  async () => {
    await using stack = await RunningStack.start();
    await rest(stack, ['template']);
    expect(await stack.stopRouter()).toBe(0);
    await lengthen(stack);
    await stack.startRouter();
    await rest(
      stack,
      Array.from({ length: LIVE }, (_, index) => `resting-${index}`),
    );
    const readyMs: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await stack.killRouter();
      const begunMs = performance.now();
      await stack.startRouter();
      readyMs.push(Math.round(performance.now() - begunMs));
      expect(stack.lastLine).toMatchObject({ orders: LIVE + 1, inDoubt: 0 });
    }
    expect((await stack.call('DELETE', '/resting-0'))?.status).toBe(202);
    note('live orders, entries of the journal', `${LIVE.toLocaleString('en')}, ${ENTRIES.toLocaleString('en')}`);
    note('from the start of the process to ready, each kill', readyMs.map((ms) => `${ms} ms`).join(', '));
  },
  120_000 + (LIVE + ENTRIES / 10) * 20,
);

/** Sends orders that rest, and waits until each is taken. */
async function rest(stack: RunningStack, orderIds: readonly string[]): Promise<void> {
  const left = [...orderIds];
  const send = async () => {
    for (let orderId = left.pop(); orderId !== undefined; orderId = left.pop()) {
      const answer = await stack.call('POST', '/orders', {
        ...{ order_id: orderId, instrument_id: 'AAPL', side: 'BUY', quantity: 100 },
        ...{ order_type: 'LIMIT', limit_price: 1, time_in_force: 'GTC', routing_objective: 'BEST_PRICE' },
      });
      expect(answer).toMatchObject({ status: 202 });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, send));
}

/** Puts a day of other orders into the journal, projected and ended: entries like those of the template, two an order. */
async function lengthen({ database }: RunningStack): Promise<void> {
  for (let done = 0; done < ENTRIES; done += CHUNK) {
    await database.query('select ensure_journal_partitions()');
    await database.query(LENGTHEN, [Math.min(CHUNK, ENTRIES - done)]);
  }
  await database.query(PROJECTED);
  await database.query(SEALED);
  await database.query('analyze');
}

const LENGTHEN = `
with last as (select max(position) as position from order_journal),
  template as (select * from order_journal where order_pk is not null order by position limit 1),
  made as (
    insert into order_journal (shard, position, order_pk, first_event, last_event, at, simulated, body, hash)
    select 0, last.position + n, (left(t.order_pk::text, 15) || substr(md5(((last.position + n) / 2)::text)::uuid::text, 16))::uuid, 1, 1, t.at, false, left(t.body, 600), sha256(int8send(n))
    from last, template t, generate_series(1, $1::int8) n returning order_pk)
insert into orders select ended.*
from (select distinct order_pk from made) made, (select * from orders where order_id = 'template') o,
  lateral jsonb_populate_record(null::orders, to_jsonb(o)
    || jsonb_build_object('id', made.order_pk, 'order_id', made.order_pk, 'state', 'FILLED')) ended on conflict do nothing`;
const PROJECTED = 'update projection_positions set position = (select max(position) from order_journal)';
const SEALED = `
insert into journal_seals (shard, position, entries, live_entries, chain_hash, at, hash)
select 0, position, 1, 1, hash, now(), hash from order_journal order by position desc limit 1`;
