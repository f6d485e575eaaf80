-- What reports are reconciled by: what the journal says of each order in sums, what venues say in drop copies, and where they differ. docs/adr/0115.

-- What the journal says of an order that is no simulation, made of its events and of nothing else. Rows are compared with it.
CREATE TABLE journal_sums (
  order_pk UUID NOT NULL,
  position BIGINT NOT NULL,
  client_id VARCHAR(50) NOT NULL,
  instrument_id VARCHAR(50) NOT NULL,
  classification VARCHAR(30) NOT NULL,
  held BOOLEAN NOT NULL,
  directed BOOLEAN NOT NULL,
  rejected BOOLEAN NOT NULL,
  sent INTEGER NOT NULL,
  executions INTEGER NOT NULL,
  quantity NUMERIC(30, 8) NOT NULL,
  notional NUMERIC(48, 16) NOT NULL,
  fees NUMERIC(30, 8) NOT NULL,
  received_at TIMESTAMPTZ(6) NOT NULL,
  changed_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT journal_sums_pkey PRIMARY KEY (order_pk)
);
CREATE INDEX journal_sums_changed_at_idx ON journal_sums (changed_at);

-- Up to which position of a shard the sums tell.
CREATE TABLE journal_sum_positions (
  shard SMALLINT NOT NULL,
  position BIGINT NOT NULL,
  CONSTRAINT journal_sum_positions_pkey PRIMARY KEY (shard)
);

-- What a venue says of a trading day, all of it; a corrected file takes the place of the one before.
CREATE TABLE drop_copies (
  venue_id VARCHAR(100) NOT NULL,
  trading_day DATE NOT NULL,
  file_name VARCHAR(300) NOT NULL,
  sha256 CHAR(64) NOT NULL,
  executions INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  loaded_by VARCHAR(200) NOT NULL,
  loaded_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT drop_copies_pkey PRIMARY KEY (venue_id, trading_day)
);

CREATE TABLE drop_copy_executions (
  venue_id VARCHAR(100) NOT NULL,
  trading_day DATE NOT NULL,
  execution_id VARCHAR(100) NOT NULL,
  line INTEGER NOT NULL,
  child_id VARCHAR(100),
  symbol VARCHAR(40) NOT NULL,
  side VARCHAR(20) NOT NULL,
  quantity NUMERIC(20, 8) NOT NULL,
  price NUMERIC(20, 8) NOT NULL,
  fee NUMERIC(20, 8),
  executed_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT drop_copy_executions_pkey PRIMARY KEY (venue_id, trading_day, execution_id),
  CONSTRAINT drop_copy_executions_drop_copy_fkey FOREIGN KEY (venue_id, trading_day) REFERENCES drop_copies (venue_id, trading_day)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drop_copy_executions_quantity_check CHECK (quantity > 0 AND price > 0)
);

-- Where what a run was made of does not agree, numbered; the first of very many.
CREATE TABLE report_breaks (
  run_id UUID NOT NULL,
  number INTEGER NOT NULL,
  code VARCHAR(40) NOT NULL,
  order_pk UUID,
  child_id VARCHAR(100),
  venue_id VARCHAR(100),
  day DATE,
  execution_id VARCHAR(100),
  expected TEXT,
  found TEXT,
  CONSTRAINT report_breaks_pkey PRIMARY KEY (run_id, number)
);
CREATE INDEX report_breaks_run_id_code_number_idx ON report_breaks (run_id, code, number);
