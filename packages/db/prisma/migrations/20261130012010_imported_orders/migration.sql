-- Orders, routes and executions of a firm that Fairlead did not route, as imported from its files. They are no projection of the journal: a rebuild leaves them.
-- Their keys are made of the client and the firm's own ids, so that a row names its parent without a look-up and the primary key finds what was loaded before.
-- Rows count only where their batch is COMPLETE. No foreign keys from row to row: the loader writes by a join with the parents.
CREATE TABLE imported_batches (
  id UUID NOT NULL,
  client_id VARCHAR(50) NOT NULL,
  format VARCHAR(5) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  state VARCHAR(10) NOT NULL,
  files JSONB NOT NULL,
  progress JSONB NOT NULL,
  orders INTEGER NOT NULL DEFAULT 0,
  routes INTEGER NOT NULL DEFAULT 0,
  executions INTEGER NOT NULL DEFAULT 0,
  error_count INTEGER NOT NULL DEFAULT 0,
  errors JSONB NOT NULL DEFAULT '[]',
  requested_by VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ(6) NOT NULL,
  updated_at TIMESTAMPTZ(6) NOT NULL,
  completed_at TIMESTAMPTZ(6),
  CONSTRAINT imported_batches_pkey PRIMARY KEY (id),
  CONSTRAINT imported_batches_format_check CHECK (format IN ('CSV', 'JSONL')),
  CONSTRAINT imported_batches_state_check CHECK (state IN ('LOADING', 'COMPLETE', 'REFUSED')),
  CONSTRAINT imported_batches_counts_check CHECK (orders >= 0 AND routes >= 0 AND executions >= 0 AND error_count >= 0),
  CONSTRAINT imported_batches_completed_check CHECK ((state = 'COMPLETE') = (completed_at IS NOT NULL))
);
-- The same files twice are one batch, and one is loaded at a time.
CREATE UNIQUE INDEX imported_batches_client_id_content_hash_key ON imported_batches (client_id, content_hash) WHERE state = 'COMPLETE';
CREATE UNIQUE INDEX imported_batches_loading_key ON imported_batches (state) WHERE state = 'LOADING';

