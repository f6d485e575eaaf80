-- Limits of risk, in versions: one is in force at most, and nobody approves what they wrote. docs/adr/0096.
CREATE TABLE risk_limit_versions (
  version INTEGER NOT NULL,
  state VARCHAR(20) NOT NULL,
  author VARCHAR(200) NOT NULL,
  author_name VARCHAR(200) NOT NULL,
  reason TEXT NOT NULL,
  approver VARCHAR(200),
  approver_name VARCHAR(200),
  approval_reason TEXT,
  created_at TIMESTAMPTZ(6) NOT NULL,
  approved_at TIMESTAMPTZ(6),
  retired_at TIMESTAMPTZ(6),
  CONSTRAINT risk_limit_versions_pkey PRIMARY KEY (version),
  CONSTRAINT risk_limit_versions_version_check CHECK (version > 0),
  CONSTRAINT risk_limit_versions_state_check CHECK (state IN ('SUBMITTED', 'ACTIVE', 'RETIRED')),
  CONSTRAINT risk_limit_versions_second_person_check CHECK (approver <> author),
  CONSTRAINT risk_limit_versions_approved_check CHECK
    (state = 'SUBMITTED' OR (approver IS NOT NULL AND approver_name IS NOT NULL AND approval_reason IS NOT NULL AND approved_at IS NOT NULL)),
  CONSTRAINT risk_limit_versions_retired_check CHECK ((state = 'RETIRED') = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX risk_limit_versions_active_key ON risk_limit_versions (state) WHERE state = 'ACTIVE';

CREATE TABLE risk_limits (
  id UUID NOT NULL,
  version INTEGER NOT NULL,
  scope VARCHAR(20) NOT NULL,
  client_id VARCHAR(50),
  account VARCHAR(100),
  instrument_id VARCHAR(50),
  asset_class VARCHAR(10),
  venue_id VARCHAR(100),
  max_order_quantity NUMERIC(28, 8),
  max_order_notional NUMERIC(28, 8),
  collar_bps INTEGER,
  max_orders_per_second INTEGER,
  duplicate_window_ms INTEGER,
  max_gross_exposure NUMERIC(28, 8),
  max_net_exposure NUMERIC(28, 8),
  credit NUMERIC(28, 8),
  CONSTRAINT risk_limits_pkey PRIMARY KEY (id),
  CONSTRAINT risk_limits_version_fkey FOREIGN KEY (version) REFERENCES risk_limit_versions (version) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT risk_limits_scope_check CHECK (scope IN ('FIRM', 'CLIENT', 'ACCOUNT', 'INSTRUMENT', 'VENUE')),
  CONSTRAINT risk_limits_least_check CHECK (
    max_order_quantity >= 0 AND max_order_notional >= 0 AND collar_bps >= 0 AND max_orders_per_second >= 0
    AND duplicate_window_ms >= 0 AND max_gross_exposure >= 0 AND max_net_exposure >= 0 AND credit >= 0)
);
CREATE INDEX risk_limits_version_idx ON risk_limits (version);
