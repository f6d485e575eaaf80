import { formatScaled } from '@fairlead/core/money/scaled';
import { rule605Dates } from '@fairlead/rule606/rule605/reporting-calendar';
import { rule605Settings } from '@fairlead/rule606/rule605/settings';
import { createPool } from '../pool.ts';
import { CoveredOrdersRepository } from '../rule605/covered-orders-repository.ts';
import { type MarketStep, storeMarket } from './market-rows.ts';
import { query } from './query.ts';
import { runningReport } from './report-run.ts';
import { type ReportedOrder, storeReported } from './reported-orders.ts';
import { testDatabase } from './test-database.ts';

const RULES = { settings: rule605Settings, dates: rule605Dates };
/** The month that reports are made of where no other is said. */
export const NOVEMBER = { month: '2026-11', simulated: false, rules: RULES };
/** A Tuesday, and when it opens and closes in New York. */
const DAY = '2026-11-03';
export const OPENS = `${DAY}T14:30:00.000Z`;
export const CLOSES = `${DAY}T21:00:00.000Z`;
const REPORTER = { participant: 'T', entity: 'FAIR', month: '2026-11' };

/** A database with AAPL and its market, whose reports of Rule 605 can be made. */
export async function coveredRuns() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-09-15Z', 4)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const repository = new CoveredOrdersRepository(pool);
  const fill = async (changes: Partial<typeof NOVEMBER> = {}) => {
    const run = await runningReport(pool, { from: '2026-11-01', to: '2026-12-01', simulated: false, clientId: null });
    const filled = await repository.fill(run, { ...NOVEMBER, ...changes }, () => undefined);
    const rows = [...filled.report.rows({ ...REPORTER, month: changes.month ?? NOVEMBER.month })].map((row) => ({
      ...{ symbol: row.symbol, lot: row.lot, size: Number(row.size), type: row.type },
      figures: Object.fromEntries([...row.figures].map(([name, figure]) => [name, formatScaled(figure, 6)])),
    }));
    return { run, filled, rows };
  };
  return {
    ...{ url: db.url, pool, fill },
    market: (steps: readonly MarketStep[], more: Partial<Parameters<typeof storeMarket>[1]> = {}) =>
      storeMarket(db.url, { instrumentId: 'AAPL', from: OPENS, until: CLOSES, steps, ...more }),
    /** Stores an order of AAPL at 190.00 to 190.10, a limit of 190.10 to buy 100 where nothing else is said, and gives its key. */
    order: ({ order, ...rest }: ReportedOrder) =>
      storeReported(db.url, {
        ...rest,
        order: {
          ...{ limit_price: '190.10', quantity: '100', state: 'CANCELED', nbbo_bid: '190.00', nbbo_ask: '190.10' },
          ...{ odd_lot_ask: null, arrival_mid: '190.05', updated_at_us: ms(CLOSES) * 1_000 - 1 },
          ...order,
        },
      }),
    /** Each order of a run in a line: what it is in or why it is not, and how long after a time its clock starts. */
    linesOf: async (run: string, since = OPENS) => {
      const sql = `select concat_ws(' ', nullif(left_out, ''), nullif(order_type, ''), trim_scale(quantity), nullif(lot, ''),
          case when order_type <> '' then order_size end, '+' || trim_scale(extract(epoch from started_at - $2::timestamptz))) as line
        from covered_order_items where run_id = $1`;
      return (await query(db.url, sql, [run, since])).map(({ line }) => String(line)).sort();
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

export const iso = (ms: number) => new Date(ms).toISOString();
export const ms = (text: string) => Date.parse(text);
export const QUIET: MarketStep = { at: OPENS, bid: 190, ask: 190.1 };

/** So many seconds after the open. */
export const at = (seconds: number) => iso(ms(OPENS) + seconds * 1_000);
