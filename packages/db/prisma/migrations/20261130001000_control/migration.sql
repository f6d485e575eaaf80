-- What belongs to no order and is told by entries of the journal that name none: circuits and halts. docs/adr/0094.

-- Nothing has been written here so far: no circuit could open.
TRUNCATE circuit_events;
ALTER TABLE circuit_events
  ADD COLUMN code VARCHAR(40) NOT NULL,
  ADD COLUMN until_at TIMESTAMPTZ(6),
  ADD COLUMN openings INTEGER NOT NULL,
  ADD COLUMN shard SMALLINT NOT NULL,
  ADD COLUMN position BIGINT NOT NULL;

CREATE TABLE halts (
  id UUID NOT NULL,
  client_id VARCHAR(100),
  venue_id VARCHAR(100),
  instrument_id VARCHAR(50),
  reason TEXT NOT NULL,
  cancel_all BOOLEAN NOT NULL,
  actor VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ(6) NOT NULL,
  released_at TIMESTAMPTZ(6),
  released_by VARCHAR(200),
  release_reason TEXT,
  shard SMALLINT NOT NULL,
  position BIGINT NOT NULL,
  CONSTRAINT halts_pkey PRIMARY KEY (id),
  CONSTRAINT halts_release_check CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
);
CREATE INDEX halts_created_at_idx ON halts (created_at DESC);
CREATE INDEX halts_in_force_idx ON halts (created_at) WHERE released_at IS NULL;
