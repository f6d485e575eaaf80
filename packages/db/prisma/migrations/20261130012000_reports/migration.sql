-- What reports on order routing and execution are made of: the members of an index, what venues pay, runs of reports, and their rows. docs/adr/0109.

-- Who was in an index on a day. A list holds from its day until the next one's; it is loaded whole.
CREATE TABLE index_members (
  index_name VARCHAR(20) NOT NULL,
  as_of DATE NOT NULL,
  symbol VARCHAR(20) NOT NULL,
  CONSTRAINT index_members_pkey PRIMARY KEY (index_name, as_of, symbol)
);

-- What a venue pays for orders, from a day on. No foreign key: a venue that only imported orders name has terms too.
CREATE TABLE venue_payment_terms (
  id UUID NOT NULL,
  venue_id VARCHAR(100) NOT NULL,
  effective_from DATE NOT NULL,
  pfof_market NUMERIC(20, 8) NOT NULL DEFAULT 0,
  pfof_marketable_limit NUMERIC(20, 8) NOT NULL DEFAULT 0,
  pfof_non_marketable_limit NUMERIC(20, 8) NOT NULL DEFAULT 0,
  pfof_other NUMERIC(20, 8) NOT NULL DEFAULT 0,
  profit_sharing_rate NUMERIC(20, 8) NOT NULL DEFAULT 0,
  profit_sharing TEXT NOT NULL DEFAULT '',
  material_aspects TEXT NOT NULL,
  source VARCHAR(500) NOT NULL,
  author_name VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT venue_payment_terms_pkey PRIMARY KEY (id),
  CONSTRAINT venue_payment_terms_material_aspects_check CHECK (material_aspects <> '')
);
CREATE UNIQUE INDEX venue_payment_terms_venue_id_effective_from_key ON venue_payment_terms (venue_id, effective_from);

CREATE TABLE report_runs (
  id UUID NOT NULL,
  kind VARCHAR(20) NOT NULL,
  period_from DATE NOT NULL,
  period_to DATE NOT NULL,
  parameters JSONB NOT NULL DEFAULT '{}',
  simulated BOOLEAN NOT NULL,
  state VARCHAR(10) NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0,
  progress NUMERIC(5, 4) NOT NULL DEFAULT 0,
  error TEXT,
  items BIGINT,
  as_of_position BIGINT,
  figures JSONB,
  reconciliation JSONB,
  files JSONB,
  content_hash CHAR(64),
  requested_by VARCHAR(200) NOT NULL,
  requested_by_name VARCHAR(200) NOT NULL,
  requested_at TIMESTAMPTZ(6) NOT NULL,
  started_at TIMESTAMPTZ(6),
  done_at TIMESTAMPTZ(6),
  approved_by VARCHAR(200),
  approved_by_name VARCHAR(200),
  approval_reason TEXT,
  approved_at TIMESTAMPTZ(6),
  published_by VARCHAR(200),
  published_by_name VARCHAR(200),
  published_at TIMESTAMPTZ(6),
  CONSTRAINT report_runs_pkey PRIMARY KEY (id),
  CONSTRAINT report_runs_kind_check CHECK (kind IN ('RULE_606_A1', 'RULE_606_B1', 'RULE_606_B3', 'RULE_605', 'REVIEW', 'TCA')),
  CONSTRAINT report_runs_state_check CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'APPROVED', 'PUBLISHED')),
  CONSTRAINT report_runs_period_check CHECK (period_from < period_to),
  CONSTRAINT report_runs_progress_check CHECK (progress BETWEEN 0 AND 1),
  CONSTRAINT report_runs_done_check CHECK (state NOT IN ('DONE', 'APPROVED', 'PUBLISHED')
    OR (done_at IS NOT NULL AND content_hash IS NOT NULL AND files IS NOT NULL AND reconciliation IS NOT NULL)),
  CONSTRAINT report_runs_approved_check CHECK (state NOT IN ('APPROVED', 'PUBLISHED')
    OR (approved_at IS NOT NULL AND approved_by IS NOT NULL AND approved_by <> requested_by)),
  CONSTRAINT report_runs_published_check CHECK (state <> 'PUBLISHED' OR (published_at IS NOT NULL AND published_by IS NOT NULL))
);
CREATE INDEX report_runs_kind_id_idx ON report_runs (kind, id DESC);

-- A run that is done says the same for ever: what follows are its approval and its publication, each said once.
CREATE FUNCTION keep_done_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  follows text[] := ARRAY['state'];
BEGIN
  IF OLD.state NOT IN ('DONE', 'APPROVED', 'PUBLISHED') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'DONE' AND NEW.state = 'APPROVED' THEN
    follows := follows || ARRAY['approved_by', 'approved_by_name', 'approval_reason', 'approved_at'];
  ELSIF TG_OP = 'UPDATE' AND OLD.state = 'APPROVED' AND NEW.state = 'PUBLISHED' THEN
    follows := follows || ARRAY['published_by', 'published_by_name', 'published_at'];
  ELSE
    RAISE EXCEPTION 'report % is done: it is not changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(OLD) - follows <> to_jsonb(NEW) - follows THEN
    RAISE EXCEPTION 'report % is done: it is not changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER report_runs_done BEFORE UPDATE OR DELETE ON report_runs FOR EACH ROW EXECUTE FUNCTION keep_done_report();
