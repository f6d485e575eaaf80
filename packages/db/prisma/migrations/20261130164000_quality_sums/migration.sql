-- Sums of execution quality by the hour, out of which a quarter is read instead of from millions of rows; and what keeps them true. docs/adr/0120.

-- Sums of what was sent and executed in an hour, as the keys of the rows have it, by four cuts: FULL tells everything apart, in the others what they do not
-- tell apart is added up. day and clock are those of trading, in New York. Amounts are whole: millionths where digits is 6, and 10^-18 where it is 18, in a
-- row of their own for what is left. Counts, times (two bytes each) and expected_cost stand in the first. Null is a sum over nothing.
CREATE TABLE quality_sums (
  hour TIMESTAMPTZ(6) NOT NULL,
  sent_quantity BIGINT,
  filled_quantity BIGINT,
  first_wave_quantity BIGINT,
  first_wave_filled BIGINT,
  executed_quantity BIGINT,
  notional BIGINT,
  fees BIGINT,
  reference BIGINT,
  over_mid BIGINT,
  quoted BIGINT,
  reference_fees BIGINT,
  far_improvement BIGINT,
  far_reference BIGINT,
  far_quantity BIGINT,
  far_improved BIGINT,
  far_at BIGINT,
  far_outside BIGINT,
  best_improvement BIGINT,
  best_reference BIGINT,
  best_quantity BIGINT,
  best_improved BIGINT,
  best_at BIGINT,
  best_outside BIGINT,
  later_50ms_over_mid BIGINT,
  later_50ms_reference BIGINT,
  later_50ms_moved BIGINT,
  later_50ms_execution_reference BIGINT,
  later_1s_over_mid BIGINT,
  later_1s_reference BIGINT,
  later_1s_moved BIGINT,
  later_1s_execution_reference BIGINT,
  later_15s_over_mid BIGINT,
  later_15s_reference BIGINT,
  later_15s_moved BIGINT,
  later_15s_execution_reference BIGINT,
  later_1m_over_mid BIGINT,
  later_1m_reference BIGINT,
  later_1m_moved BIGINT,
  later_1m_execution_reference BIGINT,
  later_5m_over_mid BIGINT,
  later_5m_reference BIGINT,
  later_5m_moved BIGINT,
  later_5m_execution_reference BIGINT,
  expected_filled BIGINT,
  expected_reference BIGINT,
  expected_paid BIGINT,
  children INTEGER,
  filled_children INTEGER,
  rejected_children INTEGER,
  taking_children INTEGER,
  faded_children INTEGER,
  executions INTEGER,
  priced_executions INTEGER,
  far_executions INTEGER,
  best_executions INTEGER,
  later_50ms_executions INTEGER,
  later_1s_executions INTEGER,
  later_15s_executions INTEGER,
  later_1m_executions INTEGER,
  later_5m_executions INTEGER,
  expected_children INTEGER,
  expected_cost NUMERIC,
  answer_times BYTEA,
  execution_times BYTEA,
  day DATE NOT NULL,
  clock SMALLINT NOT NULL,
  digits SMALLINT NOT NULL,
  simulated BOOLEAN NOT NULL,
  cut VARCHAR(12) NOT NULL,
  source VARCHAR(12) NOT NULL,
  currency VARCHAR(10) NOT NULL,
  unit VARCHAR(20) NOT NULL,
  venue_id VARCHAR(100),
  instrument_id VARCHAR(40),
  objective VARCHAR(30),
  size VARCHAR(10),
  client_id VARCHAR(50),
  CONSTRAINT quality_sums_digits_check CHECK (digits IN (6, 18))
) PARTITION BY LIST (cut);
CREATE INDEX quality_sums_hour_idx ON quality_sums (hour);

-- Imported routes are found by the hour too.
CREATE INDEX imported_routes_sent_at_idx ON imported_routes (sent_at);

