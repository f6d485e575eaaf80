-- What the market showed: one row an instrument and minute, delta-coded (core/market/history). Of what no row covers nothing is known.
CREATE TABLE "market_history" (
    "instrument_id" VARCHAR(20) NOT NULL,
    "from_at" TIMESTAMPTZ(6) NOT NULL,
    "until_at" TIMESTAMPTZ(6) NOT NULL,
    "unknown_since" TIMESTAMPTZ(6),
    "unknown_because" VARCHAR(20),
    "changes" BYTEA NOT NULL,

    CONSTRAINT "market_history_pkey" PRIMARY KEY ("instrument_id","from_at")
) PARTITION BY RANGE ("from_at");
ALTER TABLE market_history
  ADD CONSTRAINT market_history_minute_check CHECK
    (until_at > from_at AND until_at <= date_trunc('minute', from_at, 'UTC') + interval '1 minute'),
  ADD CONSTRAINT market_history_unknown_check CHECK
    (unknown_since < from_at AND (unknown_since IS NULL) = (unknown_because IS NULL)),
  ADD CONSTRAINT market_history_because_check CHECK (unknown_because IN ('ROUTER_DOWN', 'ROUTER_STALLED', 'NOT_WRITTEN'));
-- The bytes are packed already.
ALTER TABLE market_history ALTER COLUMN changes SET STORAGE EXTERNAL;

-- Makes the daily partitions (UTC) from the day of a time to so many days later, and says how many were missing. By its owner's rights: who
-- writes the history need not own it. Two callers at once wait for each other.
CREATE FUNCTION ensure_market_history_partitions(from_time timestamptz, days_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  starts timestamptz := date_trunc('day', from_time, 'UTC');
  partition_name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('market_history partitions'));
  FOR i IN 0 .. days_ahead LOOP
    partition_name := 'market_history_' || to_char(starts AT TIME ZONE 'UTC', 'YYYYMMDD');
    IF to_regclass(partition_name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF market_history FOR VALUES FROM (%L) TO (%L)',
        partition_name, starts, starts + interval '1 day');
      made := made + 1;
    END IF;
    starts := starts + interval '1 day';
  END LOOP;
  RETURN made;
END
$$;

-- Drops the oldest daily partition that ended before a time and gives its name, null where there is none: one a call, so that the lock on the
-- table is let go after each. Never more than the partition itself.
CREATE FUNCTION drop_market_history_partition(before_time timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
DECLARE
  partition_name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('market_history partitions'));
  SELECT child.relname INTO partition_name FROM pg_inherits
  JOIN pg_class child ON child.oid = pg_inherits.inhrelid
  WHERE pg_inherits.inhparent = 'market_history'::regclass
    -- The planner may try the names of other relations before it knows that they are no partitions.
    AND CASE WHEN child.relname ~ '^market_history_[0-9]{8}$'
      THEN to_timestamp(right(child.relname, 8) || '+00', 'YYYYMMDDTZH') + interval '1 day' <= before_time
      ELSE false END
  ORDER BY child.relname LIMIT 1;
  IF partition_name IS NOT NULL THEN EXECUTE format('DROP TABLE %I RESTRICT', partition_name); END IF;
  RETURN partition_name;
END
$$;

-- Where the mid was some time after an execution. No foreign key: executions may be made again from the journal.
CREATE TABLE "execution_markouts" (
    "execution_id" UUID NOT NULL,
    "horizon" VARCHAR(10) NOT NULL,
    "mid" DECIMAL(20,8) NOT NULL,
    "bps" DECIMAL(20,8),

    CONSTRAINT "execution_markouts_pkey" PRIMARY KEY ("execution_id","horizon")
);
ALTER TABLE execution_markouts
  ADD CONSTRAINT execution_markouts_horizon_check CHECK (horizon IN ('50ms', '1s', '15s', '1m', '5m')),
  ADD CONSTRAINT execution_markouts_mid_check CHECK (mid > 0);

-- Up to when a job has done its work, for jobs that go on from there.
CREATE TABLE "job_progress" (
    "job" VARCHAR(100) NOT NULL,
    "done_until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "job_progress_pkey" PRIMARY KEY ("job")
);

-- Simulated orders are deleted from the oldest on; everybody else's stay, and are not gone through for them.
CREATE INDEX "orders_simulated_id_idx" ON "orders"("id") WHERE simulated;
