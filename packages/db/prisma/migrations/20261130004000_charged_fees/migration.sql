-- What venues tell of executions: the fee as charged, where and when by their own clock; and those that came late, found fast. docs/adr/0101.
ALTER TABLE executions
  ADD COLUMN fee_source VARCHAR(10) NOT NULL DEFAULT 'SCHEDULE',
  ADD COLUMN venue_fee DECIMAL(20,8),
  ADD COLUMN venue_fee_currency VARCHAR(10),
  ADD COLUMN flag_assumed BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN last_market VARCHAR(4),
  ADD COLUMN venue_time TIMESTAMPTZ(6),
  ADD CONSTRAINT executions_fee_source_check CHECK (fee_source IN ('VENUE', 'SCHEDULE')),
  ADD CONSTRAINT executions_venue_fee_check CHECK ((venue_fee IS NULL) = (venue_fee_currency IS NULL));
CREATE INDEX executions_late_idx ON executions (executed_at) WHERE marks @> '{LATE}'::text[];
