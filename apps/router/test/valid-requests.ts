import { VALID_REPORT_REQUESTS } from './valid-report-requests.ts';

/** A request that the API takes, in parts that can be changed one by one. */
export interface ValidRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path as it is registered, with its parameters as `:name`. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly key: KeyName;
}

/** Whose key a request is sent with: a trader's, an operator's, an administrator's, an author's of rules, that of a second person who approves them and keeps limits, of who halts, of who makes the firm's reports, or of who runs jobs. */
export type KeyName = 'trader' | 'operator' | 'admin' | 'author' | 'approver' | 'halter' | 'reporter' | 'runner';

/** What each key may do. */
export const KEY_SCOPES: Readonly<Record<KeyName, readonly string[]>> = {
  trader: ['route:write', 'orders:write', 'orders:read', 'events:read'],
  operator: ['orders:read', 'venues:write'],
  admin: ['admin'],
  author: ['rules:write', 'rules:approve'],
  approver: ['rules:approve', 'risk:write'],
  halter: ['orders:read', 'risk:halt'],
  runner: ['jobs:read', 'jobs:run'],
  reporter: ['reports:read', 'reports:write', 'reports:approve'],
};

const BASE = '/api/v1/smart-routing';
const BROKER = '/api/v1/trading/intelligent';
const UUID = '01900000-0000-7000-8000-000000000000';
const HASH = 'a'.repeat(64);
const QUALITY = { instrument_id: 'AAPL', venue_id: 'XNYS', objective: 'SMART', size: '1000', simulated: 'true' };

const plain = { order_id: 'ID', instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'MARKET' };
const ioc = { time_in_force: 'IOC' };
const whole = {
  ...plain,
  order_type: 'LIMIT',
  limit_price: '187.50',
  ...ioc,
  routing_objective: 'SMART',
  routing_mode: 'OPTIMAL',
  sourcing: 'ANY',
  venue_preferences: ['XNYS'],
  exclude_venues: ['BATS'],
  max_venue_split: 4,
  account: 'A-1',
  customer_id: 'C-1',
  trader_id: 'T-1',
  held: false,
  capacity: 'AGENCY',
  tag: 'a tag',
  urgency: 0.5,
  constraints: { max_fee: '0.003', min_fill_rate: 0.1, max_latency_ms: 50, max_impact_bps: 20 },
};
const manual = {
  ...plain,
  ...ioc,
  routing_mode: 'MANUAL',
  manual_allocations: [
    { venue_id: 'XNYS', quantity: 60 },
    { venue_id: 'ARCX', quantity: 40 },
  ],
};
const ORDERS: readonly Readonly<Record<string, unknown>>[] = [
  { ...plain, ...ioc },
  whole,
  manual,
  { ...plain, side: 'SELL_SHORT', locate_id: 'L-1', ...ioc, directed_venue: 'XNYS' },
  { ...plain, order_type: 'STOP', stop_price: 900, time_in_force: 'GTC' },
  { ...plain, order_type: 'STOP_LIMIT', stop_price: 900, limit_price: 901 },
  { ...plain, order_type: 'MIDPOINT_PEG', quantity: 500, ...ioc },
  { ...plain, instrument_id: 'EURUSD', quantity: 100_000, ...ioc },
  { ...plain, instrument_id: 'BTC/USD', quantity: '0.05', ...ioc },
];

/** The same order in the words of the broker document. */
function inBrokerWords(order: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const words: Readonly<Record<string, string>> = { instrument_id: 'symbol', venue_id: 'brokerId' };
  const said = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(said);
    return typeof value === 'object' && value !== null ? inBrokerWords(value as Record<string, unknown>) : value;
  };
  const camel = (name: string) => words[name] ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(order).map(([name, value]) => [camel(name), said(value)]));
}

