import type { DecisionList, DecisionListFilter } from '@fairlead/db/repositories/decision-list';
import type { OrderList, OrderListFilter, OrderListPage } from '@fairlead/db/repositories/order-list';
import type { Search } from '@fairlead/db/repositories/search';

/** What the queries are asked of. */
export interface Lists {
  readonly orders: OrderList;
  readonly decisions: DecisionList;
  readonly search: Search;
}

/** One thing that a person asks of a list. */
export interface ListQuery {
  readonly name: string;
  readonly ask: (lists: Lists) => Promise<unknown>;
}

/** Names that are in the database. */
export interface Sample {
  readonly orderPk: string;
  readonly orderId: string;
  readonly decisionId: string;
  /** A day in the middle of the history, and the month around it, microseconds since 1970. */
  readonly day: { readonly fromUs: number; readonly toUs: number };
  readonly month: { readonly fromUs: number; readonly toUs: number };
  /** A place deep in the lists. */
  readonly deep: string;
}

const PAGE: OrderListPage = { sortedBy: 'time', direction: 'desc', limit: 200, cursor: null };
const MINUTE_AGO_US = () => (Date.now() - 60_000) * 1_000;

/** Every filter and every sort that the lists offer, alone and as people combine them. */
export function listQueries(sample: Sample): ListQuery[] {
  const { day, month } = sample;
  const filters: readonly (readonly [string, OrderListFilter])[] = [
    ['no filter', {}],
    ['a day', day],
    ['a month', month],
    ['a large client', { clientId: 'C000' }],
    ['a small client', { clientId: 'C119' }],
    ['a busy symbol', { instrumentId: 'AAPL' }],
    ['a quiet symbol', { instrumentId: 'S499' }],
    ['a symbol of a client', { instrumentId: 'AAPL', clientId: 'C119' }],
    ['a symbol on a day', { instrumentId: 'AAPL', ...day }],
    ['a client in a month', { clientId: 'C010', ...month }],
    ['short sales', { side: 'SELL_SHORT' }],
    ['an objective', { objective: 'MINIMAL_IMPACT' }],
    ['simulated', { simulated: true }],
    ['customers’', { simulated: false }],
    ['filled', { states: ['FILLED'] }],
    ['expired', { states: ['EXPIRED'] }],
    ['rejected', { states: ['REJECTED'] }],
    ['unknown', { states: ['UNKNOWN'] }],
    ['open (none is)', { states: ['RECEIVED', 'ROUTING', 'WORKING', 'PARTIALLY_FILLED', 'PENDING_CANCEL'] }],
    ['rejected of a client', { states: ['REJECTED'], clientId: 'C050' }],
    ['rejected of a symbol', { states: ['REJECTED'], instrumentId: 'S200' }],
    ['five filters', { clientId: 'C001', side: 'SELL', objective: 'SMART', states: ['CANCELED'], simulated: false }],
    [
      'four filters that none fits',
      { side: 'SELL_SHORT', objective: 'SMART', states: ['PENDING_CANCEL'], simulated: true },
    ],
    ['a venue', { venueId: 'LTSE' }],
    ['a venue that none went to', { venueId: 'NOWHERE' }],
    ['a key', { named: sample.orderPk }],
    ['a client’s order id', { named: sample.orderId }],
    ['how order ids begin, few', { named: sample.orderId.slice(0, -1) }],
    ['how order ids begin, many', { named: 'C005-2026' }],
  ];
  return [
    ...filters.flatMap(([name, filter]) => ofOrders(name, filter, sample)),
    ...[
      ['a day', day],
      ['a quiet symbol', { instrumentId: 'S499' }],
      ['a busy symbol on a day', { instrumentId: 'AAPL', ...day }],
      ['a busy symbol in a month', { instrumentId: 'AAPL', ...month }],
    ].flatMap(([name, filter]) => sorted(String(name), filter as OrderListFilter)),
    ...decisionFilters(sample).flatMap(([name, filter]) => ofDecisions(name, filter)),
    ...searches(sample),
  ];
}

function ofOrders(name: string, filter: OrderListFilter, { deep }: Sample): ListQuery[] {
  return [
    { name: `orders, newest: ${name}`, ask: ({ orders }) => orders.page(filter, PAGE) },
    { name: `orders, oldest: ${name}`, ask: ({ orders }) => orders.page(filter, { ...PAGE, direction: 'asc' }) },
    { name: `orders, a deep page: ${name}`, ask: ({ orders }) => orders.page(filter, { ...PAGE, cursor: deep }) },
    { name: `orders, count (a step): ${name}`, ask: ({ orders }) => orders.byTime.count(filter, null) },
    { name: `orders, failures: ${name}`, ask: ({ orders }) => orders.failures(filter, MINUTE_AGO_US()) },
    { name: `orders, CSV’s first page: ${name}`, ask: ({ orders }) => orders.page(filter, { ...PAGE, limit: 2_000 }) },
  ];
}

function sorted(name: string, filter: OrderListFilter): ListQuery[] {
  return (['quantity', 'cost'] as const).flatMap((sortedBy) =>
    (['desc', 'asc'] as const).map((direction) => ({
      name: `orders, by ${sortedBy} ${direction}: ${name}`,
      ask: ({ orders }) => orders.page(filter, { ...PAGE, sortedBy, direction }),
    })),
  );
}

function decisionFilters({ day, month, orderId, orderPk, decisionId }: Sample): [string, DecisionListFilter][] {
  return [
    ['no filter', {}],
    ['a day', day],
    ['a month', month],
    ['a large client', { clientId: 'C000' }],
    ['a small client', { clientId: 'C119' }],
    ['a busy symbol', { instrumentId: 'AAPL' }],
    ['a symbol of a client', { instrumentId: 'AAPL', clientId: 'C119' }],
    ['an objective', { objective: 'MINIMAL_IMPACT' }],
    ['a venue', { venueId: 'LTSE' }],
    ['a venue that none went to', { venueId: 'NOWHERE' }],
    ['short sales', { side: 'SELL_SHORT' }],
    ['simulated', { simulated: true }],
    ['sent nothing', { nowhere: true }],
    ['sent nothing, of a client', { nowhere: true, clientId: 'C050' }],
    ['its id', { named: decisionId }],
    ['its order’s key', { named: orderPk }],
    ['its client’s order id', { named: orderId }],
  ];
}

function ofDecisions(name: string, filter: DecisionListFilter): ListQuery[] {
  const page = { direction: 'desc', limit: 200, cursor: null } as const;
  return [
    { name: `decisions, newest: ${name}`, ask: ({ decisions }) => decisions.page(filter, page) },
    {
      name: `decisions, oldest: ${name}`,
      ask: ({ decisions }) => decisions.page(filter, { ...page, direction: 'asc' }),
    },
    { name: `decisions, count (a step): ${name}`, ask: ({ decisions }) => decisions.count(filter, null) },
  ];
}

function searches({ orderPk, orderId, decisionId }: Sample): ListQuery[] {
  const texts = [orderPk, orderId, orderId.slice(0, 12), decisionId, 'aapl', 'C11', 'xnas', 'nothing like this'];
  return texts.map((text) => ({ name: `search: ${text}`, ask: ({ search }) => search.find(text) }));
}
