import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportedExecution } from '@fairlead/rule606/import/execution-layout';
import { EXECUTIONS, ORDERS, ROUTES } from '@fairlead/rule606/import/import-file';
import type { ImportedOrder } from '@fairlead/rule606/import/order-layout';
import type { ImportedRoute } from '@fairlead/rule606/import/route-layout';
import { csvLine, headerLine } from '@fairlead/rule606/import/row-writer';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The three files of a quarter. */
export interface QuarterFiles {
  readonly orders: string;
  readonly routes: string;
  readonly executions: string;
}

const SEED = 606;
const E8 = 100_000_000n;
const FROM_US = Date.UTC(2026, 6, 1, 13, 30) * 1_000;
/** Ninety days of orders, as far apart as makes them fill it. */
const QUARTER_US = 90 * 86_400_000_000;
const SYMBOLS = 500;
const CUSTOMERS = 20_000;
const VENUES = [
  ['Nasdaq', 'XNAS'],
  ['NYSE Arca', 'ARCX'],
  ['Cboe BZX', 'BATS'],
  ['IEX', 'IEXG'],
  ['MEMX', 'MEMX'],
] as const;
/** So many are written together. */
const LINES_A_PIECE = 1_000;

/**
 * Writes a quarter of a retail firm that is made up, always the same one: so many orders, three in ten of them in two routes, three executions each.
 */
export async function writeQuarter(folder: string, orders: number): Promise<QuarterFiles> {
  const files = {
    orders: join(folder, 'orders.csv'),
    routes: join(folder, 'routes.csv'),
    executions: join(folder, 'executions.csv'),
  };
  await write(
    files.orders,
    headerLine(ORDERS.layout),
    linesOf(orders, (order) => [csvLine(ORDERS.layout, orderOf(order))]),
  );
  await write(
    files.routes,
    headerLine(ROUTES.layout),
    linesOf(orders, (order) => routesOf(order).map((route) => csvLine(ROUTES.layout, route))),
  );
  await write(
    files.executions,
    headerLine(EXECUTIONS.layout),
    linesOf(orders, (order) => executionsOf(order).map((execution) => csvLine(EXECUTIONS.layout, execution))),
  );
  return files;
}

function write(path: string, header: string, lines: Iterable<string>): Promise<void> {
  return pipeline(Readable.from(pieces(header, lines)), createWriteStream(path));
}

function* pieces(header: string, lines: Iterable<string>): Generator<string> {
  let piece = [header];
  for (const line of lines) {
    piece.push(line);
    if (piece.length < LINES_A_PIECE) continue;
    yield `${piece.join('\n')}\n`;
    piece = [];
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
}

/** What of an order is drawn: the same in each of the files. */
interface Drawn {
  readonly n: number;
  readonly atUs: number;
  readonly symbol: number;
  readonly customer: number;
  readonly isBuy: boolean;
  readonly isLimit: boolean;
  readonly venue: number;
  readonly shares: bigint;
  /** In 10^-8. */
  readonly bid: bigint;
}

function* linesOf(orders: number, of: (order: Drawn) => readonly string[]): Generator<string> {
  const random = xoroshiro128plus(SEED);
  const below = (limit: number) => (random.next() >>> 0) % limit;
  for (let n = 0; n < orders; n++) {
    yield* of({
      n,
      atUs: FROM_US + Math.floor((QUARTER_US / orders) * n),
      symbol: below(SYMBOLS),
      customer: below(CUSTOMERS),
      isBuy: below(2) === 0,
      isLimit: below(2) === 0,
      venue: below(VENUES.length),
      shares: 100n * BigInt(1 + below(20)),
      bid: 1_000_000n * BigInt(1_000 + below(50_000)),
    });
  }
}

function orderOf({ n, atUs, symbol, customer, isBuy, isLimit, shares, bid }: Drawn): ImportedOrder {
  const ask = bid + 1_000_000n;
  return {
    order_id: `O-${n}`,
    customer_id: `C-${customer}`,
    account: null,
    symbol: `SYM${symbol}`,
    security_class: 'NMS_STOCK',
    side: isBuy ? 'BUY' : 'SELL',
    quantity: 3n * shares * E8,
    order_type: isLimit ? 'LIMIT' : 'MARKET',
    limit_price: isLimit ? (isBuy ? ask : bid) : null,
    stop_price: null,
    time_in_force: 'DAY',
    handling: 'HELD',
    directed_venue: null,
    received_at: atUs,
    nbbo_bid: bid,
    nbbo_ask: ask,
    nbbo_bid_size: 400n * E8,
    nbbo_ask_size: 300n * E8,
    best_bid: bid,
    best_ask: ask,
    executable_at: null,
    executable_bid: null,
    executable_ask: null,
    executable_best_bid: null,
    executable_best_ask: null,
    classification: null,
    ioi_venues: null,
    canceled_quantity: 0n,
    ended_at: atUs + 40_123,
    round_lot: null,
    printed_quantity: null,
    printed_on_exchanges_quantity: null,
  };
}

function routesOf(order: Drawn): ImportedRoute[] {
  const routes = isSplit(order) ? [2n, 1n] : [3n];
  return routes.map((parts, index) => {
    const [venue, mic] = VENUES[(order.venue + index) % VENUES.length] ?? VENUES[0];
    return {
      route_id: `R-${order.n}-${index}`,
      order_id: `O-${order.n}`,
      venue,
      mic,
      mpid: null,
      quantity: parts * order.shares * E8,
      ioc: true,
      further_routable: false,
      routing_firm: null,
      sent_at: order.atUs + 1_500,
      ended_at: order.atUs + 40_000,
    };
  });
}

function executionsOf(order: Drawn): ImportedExecution[] {
  const { n, atUs, isBuy, shares, bid } = order;
  const price = isBuy ? bid + 1_000_000n : bid;
  return [0, 1, 2].map((index) => ({
    execution_id: `E-${n}-${index}`,
    route_id: `R-${n}-${isSplit(order) && index === 2 ? 1 : 0}`,
    quantity: shares * E8,
    price,
    executed_at: atUs + 20_000 + index,
    liquidity: 'REMOVED',
    price_side: 'FAR',
    as_principal: false,
    fee_usd: shares * 300_000n,
    rebate_usd: 0n,
    payment_for_order_flow_usd: 0n,
    profit_sharing_usd: 0n,
    nbbo_bid: bid,
    nbbo_ask: bid + 1_000_000n,
    mid_50ms: null,
    mid_1s: null,
    mid_15s: null,
    mid_1min: null,
    mid_5min: null,
  }));
}

function isSplit({ n }: Drawn): boolean {
  return n % 10 < 3;
}
