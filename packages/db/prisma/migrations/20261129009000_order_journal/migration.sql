-- The record of the order path: one table that is added to, and what looks after it. docs/adr/0084.

-- One row an entry. Bodies lie in the row, as they are: what an order costs is told in docs/adr/0084.
CREATE TABLE "order_journal" (
    "shard" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "order_pk" UUID,
    "first_event" INTEGER NOT NULL,
    "last_event" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "body" TEXT STORAGE EXTERNAL NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "order_journal_pkey" PRIMARY KEY ("shard", "position"),
    CONSTRAINT order_journal_position_check CHECK (shard >= 0 AND position > 0),
    CONSTRAINT order_journal_events_check CHECK (CASE WHEN order_pk IS NULL THEN first_event = 0 AND last_event = 0
      ELSE first_event > 0 AND last_event >= first_event END),
    CONSTRAINT order_journal_hash_check CHECK (octet_length(hash) = 32)
) PARTITION BY RANGE ("position");
CREATE INDEX "order_journal_order_idx" ON "order_journal" ("order_pk", "position") WHERE order_pk IS NOT NULL;
CREATE INDEX "order_journal_no_order_idx" ON "order_journal" ("position") WHERE order_pk IS NULL;

-- The names of orders. A key goes with the partition that holds its order's first entry, found by the range of its ids.
CREATE TABLE "order_keys" (
    "client_id" VARCHAR(50) NOT NULL,
    "order_id" VARCHAR(100) NOT NULL,
    "order_pk" UUID NOT NULL,

    CONSTRAINT "order_keys_pkey" PRIMARY KEY ("client_id", "order_id")
);
CREATE INDEX "order_keys_order_pk_idx" ON "order_keys" USING BRIN ("order_pk" uuid_minmax_ops);

-- Who may write a shard: the router that took the lease last. Until when it said it will act lies in a row of its own, so that
-- writing it down never waits for a commit.
CREATE TABLE "shard_leases" (
    "shard" SMALLINT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "taken_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shard_leases_pkey" PRIMARY KEY ("shard")
);
CREATE TABLE "shard_terms" (
    "shard" SMALLINT NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shard_terms_pkey" PRIMARY KEY ("shard")
);

-- Each seal covers the entries from the one before to its position.
CREATE TABLE "journal_seals" (
    "shard" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "entries" INTEGER NOT NULL,
    "live_entries" INTEGER NOT NULL,
    "chain_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "journal_seals_pkey" PRIMARY KEY ("shard", "position"),
    CONSTRAINT journal_seals_counts_check CHECK (entries > 0 AND live_entries BETWEEN 0 AND entries)
);

-- Each root covers the seals after the one of the day before, up to its last position; what was written before a day's end is in it.
CREATE TABLE "journal_roots" (
    "shard" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "last_position" BIGINT NOT NULL,
    "seals" INTEGER NOT NULL,
    "entries" BIGINT NOT NULL,
    "live_entries" BIGINT NOT NULL,
    "audit_seq" BIGINT NOT NULL,
    "audit_hash" CHAR(64) NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "journal_roots_pkey" PRIMARY KEY ("shard", "day")
);

-- What retention has dropped, and the hash that the entries after it go on from.
CREATE TABLE "journal_drops" (
    "shard" SMALLINT NOT NULL,
    "first_position" BIGINT NOT NULL,
    "last_position" BIGINT NOT NULL,
    "last_hash" BYTEA NOT NULL,
    "dropped_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "journal_drops_pkey" PRIMARY KEY ("shard", "first_position")
);

-- How far each sink of messages has read.
CREATE TABLE "sink_cursors" (
    "sink" VARCHAR(50) NOT NULL,
    "shard" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sink_cursors_pkey" PRIMARY KEY ("sink", "shard")
);

-- Names of persons stand in the record as pseudonyms, so that a person can be erased from what is never changed.
CREATE TABLE "person_names" (
    "pseudonym" UUID NOT NULL,
    "client_id" VARCHAR(50) NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "name" VARCHAR(50) NOT NULL,

    CONSTRAINT "person_names_pkey" PRIMARY KEY ("pseudonym"),
    CONSTRAINT person_names_kind_check CHECK (kind IN ('ACCOUNT', 'CUSTOMER'))
);
CREATE UNIQUE INDEX "person_names_client_id_kind_name_key" ON "person_names" ("client_id", "kind", "name");