const rule = {
  rule_name: 'small orders away from NYSE',
  priority: 10,
  enabled: true,
  instrument_pattern: 'A*',
  order_size_range: { min: 1, max: '5000' },
  time_conditions: { from: '09:30', to: '16:00', weekdays: ['MON', 'FRI'] },
  client_id: null,
  side: 'BUY',
  order_type: 'MARKET',
  venue_preferences: ['ARCX'],
  routing_logic: {
    objective: 'LOWEST_COST',
    mode: 'SWEEP',
    sourcing: 'ANY',
    urgency: 0.25,
    exclude_venues: ['XNYS'],
    venue_caps: [{ venue_id: 'BATS', max_quantity: 1000, max_share: '0.5' }],
    max_venue_split: 3,
    constraints: { max_fee: '0.003', min_fill_rate: 0.2, max_latency_ms: 20, max_impact_bps: 10 },
  },
};
const reason = 'a drill';
const period = { from: '2026-01-02T00:00:00Z', to: '2026-01-03T00:00:00Z' };
const at = { min_position: '0' };
const CURSOR = Buffer.from(`1767366000000000~${UUID}`).toString('base64url');
const version = { version: '1' };

/** Valid requests of every route below /api but the stream, whose own tests read its wishes. */
const act = { reason, idempotency_key: '01900000-0000-4000-8000-00000000000a' };
/** Where nothing else trades. */
const halted = { venue_id: 'XCHI', instrument_id: 'JPM' };
const limit = {
  scope: 'CLIENT',
  client_id: 'fuzz',
  max_order_quantity: '1000',
  collar_bps: 500,
  max_orders_per_second: 100,
};