CREATE TRIGGER report_runs_not_emptied BEFORE TRUNCATE ON report_runs EXECUTE FUNCTION refuse_change();

-- One row an order or a routed order of a run, with the keys that place it in its cells; a partition a run. The key is in the order of a cell.
CREATE TABLE report_items (
  run_id UUID NOT NULL,
  item_kind VARCHAR(10) NOT NULL,
  month DATE NOT NULL,
  section VARCHAR(10) NOT NULL,
  held BOOLEAN NOT NULL,
  directed BOOLEAN NOT NULL,
  venue_id VARCHAR(100) NOT NULL,
  order_type VARCHAR(30) NOT NULL,
  source_id UUID NOT NULL,
  source_table VARCHAR(20) NOT NULL,
  order_pk UUID NOT NULL,
  symbol VARCHAR(40) NOT NULL,
  routed SMALLINT NOT NULL,
  shares NUMERIC(20, 8) NOT NULL,
  fees NUMERIC(30, 8) NOT NULL,
  rebates NUMERIC(30, 8) NOT NULL,
  pfof NUMERIC(38, 18) NOT NULL,
  profit_sharing NUMERIC(38, 18) NOT NULL,
  CONSTRAINT report_items_pkey PRIMARY KEY (run_id, item_kind, month, section, held, directed, venue_id, order_type, source_id),
  CONSTRAINT report_items_kind_check CHECK (item_kind IN ('ORDER', 'ROUTE')),
  CONSTRAINT report_items_section_check CHECK (section IN ('SP500', 'OTHER', 'OPTIONS')),
  CONSTRAINT report_items_order_type_check CHECK (order_type IN ('MARKET', 'MARKETABLE_LIMIT', 'NON_MARKETABLE_LIMIT', 'OTHER')),
  CONSTRAINT report_items_routed_check CHECK (routed IN (0, 1)),
  CONSTRAINT report_items_amounts_check CHECK (shares >= 0 AND fees >= 0 AND rebates >= 0)
) PARTITION BY LIST (run_id);

CREATE FUNCTION report_items_table(run uuid) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT 'report_items_' || replace(run::text, '-', '')
$$;

-- Makes an empty table for the rows of a run that is being made, in the place of what an earlier attempt has left. With the owner's right, like what follows.
CREATE FUNCTION open_report_items(run uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
  PERFORM FROM report_runs WHERE id = run AND state = 'RUNNING' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not being made', run USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  PERFORM drop_report_items_of(run);
  EXECUTE format('CREATE TABLE %I (LIKE report_items INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', report_items_table(run));
END
$$;

-- Sorts the rows of a run by their key and takes them into report_items. From here on nobody changes them.
CREATE FUNCTION seal_report_items(run uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' SET maintenance_work_mem = '256MB' AS $$
DECLARE
  name text := report_items_table(run);
  items bigint;
BEGIN
  PERFORM FROM report_runs WHERE id = run AND state = 'RUNNING' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'run % is not being made', run USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I PRIMARY KEY (run_id, item_kind, month, section, held, directed, venue_id, order_type, source_id),
    ADD CONSTRAINT of_its_run CHECK (run_id = %L)', name, name || '_pkey', run);
  EXECUTE format('ALTER TABLE report_items ATTACH PARTITION %I FOR VALUES IN (%L)', name, run);
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    EXECUTE format('REVOKE ALL ON %I FROM fairlead_app', name);
  END IF;
  EXECUTE format('ANALYZE %I', name);
  EXECUTE format('SELECT count(*) FROM %I', name) INTO items;
  RETURN items;
END
$$;

CREATE FUNCTION drop_report_items_of(run uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  name text := report_items_table(run);
BEGIN
  IF to_regclass(name) IS NULL THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = name::regclass) THEN
    EXECUTE format('ALTER TABLE report_items DETACH PARTITION %I', name);
  END IF;
  EXECUTE format('DROP TABLE %I', name);
  RETURN true;
END
$$;

-- Drops the rows of a run and says whether there were any. Those of a published one stay for the three years of 17 CFR 242.606.
CREATE FUNCTION drop_report_items(run uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
  IF EXISTS (SELECT FROM report_runs WHERE id = run AND state = 'PUBLISHED' AND published_at > now() - interval '3 years') THEN
    RAISE EXCEPTION 'run % is published: its rows are kept for three years', run USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN drop_report_items_of(run);
END
$$;

DO $$
BEGIN
  REVOKE EXECUTE ON FUNCTION open_report_items(uuid), seal_report_items(uuid), drop_report_items_of(uuid), drop_report_items(uuid) FROM PUBLIC;
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION open_report_items(uuid), seal_report_items(uuid), drop_report_items(uuid) TO fairlead_app;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON report_items FROM fairlead_app;
  END IF;
END
$$;