CREATE TABLE imported_orders (
  id UUID NOT NULL,
  batch_id UUID NOT NULL,
  line INTEGER NOT NULL,
  client_id VARCHAR(50) NOT NULL,
  order_id VARCHAR(100) NOT NULL,
  customer_id VARCHAR(50),
  account VARCHAR(50),
  symbol VARCHAR(40) NOT NULL,
  security_class VARCHAR(10) NOT NULL,
  side VARCHAR(20) NOT NULL,
  quantity NUMERIC(20, 8) NOT NULL,
  order_type VARCHAR(20) NOT NULL,
  limit_price NUMERIC(20, 8),
  stop_price NUMERIC(20, 8),
  time_in_force VARCHAR(10) NOT NULL,
  handling VARCHAR(20) NOT NULL,
  directed_venue VARCHAR(100),
  received_at TIMESTAMPTZ(6) NOT NULL,
  nbbo_bid NUMERIC(20, 8),
  nbbo_ask NUMERIC(20, 8),
  nbbo_bid_size NUMERIC(20, 8),
  nbbo_ask_size NUMERIC(20, 8),
  best_bid NUMERIC(20, 8),
  best_ask NUMERIC(20, 8),
  executable_at TIMESTAMPTZ(6),
  executable_bid NUMERIC(20, 8),
  executable_ask NUMERIC(20, 8),
  classification VARCHAR(30) NOT NULL,
  ioi_venues TEXT[] NOT NULL,
  canceled_quantity NUMERIC(20, 8) NOT NULL,
  ended_at TIMESTAMPTZ(6),
  CONSTRAINT imported_orders_pkey PRIMARY KEY (id),
  CONSTRAINT imported_orders_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES imported_batches (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT imported_orders_security_class_check CHECK (security_class IN ('NMS_STOCK', 'OTC', 'OPTION')),
  CONSTRAINT imported_orders_side_check CHECK (side IN ('BUY', 'SELL', 'SELL_SHORT')),
  CONSTRAINT imported_orders_handling_check CHECK (handling IN ('HELD', 'NOT_HELD', 'NOT_HELD_EXEMPT')),
  CONSTRAINT imported_orders_classification_check CHECK (classification IN ('MARKET', 'MARKETABLE_LIMIT', 'NON_MARKETABLE_LIMIT', 'OTHER')),
  CONSTRAINT imported_orders_quantity_check CHECK (quantity > 0 AND canceled_quantity BETWEEN 0 AND quantity)
);
CREATE INDEX imported_orders_batch_id_idx ON imported_orders (batch_id);
CREATE INDEX imported_orders_received_at_idx ON imported_orders (received_at);
CREATE INDEX imported_orders_customer_idx ON imported_orders (client_id, customer_id, received_at) WHERE customer_id IS NOT NULL;

CREATE TABLE imported_routes (
  id UUID NOT NULL,
  batch_id UUID NOT NULL,
  line INTEGER NOT NULL,
  order_pk UUID NOT NULL,
  route_id VARCHAR(100) NOT NULL,
  venue VARCHAR(80) NOT NULL,
  mic VARCHAR(4),
  mpid VARCHAR(5),
  quantity NUMERIC(20, 8) NOT NULL,
  ioc BOOLEAN NOT NULL,
  further_routable BOOLEAN NOT NULL,
  routing_firm VARCHAR(80),
  sent_at TIMESTAMPTZ(6) NOT NULL,
  ended_at TIMESTAMPTZ(6),
  CONSTRAINT imported_routes_pkey PRIMARY KEY (id),
  CONSTRAINT imported_routes_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES imported_batches (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT imported_routes_quantity_check CHECK (quantity > 0)
);
CREATE INDEX imported_routes_batch_id_idx ON imported_routes (batch_id);
CREATE INDEX imported_routes_order_pk_idx ON imported_routes (order_pk);

CREATE TABLE imported_executions (
  id UUID NOT NULL,
  batch_id UUID NOT NULL,
  line INTEGER NOT NULL,
  order_pk UUID NOT NULL,
  route_pk UUID NOT NULL,
  execution_id VARCHAR(100) NOT NULL,
  quantity NUMERIC(20, 8) NOT NULL,
  price NUMERIC(20, 8) NOT NULL,
  executed_at TIMESTAMPTZ(6) NOT NULL,
  liquidity VARCHAR(10),
  price_side VARCHAR(10),
  as_principal BOOLEAN NOT NULL,
  fee_usd NUMERIC(20, 8) NOT NULL,
  rebate_usd NUMERIC(20, 8) NOT NULL,
  payment_for_order_flow_usd NUMERIC(20, 8) NOT NULL,
  profit_sharing_usd NUMERIC(20, 8) NOT NULL,
  nbbo_bid NUMERIC(20, 8),
  nbbo_ask NUMERIC(20, 8),
  mid_50ms NUMERIC(20, 8),
  mid_1s NUMERIC(20, 8),
  mid_15s NUMERIC(20, 8),
  mid_1min NUMERIC(20, 8),
  mid_5min NUMERIC(20, 8),
  CONSTRAINT imported_executions_pkey PRIMARY KEY (id),
  CONSTRAINT imported_executions_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES imported_batches (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT imported_executions_liquidity_check CHECK (liquidity IN ('PROVIDED', 'REMOVED')),
  CONSTRAINT imported_executions_price_side_check CHECK (price_side IN ('NEAR', 'MIDPOINT', 'FAR')),
  CONSTRAINT imported_executions_quantity_check CHECK (quantity > 0),
  CONSTRAINT imported_executions_amounts_check CHECK (fee_usd >= 0 AND rebate_usd >= 0)
);
CREATE INDEX imported_executions_batch_id_idx ON imported_executions (batch_id);
CREATE INDEX imported_executions_route_pk_idx ON imported_executions (route_pk);
CREATE INDEX imported_executions_executed_at_idx ON imported_executions (executed_at);
