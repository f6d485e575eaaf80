const BASE = '/api/v1/smart-routing/reports';
const UUID = '01900000-0000-7000-8000-000000000000';
const reason = 'a drill';
const act = { reason, idempotency_key: UUID };
const customer = {
  client_id: 'fuzz',
  customer_id: 'C-1',
  customer: 'A Customer',
  requested_on: '2026-11-02',
  look_through: true,
};
const key = 'reporter';

/** What may be asked for. The demonstration needs no name of the firm and no end of the period. */
const ASKED: readonly Readonly<Record<string, unknown>>[] = [
  { kind: 'RULE_606_A1', year: 2026, quarter: 3, simulated: true, ...act },
  { kind: 'RULE_606_B1', ...customer, simulated: true, reason },
  { kind: 'RULE_606_B3', ...customer, simulated: true, reason },
  { kind: 'RULE_605', year: 2026, month: 10, simulated: true, reason },
  { kind: 'REVIEW', year: 2026, quarter: 3, simulated: true, reason },
  { kind: 'TCA', from: '2026-10-01', to: '2026-10-02', client_id: 'fuzz', customer_id: 'C-1', simulated: true, reason },
];
const FIRM = { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', participant: 'T', entity: 'ABRO' };
const CHOICE = {
  name: 'RESTING_ORDER_TYPED_BY',
  effective_from: '2026-07-01',
  value: 'EXECUTABILITY',
  source: 'Exhibit A',
};
const TERMS = {
  venue_id: 'XNAS',
  effective_from: '2026-07-01',
  pfof_market: '0.2',
  pfof_marketable_limit: 0.15,
  pfof_non_marketable_limit: '-0.3',
  pfof_other: 0,
  profit_sharing_rate: '0.00000001',
  profit_sharing: 'a fifth of what the venue earns',
  material_aspects: 'Rebates rise with volume.',
  source: 'price list of 2026-06-15',
};

const CELL_ALONE = {
  ...{ kind: 'ROUTE', month: '2026-07', section: 'SP500', held: 'true', directed: 'false', venue_id: 'XNAS' },
  order_type: 'MARKET',
};
const CELL = {
  ...CELL_ALONE,
  after: Buffer.from(JSON.stringify([true, false, '', '', UUID])).toString('base64url'),
  limit: '10',
};

const ASIDE = { code: 'FEE_DIFFERS', numbers: [1, 3], ...act };

const IMPORTS = '/api/v1/smart-routing/imports';
const FILE = { name: 'orders.csv', bytes: 7 };
const ORDERS = {
  ...{ kind: 'ORDERS', client_id: 'fuzz', format: 'CSV' },
  files: { orders: FILE, routes: { ...FILE, bytes: 0 }, executions: FILE },
};

/** Valid requests of the routes of imports; parts of files are no JSON, and are refused here as such. */
const VALID_IMPORT_REQUESTS = [
  { method: 'GET', path: IMPORTS, query: { kind: 'ORDERS', cursor: UUID, limit: '10' }, key },
  { method: 'POST', path: IMPORTS, body: { ...ORDERS, ...act }, key },
  { method: 'POST', path: IMPORTS, body: { kind: 'PEERS', files: [FILE], reason }, key },
  { method: 'GET', path: `${IMPORTS}/:id`, params: { id: UUID }, key },
  {
    method: 'GET',
    path: `${IMPORTS}/:id/faults`,
    params: { id: UUID },
    query: { code: 'ID_TWICE', after: '3', limit: '10' },
    key,
  },
  {
    method: 'PUT',
    path: `${IMPORTS}/:id/files/:file/parts/:number`,
    params: { id: UUID, file: 'orders', number: '0' },
    key,
  },
  { method: 'POST', path: `${IMPORTS}/:id/load`, params: { id: UUID }, key },
  { method: 'POST', path: `${IMPORTS}/:id/withdraw`, params: { id: UUID }, body: act, key },
] as const;

/** Valid requests of the routes of reports. */
export const VALID_REPORT_REQUESTS = [
  ...VALID_IMPORT_REQUESTS,
  { method: 'GET', path: BASE, query: { kind: 'RULE_606_A1', cursor: UUID, limit: '10' }, key },
  { method: 'GET', path: `${BASE}/606`, query: { kind: 'RULE_606_A1', cursor: UUID, limit: '10' }, key },
  { method: 'GET', path: `${BASE}/606/:id`, params: { id: UUID }, key },
  ...ASKED.map((body) => ({ method: 'POST', path: BASE, body, key }) as const),
  { method: 'GET', path: `${BASE}/firm`, key },
  { method: 'POST', path: `${BASE}/firm`, body: { ...FIRM, ...act }, key },
  { method: 'GET', path: `${BASE}/choices`, key },
  { method: 'POST', path: `${BASE}/choices`, body: { ...CHOICE, ...act }, key },
  { method: 'GET', path: `${BASE}/payment-terms`, query: { venue_id: 'XNAS' }, key },
  { method: 'POST', path: `${BASE}/payment-terms`, body: { ...TERMS, ...act }, key },
  { method: 'GET', path: `${BASE}/member-lists`, key },
  { method: 'POST', path: `${BASE}/member-lists`, body: { text: '2026-07-01,2,AAPL MSFT', ...act }, key },
  { method: 'GET', path: `${BASE}/:id/items`, params: { id: UUID }, query: CELL, key },
  { method: 'GET', path: `${BASE}/:id/items/csv`, params: { id: UUID }, query: CELL_ALONE, key },
  {
    method: 'GET',
    path: `${BASE}/:id/orders/csv`,
    params: { id: UUID },
    query: { cell: 'LEFT_OUT', reason: 'NOT_HELD' },
    key,
  },
  { method: 'GET', path: `${BASE}/:id`, params: { id: UUID }, key },
  {
    method: 'GET',
    path: `${BASE}/:id/breaks`,
    params: { id: UUID },
    query: { code: 'PRICE_DIFFERS', after: '3', limit: '10' },
    key,
  },
  { method: 'POST', path: `${BASE}/:id/breaks/aside`, params: { id: UUID }, body: ASIDE, key },
  { method: 'POST', path: `${BASE}/:id/again`, params: { id: UUID }, body: act, key },
  { method: 'POST', path: `${BASE}/:id/approve`, params: { id: UUID }, body: act, key },
  { method: 'POST', path: `${BASE}/:id/publish`, params: { id: UUID }, body: act, key },
  { method: 'GET', path: `${BASE}/:id/files/:name`, params: { id: UUID, name: 'report.XML' }, key },
  {
    method: 'GET',
    path: `${BASE}/:id/orders`,
    params: { id: UUID },
    key,
    query: {
      cell: 'DETAIL',
      symbol: 'AAPL',
      lot: 'ROUND',
      size: '10000',
      type: 'MXXNN',
      limit: '10',
      after: `AAPL|10000|${UUID}`,
    },
  },
  {
    method: 'GET',
    path: `${BASE}/:id/orders`,
    params: { id: UUID },
    key,
    query: { cell: 'SUMMARY', sp500: 'Y', size: '199999', type: 'M' },
  },
  {
    method: 'GET',
    path: `${BASE}/:id/orders`,
    params: { id: UUID },
    query: { cell: 'LEFT_OUT', reason: 'NOT_HELD' },
    key,
  },
] as const;
