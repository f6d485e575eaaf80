-- A run is sealed in a tenth of the time: its rows are sorted by one number a cell, and the cells with their sums are kept beside them. docs/adr/0109.

-- The number of a cell: a hash of its venue, seeded with its other keys. Two cells with one number would fail the seal of their run: one pair of 2^64.
CREATE FUNCTION report_cell(item_kind text, month date, section text, held boolean, directed boolean, venue_id text, order_type text, services text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN hashtextextended(venue_id, ((month - date '2000-01-01')::bigint << 12)
  | (CASE item_kind WHEN 'ORDER' THEN 0 ELSE 1 END)::bigint
  | (CASE section WHEN 'SP500' THEN 0 WHEN 'OTHER' THEN 2 ELSE 4 END)::bigint
  | (CASE WHEN held THEN 8 ELSE 0 END)::bigint
  | (CASE WHEN directed THEN 16 ELSE 0 END)::bigint
  | (CASE order_type WHEN 'MARKET' THEN 0 WHEN 'MARKETABLE_LIMIT' THEN 32 WHEN 'NON_MARKETABLE_LIMIT' THEN 64 ELSE 96 END)::bigint
  | (CASE services WHEN 'PRV' THEN 128 WHEN 'EV/SRV' THEN 256 ELSE 0 END)::bigint);

ALTER TABLE report_items ADD COLUMN cell BIGINT NOT NULL
  GENERATED ALWAYS AS (report_cell(item_kind, month, section, held, directed, venue_id, order_type, services)) STORED;
ALTER TABLE report_items DROP CONSTRAINT report_items_pkey;
ALTER TABLE report_items ADD CONSTRAINT report_items_pkey PRIMARY KEY (cell, source_id, run_id);

-- The cells of a run with the sums of their rows: made of them when they are sealed, and as little changed afterwards.
CREATE TABLE report_cells (
  run_id UUID NOT NULL,
  cell BIGINT NOT NULL,
  item_kind VARCHAR(10) NOT NULL,
  month DATE NOT NULL,
  section VARCHAR(10) NOT NULL,
  held BOOLEAN NOT NULL,
  directed BOOLEAN NOT NULL,
  venue_id VARCHAR(100) NOT NULL,
  order_type VARCHAR(30) NOT NULL,
  services VARCHAR(10),
  items BIGINT NOT NULL,
  routed BIGINT NOT NULL,
  shares NUMERIC(30, 8) NOT NULL,
  fees NUMERIC(38, 8) NOT NULL,
  rebates NUMERIC(38, 8) NOT NULL,
  pfof NUMERIC(46, 18) NOT NULL,
  profit_sharing NUMERIC(46, 18) NOT NULL,
  CONSTRAINT report_cells_pkey PRIMARY KEY (run_id, cell)
);

CREATE FUNCTION add_up_report_cells(run uuid, items text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM report_cells WHERE run_id = run;
  EXECUTE format('INSERT INTO report_cells
    SELECT run_id, cell, item_kind, month, section, held, directed, venue_id, order_type, services, count(*), sum(routed), sum(shares), sum(fees), sum(rebates),
      sum(pfof), sum(profit_sharing)
    FROM %s WHERE run_id = %L GROUP BY run_id, cell, item_kind, month, section, held, directed, venue_id, order_type, services', items, run);
END
$$;
DO $$
DECLARE
  run uuid;
BEGIN
  FOR run IN SELECT DISTINCT run_id FROM report_items LOOP
    PERFORM add_up_report_cells(run, 'report_items');
  END LOOP;
END
$$;

DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('open_report_items(uuid)'::regprocedure), 'INCLUDING CONSTRAINTS', 'INCLUDING CONSTRAINTS INCLUDING GENERATED');
END
$$;

-- Sorts the rows of a run by their cells, adds these up, and takes the rows into report_items. From here on nobody changes them.
CREATE OR REPLACE FUNCTION seal_report_items(run uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' SET maintenance_work_mem = '256MB' AS $$
DECLARE
  name text := report_items_table(run);
BEGIN
  PERFORM FROM report_runs WHERE id = run AND state = 'RUNNING';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not being made', run USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I PRIMARY KEY (cell, source_id, run_id), ADD CONSTRAINT of_its_run CHECK (run_id = %L)', name, name || '_pkey', run);
  EXECUTE format('ALTER TABLE report_items ATTACH PARTITION %I FOR VALUES IN (%L)', name, run);
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    EXECUTE format('REVOKE ALL ON %I FROM fairlead_app', name);
  END IF;
  EXECUTE format('ANALYZE %I', name);
  PERFORM add_up_report_cells(run, format('%I', name));
  RETURN (SELECT coalesce(sum(items), 0) FROM report_cells WHERE run_id = run);
END
$$;

-- Cells go with their rows.
CREATE OR REPLACE FUNCTION drop_report_items_of(run uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  name text := report_items_table(run);
  parent regclass;
BEGIN
  DELETE FROM report_cells WHERE run_id = run;
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

DO $$
BEGIN
  REVOKE EXECUTE ON FUNCTION add_up_report_cells(uuid, text) FROM PUBLIC;
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON report_cells FROM fairlead_app;
  END IF;
END
$$;