-- The same of decisions, by the bucket of what they expected to be filled.
CREATE TABLE quality_fill_sums (
  hour TIMESTAMPTZ(6) NOT NULL,
  cut VARCHAR(12) NOT NULL,
  bucket SMALLINT NOT NULL,
  decisions INTEGER NOT NULL,
  expected NUMERIC NOT NULL,
  realised NUMERIC NOT NULL,
  squared_error NUMERIC NOT NULL,
  simulated BOOLEAN NOT NULL,
  source VARCHAR(12) NOT NULL,
  venue_id VARCHAR(100),
  instrument_id VARCHAR(40),
  objective VARCHAR(30),
  size VARCHAR(10),
  client_id VARCHAR(50)
) PARTITION BY LIST (cut);
CREATE INDEX quality_fill_sums_hour_idx ON quality_fill_sums (hour);

-- Each cut lies by itself: the smallest is read most, and has a tenth of the rows of the largest.
DO $$
DECLARE
  sums text;
  cut text;
BEGIN
  FOREACH sums IN ARRAY ARRAY['quality_sums', 'quality_fill_sums'] LOOP
    FOREACH cut IN ARRAY ARRAY['CLIENTS', 'INSTRUMENTS', 'ROUTING', 'FULL'] LOOP
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%L)', sums || '_' || lower(cut), sums, cut);
    END LOOP;
  END LOOP;
END
$$;

-- The hours that are summed, also where nothing happened.
CREATE TABLE quality_hours (
  hour TIMESTAMPTZ(6) NOT NULL,
  made_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT quality_hours_pkey PRIMARY KEY (hour)
);

-- Hours in which rows have changed since. A row more for each change and none unique, so that nobody who writes waits for anybody.
CREATE TABLE quality_marks (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  hour TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT quality_marks_pkey PRIMARY KEY (id)
);
CREATE INDEX quality_marks_hour_idx ON quality_marks (hour);

