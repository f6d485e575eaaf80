-- What Prisma's schema cannot say: checks, storage, partitions.

-- Lists are never null; of supported_symbols null is every instrument.
ALTER TABLE venue_configurations
  ALTER COLUMN supported_order_types SET NOT NULL,
  ALTER COLUMN supported_times_in_force SET NOT NULL;
ALTER TABLE api_keys ALTER COLUMN scopes SET NOT NULL;
ALTER TABLE orders
  ALTER COLUMN venue_preferences SET NOT NULL,
  ALTER COLUMN exclude_venues SET NOT NULL;
ALTER TABLE routing_decisions ALTER COLUMN venue_ids SET NOT NULL;

-- Catalogue
ALTER TABLE venue_configurations
  ADD CONSTRAINT venue_configurations_type_check CHECK (venue_type IN
    ('EXCHANGE', 'ECN', 'ATS', 'DARK_POOL', 'CROSSING_NETWORK', 'MARKET_MAKER', 'LIQUIDITY_PROVIDER', 'BROKER', 'INTERNAL')),
  ADD CONSTRAINT venue_configurations_sizes_check CHECK (min_order_size >= 0 AND max_order_size >= min_order_size),
  ADD CONSTRAINT venue_configurations_latency_check CHECK (typical_latency_us >= 0),
  ADD CONSTRAINT venue_configurations_protected_check CHECK (lit OR NOT protected_quote);
ALTER TABLE venue_fee_schedules
  ADD CONSTRAINT venue_fee_schedules_ppm_check CHECK (abs(sub_dollar_take_ppm) <= 1000000 AND abs(sub_dollar_make_ppm) <= 1000000);
ALTER TABLE instruments
  ADD CONSTRAINT instruments_class_check CHECK (asset_class IN ('EQUITY', 'FX', 'CRYPTO')),
  ADD CONSTRAINT instruments_status_check CHECK (status IN ('ACTIVE', 'HALTED', 'RESTRICTED')),
  ADD CONSTRAINT instruments_scale_check CHECK (price_decimals BETWEEN 0 AND 8 AND quantity_decimals BETWEEN 0 AND 8),
  ADD CONSTRAINT instruments_round_lot_check CHECK (round_lot > 0),
  ADD CONSTRAINT instruments_scales_of_impact_check CHECK (average_daily_volume > 0 AND daily_volatility_bps > 0);
ALTER TABLE instrument_tick_bands
  ADD CONSTRAINT instrument_tick_bands_check CHECK (from_price >= 0 AND tick > 0);

-- Access
ALTER TABLE users
  ADD CONSTRAINT users_role_check CHECK (role IN ('TRADER', 'COMPLIANCE', 'OPERATIONS', 'AUDITOR', 'ADMIN')),
  ADD CONSTRAINT users_email_check CHECK (email = lower(email));
ALTER TABLE api_keys
  ADD CONSTRAINT api_keys_hash_check CHECK (key_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT api_keys_scopes_check CHECK (scopes <@ ARRAY
    ['route:write', 'orders:write', 'orders:read', 'venues:write', 'rules:write', 'rules:approve', 'risk:write',
     'reports:read', 'audit:read', 'admin']::text[]);

-- The order path
ALTER TABLE orders
  ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0),
  ADD CONSTRAINT orders_filled_check CHECK (filled_quantity >= 0 AND filled_quantity <= quantity),
  ADD CONSTRAINT orders_prices_check CHECK (limit_price > 0 AND stop_price > 0 AND nbbo_bid > 0 AND nbbo_ask > 0 AND arrival_mid > 0),
  ADD CONSTRAINT orders_side_check CHECK (side IN ('BUY', 'SELL', 'SELL_SHORT')),
  ADD CONSTRAINT orders_type_check CHECK (order_type IN ('MARKET', 'LIMIT', 'MIDPOINT_PEG', 'STOP', 'STOP_LIMIT')),
  ADD CONSTRAINT orders_time_in_force_check CHECK (time_in_force IN ('DAY', 'IOC', 'FOK', 'GTC')),
  ADD CONSTRAINT orders_objective_check CHECK (routing_objective IN
    ('BEST_PRICE', 'FASTEST_EXECUTION', 'LOWEST_COST', 'MINIMAL_IMPACT', 'HIGHEST_FILL_RATE', 'SMART')),
  ADD CONSTRAINT orders_mode_check CHECK (routing_mode IN ('OPTIMAL', 'SWEEP', 'PRO_RATA', 'SEQUENTIAL', 'MANUAL')),
  ADD CONSTRAINT orders_sourcing_check CHECK (sourcing IN ('ANY', 'INTERNALIZE_FIRST', 'EXTERNAL_ONLY', 'DARK_FIRST', 'LIT_ONLY')),
  ADD CONSTRAINT orders_capacity_check CHECK (capacity IN ('AGENCY', 'PRINCIPAL', 'RISKLESS_PRINCIPAL')),
  ADD CONSTRAINT orders_classification_check CHECK (classification IN ('MARKET', 'MARKETABLE_LIMIT', 'NON_MARKETABLE_LIMIT', 'OTHER')),
  ADD CONSTRAINT orders_nbbo_state_check CHECK (nbbo_state IN ('NORMAL', 'LOCKED', 'CROSSED', 'ONE_SIDED', 'STALE', 'HALTED')),
  ADD CONSTRAINT orders_state_check CHECK (state IN
    ('RECEIVED', 'REJECTED', 'ROUTING', 'WORKING', 'PARTIALLY_FILLED', 'FILLED', 'PENDING_CANCEL', 'CANCELED', 'EXPIRED', 'UNKNOWN')),
  ADD CONSTRAINT orders_reject_check CHECK (state <> 'REJECTED' OR reject_code IS NOT NULL),
  ADD CONSTRAINT orders_counts_check CHECK (waves >= 0 AND version > 0 AND max_venue_split > 0);