-- The record is added to, never changed. Triggers for rows hold for the partitions too; those against TRUNCATE are made for each.
CREATE TRIGGER order_journal_append_only BEFORE UPDATE OR DELETE ON order_journal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_journal_not_emptied BEFORE TRUNCATE ON order_journal EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_seals_append_only BEFORE UPDATE OR DELETE ON journal_seals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_seals_not_emptied BEFORE TRUNCATE ON journal_seals EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_roots_append_only BEFORE UPDATE OR DELETE ON journal_roots
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_roots_not_emptied BEFORE TRUNCATE ON journal_roots EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_drops_append_only BEFORE UPDATE OR DELETE ON journal_drops
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_drops_not_emptied BEFORE TRUNCATE ON journal_drops EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries EXECUTE FUNCTION refuse_change();

-- The partitions of the journal: first_position included, end_position not.
CREATE FUNCTION journal_bounds() RETURNS TABLE (name regclass, first_position bigint, end_position bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT child.oid::regclass, bounds.found[1]::bigint, bounds.found[2]::bigint
  FROM pg_inherits JOIN pg_class child ON child.oid = pg_inherits.inhrelid
  CROSS JOIN LATERAL regexp_match(pg_get_expr(child.relpartbound, child.oid), 'FROM \(''(\d+)''\) TO \(''(\d+)''\)') AS bounds(found)
  WHERE pg_inherits.inhparent = 'order_journal'::regclass
$$;

-- Makes partitions ahead, so that after the newest entry there is room for about a day's, and says how many were missing. A partition is
-- made apart and attached: attaching waits for no reader and no writer, and they do not wait for it.
CREATE FUNCTION ensure_journal_partitions() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  newest bigint;
  starts bigint;
  a_day bigint;
  partition_name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('order_journal partitions'));
  SELECT coalesce(max(last.position), 0) INTO newest FROM shard_leases CROSS JOIN LATERAL (
    SELECT position FROM order_journal WHERE shard = shard_leases.shard ORDER BY position DESC LIMIT 1) AS last;
  SELECT newest - coalesce((SELECT position FROM journal_seals WHERE at < now() - interval '1 day' ORDER BY position DESC LIMIT 1), 0)
    INTO a_day;
  -- A partition is what retention drops at once, and each costs the planner: neither too large nor too many.
  a_day := least(greatest(a_day, 200000), 1000000);
  SELECT greatest(coalesce((SELECT max(end_position) FROM journal_bounds()), 1),
    coalesce((SELECT max(last_position) + 1 FROM journal_drops), 1)) INTO starts;
  WHILE starts <= newest + a_day LOOP
    partition_name := 'order_journal_' || lpad(starts::text, 12, '0');
    EXECUTE format('CREATE TABLE %I (LIKE order_journal INCLUDING ALL)', partition_name);
    EXECUTE format('ALTER TABLE %I SET (toast_tuple_target = 8160)', partition_name);
    EXECUTE format('CREATE TRIGGER order_journal_not_emptied BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', partition_name);
    EXECUTE format('ALTER TABLE order_journal ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
      partition_name, starts, starts + a_day);
    IF to_regrole('fairlead_app') IS NOT NULL THEN
      EXECUTE format('REVOKE ALL ON %I FROM fairlead_app', partition_name);
    END IF;
    starts := starts + a_day;
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

