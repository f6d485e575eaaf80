import { MarketDays } from '@fairlead/core/market/market-days';
import { formatScaled } from '@fairlead/core/money/scaled';
import { monthDays } from '@fairlead/core/report/report-period';
import { type CoveredOrder, coveredOrder, type LeftOutReason } from '@fairlead/rule606/rule605/covered-order';
import { DetailReport } from '@fairlead/rule606/rule605/detail-report';
import type { Rule605Rules } from '@fairlead/rule606/rule605/filled-groups';
import { sp500DayOf, toldUntil } from '@fairlead/rule606/rule605/reporting-calendar';
import type pg from 'pg';
import { CalendarRepository } from '../repositories/calendar-repository.ts';
import { SP500 } from '../repositories/index-members-repository.ts';
import { MarketHistoryRepository } from '../repositories/market-history-repository.ts';
import { ordersNotInDollars } from '../repositories/reported-orders.ts';
import { isUuid } from '../repositories/uuid-range.ts';
import { microseconds } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { CoveredItemBatch, type ItemOrder } from './covered-item-batch.ts';
import { importedOrder } from './imported-order.ts';
import { importedExecutions, importedOrders } from './imported-order-rows.ts';
import { InstrumentMarket } from './instrument-market.ts';
import { type MeasuredOrder, ownOrder, type StockMarket } from './own-order.ts';
import { byOrder, type OwnStock, ownExecutions, ownOrders, ownStocks } from './own-order-rows.ts';
import { ownTerms, termsParts } from './own-terms.ts';
import { type PrintedShares, printedShares } from './printed-shares.ts';
import { Sessions } from './sessions.ts';

/** Of which month of New York (`YYYY-MM`) and of which orders a report tells, and by which rules. */
export interface CoveredScope {
  readonly month: string;
  /** Of simulated orders only; imported ones are none. */
  readonly simulated: boolean;
  readonly rules: Rule605Rules;
}

/** What the orders of a month have come to. */
export interface FilledCovered {
  /** Rows of the run. */
  readonly items: number;
  /** Up to which position of the journal it tells. */
  readonly asOfPosition: number;
  readonly report: DetailReport;
  readonly covered: number;
  readonly leftOut: ReadonlyMap<LeftOutReason, number>;
  /** The day of the list of S&P 500 members that the summary is divided by; null where there is none. */
  readonly memberList: string | null;
  readonly isSp500: (symbol: string) => boolean;
  /** Our own orders that were received in the month in instruments that do not trade in US dollars: they are in no row. */
  readonly notInDollars: number;
}

interface MonthFacts {
  readonly from_us: number;
  readonly to_us: number;
  /** Nothing that happened from then on is told. */
  readonly told_until_us: number;
  readonly position: number;
  readonly as_of: string | null;
  readonly members: readonly string[];
}

/** Measures the orders of a month for Rule 605, and keeps a row of each. */
export class CoveredOrdersRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Measures every order whose clock starts in the month, and makes the rows of a run that is being made in the place of those of an earlier attempt, all of one
   * moment. What such an order comes to in the days after the month is told too, and nothing later, so that a report made again is the same. `told` is told how
   * far it is, 0 to 1.
   */
  fill(runId: string, scope: CoveredScope, told: (done: number) => void): Promise<FilledCovered> {
    const table = tableOf(runId);
    return inTransaction(this.#pool, async (client) => {
      await client.query(
        "set transaction isolation level repeatable read; set local work_mem = '64MB'; set local jit = off",
      );
      await client.query('select open_covered_order_items($1)', [runId]);
      const month = await monthFacts(client, scope);
      const tally = new Tally(scope.rules, { month, batch: new CoveredItemBatch(client, { runId, table }) });
      const sessions = new Sessions(new MarketDays(await new CalendarRepository(client).marketDays()));
      const stocks = await ownStocks(client);
      for (const [place, stock] of stocks.entries()) {
        await addOwn(client, { stock, sessions, month, simulated: scope.simulated }, tally);
        told((place + 1) / (stocks.length + 1));
      }
      if (!scope.simulated) await addImported(client, { sessions, month }, tally);
      const items = await tally.end();
      await client.query('select seal_covered_order_items($1)', [runId]);
      const { report, covered, leftOut, isSp500 } = tally;
      const tallied = { report, covered, leftOut, isSp500, notInDollars: await notInDollars(client, scope) };
      return { items, asOfPosition: month.position, memberList: month.as_of, ...tallied };
    });
  }
}

/** Judges orders one by one, and keeps what they have come to. */
class Tally {
  readonly report: DetailReport;
  readonly leftOut = new Map<LeftOutReason, number>();
  readonly isSp500: (symbol: string) => boolean;
  covered = 0;
  readonly #rules: Rule605Rules;
  readonly #month: MonthFacts;
  readonly #batch: CoveredItemBatch;

  constructor(rules: Rule605Rules, { month, batch }: { month: MonthFacts; batch: CoveredItemBatch }) {
    this.report = new DetailReport(rules);
    this.#rules = rules;
    this.#month = month;
    this.#batch = batch;
    const members = new Set(month.members);
    this.isSp500 = (symbol) => members.has(symbol);
  }

