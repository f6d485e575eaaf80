import { createHash } from 'node:crypto';
import { migrate } from '../migrate.ts';
import { CHILD_COLUMNS, EXECUTION_COLUMNS, ORDER_COLUMNS, PROJECTED_DECISION_COLUMNS } from '../order-columns.ts';
import type { DecisionRow } from '../order-rows.ts';
import { upsert } from '../projection/bulk.ts';
import type { MigratedChildRow, MigratedExecutionRow, MigratedOrderRow } from '../record/entry-content.ts';
import { seedCatalogue } from '../seed-catalogue.ts';
import { query } from './query.ts';
import { emptyDatabase, type TestDatabase } from './test-database.ts';

/** One link of the chain that each order had: seq starts at 1 without a gap; hash covers prev_hash and payload. */
interface OrderEventRow {
  readonly order_pk: string;
  readonly seq: number;
  readonly event_type: string;
  /** JSON text, kept byte for byte. */
  readonly payload: string;
  /** 64 hex digits; 64 zeros for the first. */
  readonly prev_hash: string;
  readonly hash: string;
  readonly created_at_us: number;
}

const {
  security_class: _class,
  received_bid: _bid,
  received_ask: _ask,
  received_odd_lot_bid: _oddBid,
  received_odd_lot_ask: _oddAsk,
  ...OLD_ORDER_COLUMNS
} = ORDER_COLUMNS;
const { shard: _shard, position: _position, ...DECISION } = PROJECTED_DECISION_COLUMNS;
const DECISION_COLUMNS = { ...DECISION, rationale: 'text', evidence: 'text' } as const;
const { venue_order_id: _venueOrderId, ...OLD_CHILD_COLUMNS } = CHILD_COLUMNS;
const {
  fee_source: _source,
  venue_fee: _fee,
  venue_fee_currency: _currency,
  flag_assumed: _assumed,
  last_market: _market,
  venue_time_us: _time,
  ...OLD_EXECUTION_COLUMNS
} = EXECUTION_COLUMNS;
const EVENT_COLUMNS = {
  order_pk: 'uuid',
  seq: 'int4',
  event_type: 'text',
  payload: 'text',
  prev_hash: 'text',
  hash: 'text',
  created_at_us: 'time',
} as const;

/** An order as the tables of before the journal held it. */
export interface OldOrder {
  readonly order: MigratedOrderRow;
  readonly decisions: readonly DecisionRow[];
  readonly children: readonly MigratedChildRow[];
  readonly executions: readonly MigratedExecutionRow[];
  readonly events: readonly OrderEventRow[];
}

const LAST_BEFORE = '20261129008100_instruments_told';

/** A database of the version before the journal that holds these orders. */
export async function databaseBefore(orders: readonly OldOrder[]): Promise<TestDatabase> {
  const db = await emptyDatabase();
  await migrate(db.url, LAST_BEFORE);
  await seedCatalogue(db.url);
  const write = async <Row extends object>(
    { text, values }: ReturnType<typeof upsert<Row>>,
    rows: readonly Row[],
  ): Promise<void> => {
    await query(db.url, text, values(rows));
  };
  await write(
    upsert('orders', ['id'], OLD_ORDER_COLUMNS),
    orders.map(({ order }) => order),
  );
  await write(
    upsert('routing_decisions', ['id'], DECISION_COLUMNS),
    orders.flatMap(({ decisions }) => decisions),
  );
  await write(
    upsert('child_orders', ['id'], OLD_CHILD_COLUMNS),
    orders.flatMap(({ children }) => children),
  );
  await write(
    upsert('executions', ['id'], OLD_EXECUTION_COLUMNS),
    orders.flatMap(({ executions }) => executions),
  );
  await write(
    upsert('order_events', ['order_pk', 'seq'], EVENT_COLUMNS),
    orders.flatMap(({ events }) => events),
  );
  return db;
}

/** The chain of events of an order of before the journal. */
export function oldEvents(
  orderPk: string,
  told: readonly (readonly [type: string, payload: object])[],
): OrderEventRow[] {
  let prev_hash = '0'.repeat(64);
  return told.map(([event_type, facts], index) => {
    const payload = JSON.stringify(facts);
    const hash = createHash('sha256').update(prev_hash).update(payload).digest('hex');
    const row = {
      order_pk: orderPk,
      seq: index + 1,
      event_type,
      payload,
      prev_hash,
      hash,
      created_at_us: 1_795_000_000_000_000 + index,
    };
    prev_hash = hash;
    return row;
  });
}