ALTER TABLE routing_decisions
  ADD CONSTRAINT routing_decisions_wave_check CHECK (wave > 0),
  ADD CONSTRAINT routing_decisions_quantity_check CHECK (routed_quantity >= 0 AND unallocated_quantity >= 0),
  ADD CONSTRAINT routing_decisions_fill_rate_check CHECK (expected_fill_rate BETWEEN 0 AND 1),
  ADD CONSTRAINT routing_decisions_confidence_check CHECK (confidence BETWEEN 0 AND 1);
-- Evidence is the bulk of the database; lz4 packs it as well as the default at a fraction of the cost, where the server has it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE routing_decisions ALTER COLUMN evidence SET COMPRESSION lz4;
  END IF;
END
$$;
ALTER TABLE child_orders
  ADD CONSTRAINT child_orders_quantity_check CHECK (quantity > 0),
  ADD CONSTRAINT child_orders_filled_check CHECK (filled_quantity >= 0 AND filled_quantity <= quantity),
  ADD CONSTRAINT child_orders_prices_check CHECK (limit_price > 0 AND expected_price > 0),
  ADD CONSTRAINT child_orders_kind_check CHECK (order_kind IN ('IOC', 'ISO', 'FOK', 'POST')),
  ADD CONSTRAINT child_orders_state_check CHECK (state IN
    ('INTENDED', 'SENT', 'ACKED', 'PARTIALLY_FILLED', 'FILLED', 'PENDING_CANCEL', 'CANCELED', 'REJECTED', 'EXPIRED', 'UNKNOWN')),
  ADD CONSTRAINT child_orders_counts_check CHECK (wave > 0 AND version > 0);
ALTER TABLE executions
  ADD CONSTRAINT executions_quantity_check CHECK (quantity > 0),
  ADD CONSTRAINT executions_prices_check CHECK (price > 0 AND nbbo_bid > 0 AND nbbo_ask > 0 AND mid > 0),
  ADD CONSTRAINT executions_flag_check CHECK (liquidity_flag IN ('TAKE', 'MAKE', 'MIDPOINT')),
  ADD CONSTRAINT executions_quality_check CHECK (quality IN ('EXCELLENT', 'GOOD', 'NEUTRAL', 'POOR'));
ALTER TABLE order_events
  ADD CONSTRAINT order_events_seq_check CHECK (seq > 0);

-- Operations
ALTER TABLE circuit_events
  ADD CONSTRAINT circuit_events_states_check CHECK
    (from_state IN ('CLOSED', 'OPEN', 'HALF_OPEN') AND to_state IN ('CLOSED', 'OPEN', 'HALF_OPEN'));
ALTER TABLE audit_entries
  ADD CONSTRAINT audit_entries_seq_check CHECK (seq > 0),
  ADD CONSTRAINT audit_entries_actor_check CHECK (actor_type IN ('USER', 'API_KEY', 'SYSTEM'));
ALTER TABLE venue_quality_ts
  ADD CONSTRAINT venue_quality_ts_status_check CHECK (status IN ('ACTIVE', 'SLOW', 'CONGESTED', 'OFFLINE', 'RESTRICTED'));

-- The record is added to, never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Makes the hourly partitions that cover [from_time, from_time + hours_ahead), UTC hours, and says how many were missing.
-- Two callers at once wait for each other.
CREATE FUNCTION ensure_venue_quality_partitions(from_time timestamptz, hours_ahead integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  starts timestamptz := date_trunc('hour', from_time, 'UTC');
  partition_name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('venue_quality_ts partitions'));
  FOR i IN 0 .. hours_ahead LOOP
    partition_name := 'venue_quality_ts_' || to_char(starts AT TIME ZONE 'UTC', 'YYYYMMDDHH24');
    IF to_regclass(partition_name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF venue_quality_ts FOR VALUES FROM (%L) TO (%L)',
        partition_name, starts, starts + interval '1 hour');
      made := made + 1;
    END IF;
    starts := starts + interval '1 hour';
  END LOOP;
  RETURN made;
END
$$;

-- Drops the hourly partitions that ended before a time and says how many.
CREATE FUNCTION drop_venue_quality_partitions(before_time timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  partition_name text;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('venue_quality_ts partitions'));
  FOR partition_name IN
    SELECT child.relname FROM pg_inherits
    JOIN pg_class child ON child.oid = pg_inherits.inhrelid
    WHERE pg_inherits.inhparent = 'venue_quality_ts'::regclass
      -- The planner may try the names of other relations before it knows that they are no partitions.
      AND CASE WHEN child.relname ~ '_[0-9]{10}$'
        THEN to_timestamp(right(child.relname, 10) || '+00', 'YYYYMMDDHH24TZH') + interval '1 hour' <= before_time
        ELSE false END
  LOOP
    EXECUTE format('DROP TABLE %I', partition_name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