  /** An order that came before the month, and one whose clock starts outside of it, is another month's. */
  async add(
    measured: MeasuredOrder,
    row: Pick<ItemOrder, 'table' | 'id' | 'terms'>,
    prints: (covered: CoveredOrder) => Promise<PrintedShares>,
  ): Promise<void> {
    const { facts, quotes, receivedAtUs } = measured;
    const judged = coveredOrder(facts, quotes, this.#rules.settings);
    if (!judged.ok) {
      // Of an order that came before the month this is the month in which nobody knows what it could do.
      const leftOutUs = judged.error === 'MARKET_UNKNOWN' ? (quotes.at(-1)?.atUs ?? receivedAtUs) : receivedAtUs;
      if (leftOutUs < this.#month.from_us) return;
      this.leftOut.set(judged.error, (this.leftOut.get(judged.error) ?? 0) + 1);
      return this.#batch.add(this.#itemOf(measured, row), { leftOut: judged.error });
    }
    const { startUs, type } = judged.value;
    if (startUs < this.#month.from_us || startUs >= this.#month.to_us) return;
    this.covered += 1;
    const isResting = this.#rules.settings.restingGroupTypes.value.includes(type);
    const printed = isResting ? await prints(judged.value) : {};
    const key = this.report.add({ ...judged.value, facts: { ...facts, ...printed } });
    await this.#batch.add(this.#itemOf(measured, row), { key, startUs });
  }

  end(): Promise<number> {
    return this.#batch.end();
  }

  #itemOf({ facts }: MeasuredOrder, row: Pick<ItemOrder, 'table' | 'id' | 'terms'>): ItemOrder {
    const { symbol, quantityE8, executions } = facts;
    const executedE8 = executions.reduce((sum, each) => sum + each.quantityE8, 0n);
    const [quantity, executed] = [formatScaled(quantityE8, 8), formatScaled(executedE8, 8)];
    return { ...row, symbol, sp500: this.isSp500(symbol), quantity, executed };
  }
}

interface OwnPart {
  readonly stock: OwnStock;
  readonly sessions: Sessions;
  readonly month: MonthFacts;
  readonly simulated: boolean;
}

async function addOwn(client: pg.PoolClient, { stock, sessions, month, simulated }: OwnPart, tally: Tally) {
  const [fromUs, toUs, toldUntilUs] = [month.from_us, month.to_us, month.told_until_us];
  const market = new InstrumentMarket(new MarketHistoryRepository(client), stock.instrument_id);
  const measured: StockMarket = {
    ...{ symbol: stock.instrument_id, roundLotShares: Number(stock.round_lot), market, sessions, toUs, toldUntilUs },
  };
  for await (const rows of ownOrders(client, { instrumentId: stock.instrument_id, fromUs, toUs, simulated })) {
    const told = { orders: rows.map(({ id }) => id), toUs: toldUntilUs };
    const executed = await ownExecutions(client, told);
    const terms = await ownTerms(client, told);
    const parts = rows.flatMap((row) => termsParts(row, executed.get(row.id) ?? [], terms.get(row.id) ?? []));
    for (const part of parts) {
      // What came after the month is another month's.
      if (part.row.created_at_us >= toUs) continue;
      const order = await ownOrder(part.row, part.executed, measured);
      await tally.add(order, { table: 'orders', id: part.row.id, terms: part.number }, (covered) =>
        printedShares(covered, order.endsAtUs, measured),
      );
    }
  }
}

async function addImported(
  client: pg.PoolClient,
  { sessions, month }: { sessions: Sessions; month: MonthFacts },
  tally: Tally,
) {
  const [fromUs, toUs] = [month.from_us, month.to_us];
  const of = { sessions, toldUntilUs: month.told_until_us };
  for await (const rows of importedOrders(client, { fromUs, toUs })) {
    const told = { orders: rows.map(({ id }) => id), toUs: month.told_until_us };
    const executed = byOrder(await importedExecutions(client, told));
    for (const row of rows) {
      const order = importedOrder(row, executed.get(row.id) ?? [], of);
      await tally.add(order, { table: 'imported_orders', id: row.id, terms: 1 }, async () => order.facts);
    }
  }
}

async function monthFacts(client: pg.PoolClient, { month, rules }: CoveredScope): Promise<MonthFacts> {
  const until = toldUntil(month, rules.settings.executedAfterMonthDays.value);
  const { rows } = await client.query<MonthFacts>(MONTH, [sp500DayOf(month), SP500, until]);
  if (rows[0] === undefined) throw new Error('a month has its facts');
  return rows[0];
}

function notInDollars(client: pg.PoolClient, { month, simulated }: CoveredScope): Promise<number> {
  const [year = 0, ofYear = 0] = month.split('-').map(Number);
  const { period_from: from, period_to: to } = monthDays({ year, month: ofYear });
  return ordersNotInDollars(client, {
    from,
    to,
    zone: 'America/New_York',
    simulated,
    clientId: null,
    customerId: null,
  });
}

/** The name of a table cannot be a parameter. */
function tableOf(runId: string): string {
  if (!isUuid(runId)) throw new Error(`${runId} is no run`);
  return `report_items_${runId.toLowerCase().replaceAll('-', '')}`;
}

const NEW_YORK = "'America/New_York'";
const MONTH = `
with listed as (select max(as_of) as as_of from index_members where index_name = $2 and as_of <= $1::date)
select ${microseconds(`($1::date::timestamp at time zone ${NEW_YORK})`)} as from_us,
  ${microseconds(`(($1::date + interval '1 month')::timestamp at time zone ${NEW_YORK})`)} as to_us,
  ${microseconds(`($3::date::timestamp at time zone ${NEW_YORK})`)} as told_until_us,
  (select coalesce(min(position), 0)::float8 from projection_positions) as position,
  (select as_of::text from listed) as as_of,
  (select coalesce(array_agg(m.symbol::text), '{}') from index_members m, listed l where m.index_name = $2 and m.as_of = l.as_of) as members`;
