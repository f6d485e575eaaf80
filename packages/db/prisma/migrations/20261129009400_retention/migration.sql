-- What goes with the entries of the journal that retention has dropped. docs/adr/0086.

-- A part of evidence is named by entries that were made from when it was first written until an hour after it was last written: routers write
-- it again each hour in which they name it.
ALTER TABLE evidence_parts ADD COLUMN written_at TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX evidence_parts_beliefs_idx ON evidence_parts (written_at) WHERE kind = 2;

-- Deletes beliefs that no entry of the journal names any more, the oldest first, so many at most, and says how many. All that named them lay
-- in what has been dropped, with a day to spare on both sides: for the hour, for clocks, and for entries that waited to be written.
-- Catalogue parts stay.
CREATE FUNCTION delete_unnamed_beliefs(at_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  deleted integer;
BEGIN
  WITH begun AS (
    SELECT shard, first_position, last_position,
      first_position IS DISTINCT FROM lag(last_position) OVER (PARTITION BY shard ORDER BY first_position) + 1 AS begins
    FROM journal_drops
  ), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY shard ORDER BY first_position) AS gap FROM begun
  ), gaps AS (
    SELECT shard, min(first_position) AS first_position, max(last_position) AS last_position FROM numbered GROUP BY shard, gap
  ), times AS MATERIALIZED (
    SELECT g.shard,
      coalesce((SELECT j.at FROM order_journal j WHERE j.shard = g.shard AND j.position < g.first_position ORDER BY j.position DESC LIMIT 1),
        '-infinity') + interval '1 day' AS since,
      coalesce((SELECT j.at FROM order_journal j WHERE j.shard = g.shard AND j.position > g.last_position ORDER BY j.position LIMIT 1),
        now()) - interval '1 day' AS until
    FROM gaps g
  ), unnamed AS (
    SELECT p.hash FROM evidence_parts p
    WHERE p.kind = 2 AND p.written_at < (SELECT max(until) FROM times)
      AND EXISTS (SELECT FROM shard_leases)
      AND NOT EXISTS (SELECT FROM shard_leases l WHERE NOT EXISTS (
        SELECT FROM times t WHERE t.shard = l.shard AND t.since <= p.created_at AND p.written_at < t.until))
    ORDER BY p.written_at LIMIT at_most FOR UPDATE OF p SKIP LOCKED
  )
  DELETE FROM evidence_parts p USING unnamed u WHERE p.hash = u.hash;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END
$$;

-- Drops the partitions of a month (UTC), with the markouts of its executions, and says whether there were any. An order of it that has not ended keeps all
-- of it; one that was only routed for somebody else to execute waits for nothing. Others wait behind it for a moment only.
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
  EXECUTE format('DELETE FROM execution_markouts m USING %I e WHERE m.execution_id = e.id', 'executions_' || month);
  FOREACH projection IN ARRAY ARRAY['executions', 'child_orders', 'routing_decisions', 'orders'] LOOP
    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', projection, projection || '_' || month);
    EXECUTE format('DROP TABLE %I RESTRICT', projection || '_' || month);
  END LOOP;
  RETURN true;
END
$$;

DO $$
BEGIN
  REVOKE EXECUTE ON FUNCTION delete_unnamed_beliefs(integer) FROM PUBLIC;
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    -- The text of a part is of the record: it is added, and never changed.
    REVOKE UPDATE, DELETE ON evidence_parts FROM fairlead_app;
    GRANT UPDATE (written_at) ON evidence_parts TO fairlead_app;
    GRANT EXECUTE ON FUNCTION delete_unnamed_beliefs(integer) TO fairlead_app;
  END IF;
END
$$;