export const VALID_REQUESTS: readonly ValidRequest[] = [
  ...ORDERS.flatMap((body): ValidRequest[] => [
    {
      method: 'POST',
      path: `${BASE}/orders`,
      body,
      query: body.time_in_force === 'IOC' ? { wait: 'done' } : {},
      key: 'trader',
    },
    { method: 'POST', path: `${BASE}/route`, body, key: 'trader' },
    { method: 'POST', path: `${BASE}/analyze`, body, key: 'trader' },
    { method: 'POST', path: `${BASE}/split`, body, key: 'trader' },
    { method: 'POST', path: `${BROKER}/orders/smart`, body: inBrokerWords(body), key: 'trader' },
    { method: 'POST', path: `${BROKER}/orders/analyze`, body: inBrokerWords(body), key: 'trader' },
  ]),
  { method: 'GET', path: `${BASE}/:order_id/execution`, params: { order_id: 'known' }, key: 'trader' },
  { method: 'DELETE', path: `${BASE}/:order_id`, params: { order_id: 'known' }, key: 'trader' },
  {
    method: 'PATCH',
    path: `${BASE}/:order_id`,
    params: { order_id: 'known' },
    body: { quantity: 200, limit_price: '187.40' },
    key: 'trader',
  },
  {
    method: 'POST',
    path: `${BASE}/:order_id/executions`,
    params: { order_id: 'known' },
    body: {
      executions: [
        {
          execution_id: 'x-1',
          venue_id: 'XNYS',
          quantity: 100,
          price: '187.41',
          fee: '0.30',
          liquidity_flag: 'TAKE',
          executed_at: '2026-01-02T15:00:00Z',
        },
      ],
      done: true,
    },
    key: 'trader',
  },
  { method: 'GET', path: `${BASE}/decisions/:decision_id`, params: { decision_id: UUID }, key: 'trader' },
  { method: 'POST', path: `${BASE}/decisions/:decision_id/replay`, params: { decision_id: UUID }, key: 'trader' },
  {
    method: 'POST',
    path: `${BASE}/decisions/:decision_id/counterfactual`,
    params: { decision_id: UUID },
    key: 'trader',
  },
  { method: 'GET', path: '/api/v1/system', key: 'trader' },
  { method: 'GET', path: '/api/v1/keys', query: { client_id: 'client-1', cursor: UUID, limit: '5' }, key: 'admin' },
  {
    method: 'POST',
    path: '/api/v1/keys',
    body: { client_id: 'client-1', name: 'the OMS', scopes: ['admin'], expires_at: '2199-01-01T00:00:00Z', ...act },
    key: 'admin',
  },
  { method: 'POST', path: '/api/v1/keys/:id/revoke', params: { id: UUID }, body: act, key: 'admin' },
  { method: 'GET', path: `${BASE}/nbbo`, query: { instrument_id: 'AAPL' }, key: 'trader' },
  { method: 'GET', path: `${BASE}/book`, query: { instrument_id: 'BTC/USD' }, key: 'trader' },
  { method: 'GET', path: `${BASE}/calendar`, key: 'trader' },
  { method: 'GET', path: `${BASE}/rule-calendar`, query: { date: '2026-11-27' }, key: 'trader' },
  { method: 'GET', path: `${BASE}/venues`, key: 'trader' },
  { method: 'GET', path: `${BASE}/venues/quality`, query: { instrument_id: 'AAPL' }, key: 'trader' },
  { method: 'GET', path: `${BASE}/venues/quality/overall`, key: 'trader' },
  { method: 'GET', path: `${BASE}/venues/:venue_id/quality`, params: { venue_id: 'XNYS' }, key: 'trader' },
  {
    method: 'GET',
    path: `${BASE}/venues/rankings`,
    query: { instrument_id: 'AAPL', side: 'BUY', quantity: '100', routing_objective: 'SMART' },
    key: 'trader',
  },
  {
    method: 'POST',
    path: `${BASE}/venues/:venue_id/status`,
    params: { venue_id: 'XCHI' },
    query: { instrument_id: 'AAPL' },
    body: { status: 'SLOW', reason, idempotency_key: UUID },
    key: 'operator',
  },
  {
    method: 'POST',
    path: `${BASE}/persons/erase`,
    body: { client_id: 'fuzz', kind: 'CUSTOMER', name: 'C-1', reason },
    key: 'admin',
  },
  { method: 'GET', path: `${BASE}/events`, query: { after: '0', limit: '10' }, key: 'trader' },
  {
    method: 'GET',
    path: `${BASE}/orders`,
    query: {
      user_id: 'fuzz',
      order_id: 'known',
      instrument_id: 'AAPL',
      side: 'BUY',
      state: 'WORKING,FILLED',
      ...period,
      limit: '10',
      cursor: CURSOR,
      ...at,
    },
    key: 'trader',
  },
  {
    method: 'GET',
    path: `${BASE}/decisions`,
    query: {
      user_id: 'fuzz',
      instrument_id: 'AAPL',
      venue_id: 'XNYS',
      objective: 'SMART',
      state: 'WORKING,FILLED',
      ...period,
      limit: '10',
      cursor: CURSOR,
      ...at,
    },
    key: 'trader',
  },
  {
    method: 'GET',
    path: `${BASE}/stats`,
    query: { user_id: 'fuzz', instrument_id: 'AAPL', ...period, ...at },
    key: 'trader',
  },
  {
    method: 'GET',
    path: `${BASE}/performance`,
    query: { user_id: 'fuzz', instrument_id: 'AAPL', ...period, ...at },
    key: 'trader',
  },
  {
    method: 'GET',
    path: `${BASE}/quality`,
    query: { user_id: 'fuzz', by: 'VENUE,DAY', sources: 'ROUTED,IMPORTED', ...QUALITY, ...period, ...at },
    key: 'trader',
  },
  {
    method: 'GET',
    path: `${BASE}/quality/expectations`,
    query: { user_id: 'fuzz', by: 'SIZE', ...QUALITY, ...period, ...at },
    key: 'trader',
  },
  { method: 'GET', path: `${BASE}/quality/calibration`, query: { ...QUALITY, ...period, ...at }, key: 'trader' },
  { method: 'GET', path: `${BROKER}/analytics/execution`, query: { days: '30', minPosition: '0' }, key: 'trader' },
  { method: 'GET', path: `${BASE}/rules`, key: 'author' },
  { method: 'GET', path: `${BASE}/rules/:version`, params: version, key: 'author' },
  { method: 'POST', path: `${BASE}/rules`, body: { reason, rules: [rule] }, key: 'author' },
  {
    method: 'POST',
    path: `${BASE}/rules`,
    body: { version: 1, ...act, rules: [rule, { ...rule, rule_name: 'b', priority: 11 }] },
    key: 'author',
  },
  {
    method: 'POST',
    path: `${BASE}/rules/:version/simulate`,
    params: version,
    body: { ...act, days: 5, max_decisions: 20 },
    key: 'author',
  },
  { method: 'GET', path: `${BASE}/rules/:version/simulate`, params: version, key: 'author' },
  { method: 'DELETE', path: `${BASE}/rules/:version/simulate`, params: version, key: 'author' },
  { method: 'GET', path: `${BASE}/rules/:version/history`, params: version, key: 'author' },
  {
    method: 'POST',
    path: `${BASE}/rules/:version/submit`,
    params: version,
    body: { ...act, content_hash: HASH },
    key: 'author',
  },
  {
    method: 'POST',
    path: `${BASE}/rules/:version/approve`,
    params: version,
    body: { content_hash: HASH, ...act, effective_at: '2027-01-04T14:30:00Z' },
    key: 'approver',
  },
  { method: 'POST', path: `${BASE}/rules/:version/rollback`, params: version, body: act, key: 'approver' },
  { method: 'POST', path: `${BASE}/rules/:version/retire`, params: version, body: act, key: 'approver' },
  { method: 'DELETE', path: `${BASE}/orders`, query: { client_id: 'fuzz' }, body: act, key: 'trader' },
  { method: 'GET', path: `${BASE}/circuits`, key: 'trader' },
  {
    method: 'POST',
    path: `${BASE}/circuits/:venue_id`,
    params: { venue_id: 'XCHI' },
    body: { ...act, action: 'reset' },
    key: 'operator',
  },
  { method: 'GET', path: `${BASE}/halt`, key: 'halter' },
  { method: 'GET', path: `${BASE}/halt/effect`, query: halted, key: 'halter' },
  { method: 'POST', path: `${BASE}/halt`, body: { ...halted, ...act, cancel_all: false }, key: 'halter' },
  { method: 'POST', path: `${BASE}/halt/:halt_id/release`, params: { halt_id: UUID }, body: act, key: 'halter' },
  { method: 'GET', path: `${BASE}/risk/exposure`, key: 'approver' },
  { method: 'GET', path: `${BASE}/risk/limits`, key: 'approver' },
  { method: 'POST', path: `${BASE}/risk/limits`, body: { reason, limits: [limit] }, key: 'approver' },
  { method: 'POST', path: `${BASE}/risk/limits/:version/approve`, params: version, body: { reason }, key: 'approver' },
  { method: 'POST', path: `${BASE}/risk/limits/:version/refuse`, params: version, body: { reason }, key: 'approver' },
  { method: 'GET', path: `${BASE}/risk/drill`, key: 'approver' },
  { method: 'GET', path: `${BASE}/risk/lists`, key: 'approver' },
  { method: 'GET', path: `${BASE}/jobs`, key: 'runner' },
  {
    method: 'GET',
    path: `${BASE}/jobs/:name/runs`,
    params: { name: 'daily-roots' },
    query: { outcome: 'FAILED', cursor: UUID, limit: '50' },
    key: 'runner',
  },
  {
    method: 'POST',
    path: `${BASE}/jobs/:name/run`,
    params: { name: 'daily-roots' },
    body: { ...act, retry_of: UUID },
    key: 'runner',
  },
  {
    method: 'POST',
    path: `${BASE}/risk/restricted`,
    body: {
      client_id: 'fuzz',
      instrument_id: 'JPM',
      side: 'ALL',
      from: '2027-01-04T14:30:00Z',
      to: '2027-01-05T14:30:00Z',
      reason,
    },
    key: 'approver',
  },
  { method: 'POST', path: `${BASE}/risk/restricted/:id/lift`, params: { id: UUID }, body: { reason }, key: 'approver' },
  {
    method: 'POST',
    path: `${BASE}/risk/locates`,
    body: {
      client_id: 'fuzz',
      locate_id: 'L-1',
      instrument_id: 'JPM',
      quantity: '500',
      expires_at: '2027-01-05T14:30:00Z',
      reason,
    },
    key: 'approver',
  },
  { method: 'POST', path: `${BASE}/risk/accounts`, body: { client_id: 'fuzz', accounts: [], reason }, key: 'approver' },
  {
    method: 'POST',
    path: `${BASE}/risk/accounts`,
    body: { client_id: 'fuzz', add: ['B'], close: [], reason },
    key: 'approver',
  },
  ...VALID_REPORT_REQUESTS,
];
