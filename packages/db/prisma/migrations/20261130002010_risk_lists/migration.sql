-- Who may trade what, and on what: instruments that the firm or a client may not trade, located shares, and the accounts of a client. docs/adr/0096.
CREATE TABLE restricted_instruments (
  id UUID NOT NULL,
  client_id VARCHAR(50),
  instrument_id VARCHAR(50) NOT NULL,
  side VARCHAR(10) NOT NULL,
  from_at TIMESTAMPTZ(6) NOT NULL,
  to_at TIMESTAMPTZ(6),
  reason TEXT NOT NULL,
  author_name VARCHAR(200) NOT NULL,
  CONSTRAINT restricted_instruments_pkey PRIMARY KEY (id),
  CONSTRAINT restricted_instruments_side_check CHECK (side IN ('BUY', 'SELL', 'ALL'))
);
CREATE INDEX restricted_instruments_to_at_idx ON restricted_instruments (to_at);

CREATE TABLE locates (
  client_id VARCHAR(50) NOT NULL,
  locate_id VARCHAR(50) NOT NULL,
  instrument_id VARCHAR(50) NOT NULL,
  quantity NUMERIC(20, 8) NOT NULL,
  expires_at TIMESTAMPTZ(6) NOT NULL,
  author_name VARCHAR(200) NOT NULL,
  CONSTRAINT locates_pkey PRIMARY KEY (client_id, locate_id),
  CONSTRAINT locates_quantity_check CHECK (quantity > 0)
);

CREATE TABLE client_accounts (
  client_id VARCHAR(50) NOT NULL,
  account VARCHAR(100) NOT NULL,
  CONSTRAINT client_accounts_pkey PRIMARY KEY (client_id, account)
);