-- Whoever changes a row that the sums are made of marks its hour, in his own transaction: until the hour is made anew it is read from its rows. An hour is
-- summed a quarter of an hour after its end at the earliest, and marked from five minutes after its end on, by the same clock: what comes before is in the
-- sums, what comes after has its mark. The hour that goes on costs a comparison a row.
CREATE FUNCTION quality_marked_before() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('hour', clock_timestamp() - interval '5 minutes', 'UTC')
$$;
CREATE FUNCTION quality_hour_of(at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_trunc('hour', at, 'UTC')
$$;

CREATE FUNCTION mark_children() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := first_uuid_of(quality_marked_before());
BEGIN
  INSERT INTO quality_marks (hour)
  SELECT DISTINCT quality_hour_of(made_at_of(key)) FROM changed, unnest(ARRAY[id, decision_id]) key WHERE key < before;
  RETURN NULL;
END
$$;
CREATE FUNCTION mark_executions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := first_uuid_of(quality_marked_before());
BEGIN
  INSERT INTO quality_marks (hour)
  SELECT DISTINCT quality_hour_of(made_at_of(key)) FROM changed, unnest(ARRAY[id, child_id]) key WHERE key < before;
  RETURN NULL;
END
$$;
CREATE FUNCTION mark_markouts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := first_uuid_of(quality_marked_before());
BEGIN
  INSERT INTO quality_marks (hour) SELECT DISTINCT quality_hour_of(made_at_of(execution_id)) FROM changed WHERE execution_id < before;
  RETURN NULL;
END
$$;
CREATE FUNCTION mark_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := first_uuid_of(quality_marked_before());
BEGIN
  INSERT INTO quality_marks (hour) SELECT DISTINCT quality_hour_of(made_at_of(id)) FROM changed WHERE id < before;
  RETURN NULL;
END
$$;
-- What of an order its executions are measured by; where it changes, all of its hours are marked.
CREATE FUNCTION mark_orders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before uuid := first_uuid_of(quality_marked_before());
BEGIN
  INSERT INTO quality_marks (hour)
  SELECT DISTINCT quality_hour_of(made_at_of(rows.key)) FROM changed n JOIN was o ON o.id = n.id
  CROSS JOIN LATERAL (
    SELECT id AS key FROM executions WHERE order_pk = n.id UNION ALL SELECT id FROM child_orders WHERE order_pk = n.id
    UNION ALL SELECT id FROM routing_decisions WHERE order_pk = n.id
  ) rows
  WHERE n.id < before AND rows.key < before
    AND (n.client_id, n.instrument_id, n.side, n.quantity, n.limit_price, n.routing_objective, n.simulated, n.route_only, n.arrival_mid, n.nbbo_bid, n.nbbo_ask,
      n.odd_lot_bid, n.odd_lot_ask, n.created_at, n.released_at)
    IS DISTINCT FROM (o.client_id, o.instrument_id, o.side, o.quantity, o.limit_price, o.routing_objective, o.simulated, o.route_only, o.arrival_mid, o.nbbo_bid,
      o.nbbo_ask, o.odd_lot_bid, o.odd_lot_ask, o.created_at, o.released_at);
  RETURN NULL;
END
$$;

DO $$
DECLARE
  marked text[];
BEGIN
  FOREACH marked SLICE 1 IN ARRAY ARRAY[['child_orders', 'mark_children'], ['executions', 'mark_executions'], ['execution_markouts', 'mark_markouts'],
    ['routing_decisions', 'mark_decisions']] LOOP
    EXECUTE format('CREATE TRIGGER %s_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      marked[2], marked[1], marked[2]);
    EXECUTE format('CREATE TRIGGER %s_updated AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      marked[2], marked[1], marked[2]);
    EXECUTE format('CREATE TRIGGER %s_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      marked[2], marked[1], marked[2]);
  END LOOP;
END
$$;
CREATE TRIGGER mark_orders AFTER UPDATE ON orders REFERENCING NEW TABLE AS changed OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION mark_orders();

-- An imported order counts only where it was not routed here too: where an order changes, the hours of the imported one of the same id are marked. Its key is
-- made of the client and the id (imported_orders).
CREATE FUNCTION mark_imported_twins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM imported_orders) THEN
    INSERT INTO quality_marks (hour)
    SELECT DISTINCT quality_hour_of(rows.at) FROM changed c
    CROSS JOIN LATERAL (SELECT encode(substr(sha256(convert_to(c.client_id || chr(31) || 'order' || chr(31) || c.order_id, 'UTF8')), 1, 16), 'hex')::uuid AS id) o
    CROSS JOIN LATERAL (
      SELECT r.sent_at AS at FROM imported_routes r WHERE r.order_pk = o.id
      UNION ALL SELECT e.executed_at FROM imported_routes r JOIN imported_executions e ON e.route_pk = r.id WHERE r.order_pk = o.id
    ) rows
    WHERE rows.at < quality_marked_before();
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER mark_imported_twins_inserted AFTER INSERT ON orders REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_imported_twins();
CREATE TRIGGER mark_imported_twins_updated AFTER UPDATE ON orders REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_imported_twins();
CREATE TRIGGER mark_imported_twins_deleted AFTER DELETE ON orders REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_imported_twins();

-- Rows of an import count while it is COMPLETE, and never change; where it becomes complete, or is no longer, all of its hours are marked.
CREATE FUNCTION mark_imported_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO quality_marks (hour)
  SELECT DISTINCT quality_hour_of(rows.at) FROM (
    SELECT sent_at AS at FROM imported_routes WHERE batch_id = OLD.id UNION ALL SELECT executed_at FROM imported_executions WHERE batch_id = OLD.id
  ) rows WHERE rows.at < quality_marked_before()
  -- What a file calls a venue can say which venue another file means.
  UNION SELECT hour FROM quality_sums WHERE cut = 'ROUTING' AND source IN ('IMPORTED', 'LOOK_THROUGH');
  RETURN NULL;
END
$$;
CREATE TRIGGER mark_imported_batch AFTER UPDATE OF state ON imported_batches FOR EACH ROW
  WHEN ((OLD.state = 'COMPLETE') <> (NEW.state = 'COMPLETE')) EXECUTE FUNCTION mark_imported_batch();

-- Every summed hour of imports: their venues are known by the names that the catalogue has now.
CREATE FUNCTION mark_imported_hours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO quality_marks (hour) SELECT DISTINCT hour FROM quality_sums WHERE cut = 'ROUTING' AND source IN ('IMPORTED', 'LOOK_THROUGH');
  RETURN NULL;
END
$$;
CREATE TRIGGER mark_imported_hours AFTER INSERT OR DELETE ON venue_configurations FOR EACH STATEMENT EXECUTE FUNCTION mark_imported_hours();
CREATE TRIGGER mark_imported_hours_renamed AFTER UPDATE OF venue_id, venue_name, mic ON venue_configurations FOR EACH ROW
  WHEN ((OLD.venue_id, OLD.venue_name, OLD.mic) IS DISTINCT FROM (NEW.venue_id, NEW.venue_name, NEW.mic)) EXECUTE FUNCTION mark_imported_hours();

-- Every summed hour: an instrument is of another market, or a table was emptied. (No order is taken for an instrument that is not there.)
CREATE FUNCTION mark_every_hour() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO quality_marks (hour) SELECT hour FROM quality_hours;
  RETURN NULL;
END
$$;
CREATE TRIGGER mark_every_hour AFTER UPDATE OF currency, quantity_unit ON instruments FOR EACH ROW
  WHEN ((OLD.currency, OLD.quantity_unit) IS DISTINCT FROM (NEW.currency, NEW.quantity_unit)) EXECUTE FUNCTION mark_every_hour();
CREATE TRIGGER mark_every_hour_deleted AFTER DELETE ON instruments FOR EACH ROW EXECUTE FUNCTION mark_every_hour();
CREATE TRIGGER mark_every_hour_emptied AFTER TRUNCATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION mark_every_hour();
CREATE TRIGGER mark_every_hour_emptied AFTER TRUNCATE ON child_orders FOR EACH STATEMENT EXECUTE FUNCTION mark_every_hour();
CREATE TRIGGER mark_every_hour_emptied AFTER TRUNCATE ON executions FOR EACH STATEMENT EXECUTE FUNCTION mark_every_hour();

-- A month that is dropped is no deletion of rows: its hours are marked by what it had. Otherwise as it was (20261129009400_retention).
CREATE OR REPLACE FUNCTION drop_projection_month(of_month timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  month text := to_char(of_month AT TIME ZONE 'UTC', 'YYYYMM');
  projection text;
  is_open boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('projection partitions'));
  IF to_regclass('orders_' || month) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE NOT route_only AND state NOT IN (%L, %L, %L, %L))',
    'orders_' || month, 'REJECTED', 'FILLED', 'CANCELED', 'EXPIRED') INTO is_open;
  IF is_open THEN
    RAISE EXCEPTION 'orders of % have not ended', month USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  FOREACH projection IN ARRAY ARRAY['executions', 'child_orders', 'routing_decisions'] LOOP
    EXECUTE format('INSERT INTO quality_marks (hour) SELECT DISTINCT quality_hour_of(made_at_of(id)) FROM %I', projection || '_' || month);
  END LOOP;
  EXECUTE format('DELETE FROM execution_markouts m USING %I e WHERE m.execution_id = e.id', 'executions_' || month);
  FOREACH projection IN ARRAY ARRAY['order_terms', 'executions', 'child_orders', 'routing_decisions', 'orders'] LOOP
    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', projection, projection || '_' || month);
    EXECUTE format('DROP TABLE %I RESTRICT', projection || '_' || month);
  END LOOP;
  RETURN true;
END
$$;