-- What retention asks before it drops: how large each partition is, whether it holds entries of customers' orders, and the time by
-- which the last of it was sealed. What is not sealed to its end is not to be dropped.
CREATE FUNCTION journal_partitions() RETURNS TABLE (
  first_position bigint, end_position bigint, bytes bigint, entries bigint, holds_live boolean, last_at timestamptz, is_sealed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH newest AS (
    SELECT coalesce(max(last.position), 0) AS position FROM shard_leases CROSS JOIN LATERAL (
      SELECT position FROM order_journal WHERE shard = shard_leases.shard ORDER BY position DESC LIMIT 1) AS last
  )
  SELECT b.first_position, b.end_position, pg_total_relation_size(b.name),
    greatest(least(b.end_position, newest.position + 1) - b.first_position, 0),
    EXISTS (SELECT FROM journal_seals s WHERE s.position - s.entries >= b.first_position - 1 AND s.position < b.end_position AND s.live_entries > 0)
      -- A seal that lies in two partitions does not tell which of them: the entries do.
      OR EXISTS (SELECT FROM journal_seals s JOIN order_journal j ON j.shard = s.shard AND j.position > s.position - s.entries AND j.position <= s.position
        WHERE s.position >= b.first_position AND s.position - s.entries < b.end_position - 1
          AND (s.position - s.entries < b.first_position - 1 OR s.position >= b.end_position)
          AND j.position >= b.first_position AND j.position < b.end_position AND NOT j.simulated),
    (SELECT s.at FROM journal_seals s WHERE s.position >= b.first_position AND s.position - s.entries < b.end_position - 1
      ORDER BY s.position DESC LIMIT 1),
    EXISTS (SELECT FROM journal_seals s WHERE s.position >= b.end_position - 1)
  FROM journal_bounds() b CROSS JOIN newest ORDER BY b.first_position
$$;

-- Drops the partition that begins at a position, with the names of the orders that begin in it, and says how many entries went. Whether
-- their orders have ended and their time is over is for retention to know. It waits for readers only for a moment, because writers wait
-- behind it: then it fails, and is tried again.
CREATE FUNCTION drop_journal_partition(at_position bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
  dropped record;
  first_pk uuid;
  last_pk uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('order_journal partitions'));
  SELECT * INTO dropped FROM journal_partitions() WHERE first_position = at_position;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no partition of order_journal begins at %', at_position;
  END IF;
  IF NOT dropped.is_sealed THEN
    RAISE EXCEPTION 'the partition of order_journal at % is not sealed to its end', at_position USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO journal_drops (shard, first_position, last_position, last_hash, dropped_at)
    SELECT DISTINCT ON (shard) shard, at_position, position, hash, clock_timestamp() FROM order_journal
    WHERE position >= dropped.first_position AND position < dropped.end_position ORDER BY shard, position DESC;
  -- Ids of orders grow with time, so the keys of a partition lie together.
  SELECT order_pk INTO first_pk FROM order_journal
    WHERE position >= dropped.first_position AND position < dropped.end_position AND first_event = 1 AND order_pk IS NOT NULL
    ORDER BY order_pk LIMIT 1;
  SELECT order_pk INTO last_pk FROM order_journal
    WHERE position >= dropped.first_position AND position < dropped.end_position AND first_event = 1 AND order_pk IS NOT NULL
    ORDER BY order_pk DESC LIMIT 1;
  DELETE FROM order_keys USING order_journal j
    WHERE j.position >= dropped.first_position AND j.position < dropped.end_position AND j.first_event = 1
      AND order_keys.order_pk = j.order_pk AND order_keys.order_pk BETWEEN first_pk AND last_pk;
  EXECUTE format('DROP TABLE %s', (SELECT name FROM journal_bounds() WHERE first_position = at_position));
  RETURN dropped.entries;
END
$$;

-- The partitions of the market's quality belong to the owner too. A lock is held for each that is dropped: some at a time.
ALTER FUNCTION ensure_venue_quality_partitions(timestamptz, integer) SECURITY DEFINER SET search_path = public, pg_temp;
CREATE OR REPLACE FUNCTION drop_venue_quality_partitions(before_time timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    ORDER BY child.relname LIMIT 64
  LOOP
    EXECUTE format('DROP TABLE %I', partition_name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- The role that the applications act as: everything they need, nothing that changes the record. A role belongs to the whole server, so
-- another database of it may have made it, or be making it now.
DO $$
DECLARE
  relation record;
BEGIN
  BEGIN
    CREATE ROLE fairlead_app NOLOGIN;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN RAISE NOTICE 'this login may not make the role fairlead_app';
  END;
  IF to_regrole('fairlead_app') IS NULL THEN
    RETURN;
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    BEGIN
      EXECUTE format('GRANT fairlead_app TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege OR unique_violation OR internal_error THEN
      RAISE NOTICE 'this login may not give itself the role fairlead_app';
    END;
  END IF;
  GRANT USAGE ON SCHEMA public TO fairlead_app;
  FOR relation IN
    SELECT oid::regclass AS name, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S') AND relowner = current_user::regrole
      AND relname <> '_prisma_migrations'
  LOOP
    IF relation.relkind = 'S' THEN
      EXECUTE format('GRANT USAGE, SELECT, UPDATE ON SEQUENCE %s TO fairlead_app', relation.name);
    ELSE
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO fairlead_app', relation.name);
    END IF;
  END LOOP;
  REVOKE UPDATE, DELETE ON order_journal, order_keys, journal_seals, journal_roots, audit_entries FROM fairlead_app;
  REVOKE INSERT, UPDATE, DELETE ON journal_drops FROM fairlead_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fairlead_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO fairlead_app;
  REVOKE EXECUTE ON FUNCTION ensure_journal_partitions(), drop_journal_partition(bigint), ensure_venue_quality_partitions(timestamptz, integer),
    drop_venue_quality_partitions(timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ensure_journal_partitions(), drop_journal_partition(bigint), ensure_venue_quality_partitions(timestamptz, integer),
    drop_venue_quality_partitions(timestamptz) TO fairlead_app;
END
$$;

SELECT ensure_journal_partitions();
