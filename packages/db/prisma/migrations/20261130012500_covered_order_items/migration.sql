-- The orders that a report of Rule 605 is made of, with the row that each is in, and those that it leaves out, with why. docs/adr/0112.

-- One row an order of a run; a partition a run. The key is in the order of a row of the detailed report, the index in that of one of the summary.
CREATE TABLE covered_order_items (
  run_id UUID NOT NULL,
  left_out VARCHAR(30) NOT NULL,
  symbol VARCHAR(40) NOT NULL,
  lot VARCHAR(10) NOT NULL,
  order_type VARCHAR(5) NOT NULL,
  order_size INTEGER NOT NULL,
  source_id UUID NOT NULL,
  source_table VARCHAR(20) NOT NULL,
  sp500 BOOLEAN NOT NULL,
  started_at TIMESTAMPTZ(6),
  quantity NUMERIC(20, 8) NOT NULL,
  executed NUMERIC(20, 8) NOT NULL,
  CONSTRAINT covered_order_items_pkey PRIMARY KEY (run_id, left_out, symbol, lot, order_type, order_size, source_id),
  CONSTRAINT covered_order_items_lot_check CHECK (lot IN ('', 'FRACTIONAL', 'ODD', 'ROUND')),
  CONSTRAINT covered_order_items_type_check CHECK (order_type IN ('', 'MXXNN', 'LYNNN', 'LYNYN', 'LNYNN', 'LNYYN', 'LNNNN', 'LNNYN', 'MXXNY', 'LYNNY', 'LNNNY')),
  CONSTRAINT covered_order_items_covered_check CHECK ((left_out = '') = (started_at IS NOT NULL) AND (left_out = '') = (order_type <> '') AND (left_out = '') = (lot <> ''))
) PARTITION BY LIST (run_id);
CREATE INDEX covered_order_items_summary_idx ON covered_order_items (left_out, order_type, sp500, order_size, source_id);

-- A run has rows of one kind, in the table of its name: it is dropped from under whichever table it hangs.
CREATE OR REPLACE FUNCTION drop_report_items_of(run uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  name text := report_items_table(run);
  parent regclass;
BEGIN
  IF to_regclass(name) IS NULL THEN
    RETURN false;
  END IF;
  SELECT inhparent::regclass INTO parent FROM pg_inherits WHERE inhrelid = name::regclass;
  IF parent IS NOT NULL THEN
    EXECUTE format('ALTER TABLE %s DETACH PARTITION %I', parent, name);
  END IF;
  EXECUTE format('DROP TABLE %I', name);
  RETURN true;
END
$$;

-- As open_report_items() and seal_report_items().
CREATE FUNCTION open_covered_order_items(run uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
  PERFORM FROM report_runs WHERE id = run AND state = 'RUNNING' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not being made', run USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  PERFORM drop_report_items_of(run);
  EXECUTE format('CREATE TABLE %I (LIKE covered_order_items INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', report_items_table(run));
END
$$;

CREATE FUNCTION seal_covered_order_items(run uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' SET maintenance_work_mem = '256MB' AS $$
DECLARE
  name text := report_items_table(run);
  items bigint;
BEGIN
  PERFORM FROM report_runs WHERE id = run AND state = 'RUNNING' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not being made', run USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I PRIMARY KEY (run_id, left_out, symbol, lot, order_type, order_size, source_id),
    ADD CONSTRAINT of_its_run CHECK (run_id = %L)', name, name || '_pkey', run);
  EXECUTE format('CREATE INDEX ON %I (left_out, order_type, sp500, order_size, source_id)', name);
  EXECUTE format('ALTER TABLE covered_order_items ATTACH PARTITION %I FOR VALUES IN (%L)', name, run);
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    EXECUTE format('REVOKE ALL ON %I FROM fairlead_app', name);
  END IF;
  EXECUTE format('ANALYZE %I', name);
  EXECUTE format('SELECT count(*) FROM %I', name) INTO items;
  RETURN items;
END
$$;

DO $$
BEGIN
  REVOKE EXECUTE ON FUNCTION open_covered_order_items(uuid), seal_covered_order_items(uuid) FROM PUBLIC;
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION open_covered_order_items(uuid), seal_covered_order_items(uuid) TO fairlead_app;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON covered_order_items FROM fairlead_app;
  END IF;
END
$$;
