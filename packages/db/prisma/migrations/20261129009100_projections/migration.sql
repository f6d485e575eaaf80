-- What can be read of orders is made from the journal: orders, routing_decisions, child_orders and executions become projections of it, in partitions
-- by the month in which the order was made. Every order that is there becomes one entry of the journal, MIGRATED, which holds all that was stored of it.

-- The first UUIDv7 of a time, and the time of one: an order lies in the month in which its key was made.
CREATE FUNCTION first_uuid_of(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT rpad(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
CREATE FUNCTION made_at_of(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

-- What follows reads all of them, order by order.
ANALYZE orders, routing_decisions, child_orders, executions, order_events;

-- 1. Persons: accounts and customers stand under pseudonyms from here on, so that a person can be forgotten by one deleted row.
INSERT INTO person_names (pseudonym, client_id, kind, name)
SELECT gen_random_uuid(), client_id, kind, name FROM (
  SELECT client_id, 'ACCOUNT' AS kind, account AS name FROM orders WHERE account IS NOT NULL
  UNION SELECT client_id, 'CUSTOMER', customer_id FROM orders WHERE customer_id IS NOT NULL
) persons
ON CONFLICT (client_id, kind, name) DO NOTHING;

CREATE FUNCTION pg_temp.pseudonymous(told jsonb, account text, customer text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT told
    || CASE WHEN jsonb_typeof(told -> 'account') = 'string' THEN jsonb_build_object('account', account) ELSE '{}' END
    || CASE WHEN jsonb_typeof(told -> 'customerId') = 'string' THEN jsonb_build_object('customerId', customer) ELSE '{}' END
$$;
-- The request stands in its event with the names of fields that the routers of before had in their memory: customerId.
-- The text of such an event changes, so that its old hash is no proof of it any more: the chain of the journal covers it from here on.
UPDATE order_events e SET payload = (
  SELECT CASE WHEN jsonb_typeof(told.payload -> 'request') = 'object'
    THEN told.payload || jsonb_build_object('request', pg_temp.pseudonymous(told.payload -> 'request', p.account, p.customer))
    ELSE told.payload END
  FROM (SELECT pg_temp.pseudonymous(e.payload::jsonb, p.account, p.customer) AS payload) told
)::text
FROM (
  SELECT o.id, a.pseudonym::text AS account, c.pseudonym::text AS customer FROM orders o
  LEFT JOIN person_names a ON a.client_id = o.client_id AND a.kind = 'ACCOUNT' AND a.name = o.account
  LEFT JOIN person_names c ON c.client_id = o.client_id AND c.kind = 'CUSTOMER' AND c.name = o.customer_id
  WHERE o.account IS NOT NULL OR o.customer_id IS NOT NULL
) p
WHERE e.order_pk = p.id AND (e.payload LIKE '%"account"%' OR e.payload LIKE '%"customerId"%');
UPDATE orders o SET
  account = (SELECT pseudonym FROM person_names p WHERE p.client_id = o.client_id AND p.kind = 'ACCOUNT' AND p.name = o.account),
  customer_id = (SELECT pseudonym FROM person_names p WHERE p.client_id = o.client_id AND p.kind = 'CUSTOMER' AND p.name = o.customer_id)
WHERE o.account IS NOT NULL OR o.customer_id IS NOT NULL;

-- 2. One entry an order, in the order of their last changes. The form of a body is that of record/entry-body.ts, the rows in it those of journal-rows.ts.
CREATE FUNCTION pg_temp.us(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM at) * 1000000)::bigint
$$;

-- Lists of JSON stand on several lines, and within a text there is no line's end: two lines are left, the head and the rows.
DO $$
DECLARE
  entry record;
  entry_position bigint;
  entry_hash bytea;
BEGIN
  INSERT INTO shard_leases (shard, epoch, taken_at) VALUES (0, 0, now()) ON CONFLICT DO NOTHING;
  SELECT position, hash INTO entry_position, entry_hash FROM order_journal WHERE shard = 0 ORDER BY position DESC LIMIT 1;
  entry_position := coalesce(entry_position, 0);
  entry_hash := coalesce(entry_hash, decode(repeat('00', 32), 'hex'));
  FOR entry IN
    SELECT o.id, o.updated_at, o.simulated,
      json_build_array(1, 1, 0, o.client_id, o.order_id, o.instrument_id, CASE o.side WHEN 'BUY' THEN 1 WHEN 'SELL' THEN 2 ELSE 3 END,
        coalesce((SELECT i.price_decimals FROM instruments i WHERE i.instrument_id = o.instrument_id),
          greatest(scale(trim_scale(o.limit_price)), scale(trim_scale(o.stop_price)), 0)),
        coalesce((SELECT i.quantity_decimals FROM instruments i WHERE i.instrument_id = o.instrument_id), scale(trim_scale(o.quantity))),
        o.simulated::int, o.route_only::int)::text
      || E'\n' || replace(
      json_build_object(
        'order', (SELECT row_to_json(r) FROM (SELECT
          o.id, o.client_id, o.order_id, o.request_hash, o.instrument_id, o.side, trim_scale(o.quantity)::text AS quantity, o.order_type,
          trim_scale(o.limit_price)::text AS limit_price, trim_scale(o.stop_price)::text AS stop_price, o.time_in_force, o.routing_objective,
          o.routing_mode, o.sourcing, o.venue_preferences, o.exclude_venues, o.max_venue_split, o.account, o.customer_id, o.held, o.directed_venue,
          o.capacity, o.locate_id, o.tag, o.request_extras, o.simulated, o.route_only, o.classification, trim_scale(o.nbbo_bid)::text AS nbbo_bid,
          trim_scale(o.nbbo_ask)::text AS nbbo_ask, o.nbbo_state, trim_scale(o.odd_lot_bid)::text AS odd_lot_bid,
          trim_scale(o.odd_lot_bid_size)::text AS odd_lot_bid_size, trim_scale(o.odd_lot_ask)::text AS odd_lot_ask,
          trim_scale(o.odd_lot_ask_size)::text AS odd_lot_ask_size, trim_scale(o.reference_bid)::text AS reference_bid,
          trim_scale(o.reference_ask)::text AS reference_ask, trim_scale(o.arrival_mid)::text AS arrival_mid,
          pg_temp.us(o.released_at) AS released_at_us, o.state, o.reject_code, trim_scale(o.filled_quantity)::text AS filled_quantity,
          trim_scale(o.excess_quantity)::text AS excess_quantity, trim_scale(o.notional)::text AS notional,
          trim_scale(o.total_fees)::text AS total_fees, o.waves, o.version, pg_temp.us(o.created_at) AS created_at_us,
          pg_temp.us(o.updated_at) AS updated_at_us) r),
        'decisions', (SELECT coalesce(json_agg(r), '[]') FROM (SELECT
          d.id, d.order_pk, d.client_id, d.instrument_id, d.wave, d.objective, d.mode, trim_scale(d.routed_quantity)::text AS routed_quantity,
          trim_scale(d.unallocated_quantity)::text AS unallocated_quantity, d.venue_ids, trim_scale(d.expected_cost_bps)::text AS expected_cost_bps,
          trim_scale(d.expected_fill_rate)::text AS expected_fill_rate, d.expected_time_ms, trim_scale(d.confidence)::text AS confidence, d.rationale,
          d.decision_hash, d.engine_version, d.rules_version, d.model_version, d.routing_time_us, pg_temp.us(d.created_at) AS created_at_us,
          d.evidence
          FROM routing_decisions d WHERE d.order_pk = o.id ORDER BY d.wave) r),
        'children', (SELECT coalesce(json_agg(r), '[]') FROM (SELECT
          c.id, c.order_pk, c.decision_id, c.wave, c.venue_id, trim_scale(c.quantity)::text AS quantity,
          trim_scale(c.limit_price)::text AS limit_price, c.order_kind, trim_scale(c.expected_price)::text AS expected_price,
          trim_scale(c.expected_fee)::text AS expected_fee, c.priority, c.state, c.reject_code, trim_scale(c.filled_quantity)::text AS filled_quantity,
          pg_temp.us(c.sent_at) AS sent_at_us, pg_temp.us(c.acked_at) AS acked_at_us, c.venue_epoch, pg_temp.us(c.done_at) AS done_at_us, c.version,
          pg_temp.us(c.created_at) AS created_at_us, pg_temp.us(c.updated_at) AS updated_at_us
          FROM child_orders c WHERE c.order_pk = o.id ORDER BY c.wave, c.priority, c.id) r),
        'executions', (SELECT coalesce(json_agg(r), '[]') FROM (SELECT
          x.id, x.order_pk, x.child_id, x.venue_id, x.venue_execution_id, trim_scale(x.quantity)::text AS quantity, trim_scale(x.price)::text AS price,
          trim_scale(x.fee)::text AS fee, x.liquidity_flag, x.latency_us, trim_scale(x.nbbo_bid)::text AS nbbo_bid,
          trim_scale(x.nbbo_ask)::text AS nbbo_ask, trim_scale(x.mid)::text AS mid, trim_scale(x.price_improvement_bps)::text AS price_improvement_bps,
          x.quality, x.marks, pg_temp.us(x.executed_at) AS executed_at_us, pg_temp.us(x.created_at) AS created_at_us
          FROM executions x WHERE x.order_pk = o.id ORDER BY x.executed_at, x.id) r),
        'events', (SELECT coalesce(json_agg(r), '[]') FROM (SELECT
          e.order_pk, e.seq, e.event_type, e.payload, e.prev_hash, e.hash, pg_temp.us(e.created_at) AS created_at_us
          FROM order_events e WHERE e.order_pk = o.id ORDER BY e.seq) r))::text, E'\n', '') AS body
    -- Sorted before the bodies are made: those of all orders would be sorted on disk.
    FROM (SELECT * FROM orders ORDER BY updated_at, id OFFSET 0) o
  LOOP
    entry_position := entry_position + 1;
    IF entry_position % 50000 = 0 THEN
      PERFORM ensure_journal_partitions();
    END IF;
    -- As journal/chain.ts does it.
    entry_hash := sha256(entry_hash || convert_to(format('0|%s|%s|%s|1|1|%s|', entry_position, pg_temp.us(entry.updated_at), entry.id,
      entry.simulated::int) || entry.body, 'UTF8'));
    INSERT INTO order_journal (shard, position, order_pk, first_event, last_event, at, simulated, body, hash)
    VALUES (0, entry_position, entry.id, 1, 1, entry.updated_at, entry.simulated, entry.body, entry_hash);
  END LOOP;
END
$$;
INSERT INTO order_keys (client_id, order_id, order_pk) SELECT client_id, order_id, id FROM orders;

-- 3. The tables anew. The old ones step aside with the names of their indexes, and go when their rows are copied.
DROP VIEW routing_performance_ts;
DROP VIEW execution_metrics;
CREATE SCHEMA before_the_journal;
ALTER TABLE outbox_events SET SCHEMA before_the_journal;
ALTER TABLE order_events SET SCHEMA before_the_journal;
ALTER TABLE executions SET SCHEMA before_the_journal;
ALTER TABLE child_orders SET SCHEMA before_the_journal;
ALTER TABLE routing_decisions SET SCHEMA before_the_journal;
ALTER TABLE orders SET SCHEMA before_the_journal;
ALTER TABLE before_the_journal.routing_decisions DROP COLUMN evidence, DROP COLUMN rationale;

CREATE TABLE orders (
  LIKE before_the_journal.orders INCLUDING CONSTRAINTS INCLUDING DEFAULTS,
  first_position bigint NOT NULL,
  last_position bigint NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE routing_decisions (
  LIKE before_the_journal.routing_decisions INCLUDING CONSTRAINTS INCLUDING DEFAULTS,
  shard smallint NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT routing_decisions_pkey PRIMARY KEY (order_pk, id)
) PARTITION BY RANGE (order_pk);
CREATE TABLE child_orders (
  LIKE before_the_journal.child_orders INCLUDING CONSTRAINTS INCLUDING DEFAULTS,
  CONSTRAINT child_orders_pkey PRIMARY KEY (order_pk, id)
) PARTITION BY RANGE (order_pk);
CREATE TABLE executions (
  LIKE before_the_journal.executions INCLUDING CONSTRAINTS INCLUDING DEFAULTS,
  CONSTRAINT executions_pkey PRIMARY KEY (order_pk, id)
) PARTITION BY RANGE (order_pk);

-- Makes the monthly partitions (UTC) of the projections, from the month of a time to so many months later, and says how many months were missing. With
-- the owner's right: the router asks for months, and has no right to make tables. A partition is made apart and attached: no reader waits. Who writes waits
-- behind it for a moment only: then it fails, and is tried again.
CREATE FUNCTION ensure_projection_partitions(from_time timestamptz, months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  starts timestamptz := date_trunc('month', from_time, 'UTC');
  ends timestamptz;
  month text;
  projection text;
  made integer := 0;
BEGIN
  IF months_ahead NOT BETWEEN 0 AND 24 THEN
    RAISE EXCEPTION 'months are made for two years ahead at most, not %', months_ahead;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('projection partitions'));
  FOR i IN 0 .. months_ahead LOOP
    month := to_char(starts AT TIME ZONE 'UTC', 'YYYYMM');
    ends := date_trunc('month', starts + interval '32 days', 'UTC');
    IF to_regclass('orders_' || month) IS NULL THEN
      FOREACH projection IN ARRAY ARRAY['orders', 'routing_decisions', 'child_orders', 'executions'] LOOP
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', projection || '_' || month, projection);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
          projection, projection || '_' || month, first_uuid_of(starts), first_uuid_of(ends));
        IF to_regrole('fairlead_app') IS NOT NULL THEN
          EXECUTE format('REVOKE ALL ON %I FROM fairlead_app', projection || '_' || month);
        END IF;
      END LOOP;
      made := made + 1;
    END IF;
    starts := ends;
  END LOOP;
  RETURN made;
END
$$;

-- Drops the partitions of a month (UTC) and says whether there were any. An order of it that has not ended keeps all of it. Others wait behind it for a
-- moment only.
CREATE FUNCTION drop_projection_month(of_month timestamptz) RETURNS boolean
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
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE state NOT IN (%L, %L, %L, %L))',
    'orders_' || month, 'REJECTED', 'FILLED', 'CANCELED', 'EXPIRED') INTO is_open;
  IF is_open THEN
    RAISE EXCEPTION 'orders of % have not ended', month USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  FOREACH projection IN ARRAY ARRAY['executions', 'child_orders', 'routing_decisions', 'orders'] LOOP
    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', projection, projection || '_' || month);
    EXECUTE format('DROP TABLE %I', projection || '_' || month);
  END LOOP;
  RETURN true;
END
$$;

-- The months of the orders that are there, this one, and two ahead.
DO $$
BEGIN
  PERFORM ensure_projection_partitions(month, 0) FROM (
    SELECT DISTINCT date_trunc('month', made_at_of(id), 'UTC') AS month FROM before_the_journal.orders) months;
  PERFORM ensure_projection_partitions(now(), 2);
END
$$;
INSERT INTO orders SELECT o.*, j.position, j.position FROM before_the_journal.orders o JOIN order_journal j ON j.order_pk = o.id;
INSERT INTO routing_decisions SELECT d.*, j.shard, j.position FROM before_the_journal.routing_decisions d JOIN order_journal j ON j.order_pk = d.order_pk;
INSERT INTO child_orders SELECT * FROM before_the_journal.child_orders;
INSERT INTO executions SELECT * FROM before_the_journal.executions;
DROP TABLE before_the_journal.outbox_events;
DROP TABLE before_the_journal.order_events;
DROP TABLE before_the_journal.executions;
DROP TABLE before_the_journal.child_orders;
DROP TABLE before_the_journal.routing_decisions;
DROP TABLE before_the_journal.orders;
DROP SCHEMA before_the_journal;

-- What belongs to an order is found by its primary key. What is unique within an order is so by the fold of its events: a projection refuses nothing.
CREATE INDEX orders_created_at_id_idx ON orders (created_at DESC, id DESC);
CREATE INDEX orders_client_id_created_at_id_idx ON orders (client_id, created_at DESC, id DESC);
CREATE INDEX orders_state_created_at_id_idx ON orders (state, created_at DESC, id DESC);
CREATE INDEX routing_decisions_id_idx ON routing_decisions (id);
CREATE INDEX routing_decisions_created_at_id_idx ON routing_decisions (created_at DESC, id DESC);
CREATE INDEX routing_decisions_client_id_created_at_id_idx ON routing_decisions (client_id, created_at DESC, id DESC);
CREATE INDEX routing_decisions_instrument_id_created_at_id_idx ON routing_decisions (instrument_id, created_at DESC, id DESC);
CREATE INDEX child_orders_id_idx ON child_orders (id);
CREATE INDEX child_orders_venue_id_done_at_idx ON child_orders (venue_id, done_at);
CREATE INDEX executions_venue_id_executed_at_idx ON executions (venue_id, executed_at DESC);

-- Within the projections only: what an order refers to elsewhere was looked at when it came in, and a projection refuses nothing that is in the journal.
ALTER TABLE routing_decisions ADD CONSTRAINT routing_decisions_order_pk_fkey
  FOREIGN KEY (order_pk) REFERENCES orders (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE child_orders ADD CONSTRAINT child_orders_order_pk_decision_id_fkey
  FOREIGN KEY (order_pk, decision_id) REFERENCES routing_decisions (order_pk, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE executions
  ADD CONSTRAINT executions_order_pk_fkey FOREIGN KEY (order_pk) REFERENCES orders (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT executions_order_pk_child_id_fkey
    FOREIGN KEY (order_pk, child_id) REFERENCES child_orders (order_pk, id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- How far the projections of a shard have come: the position of the last entry that they tell, and its time.
CREATE TABLE projection_positions (
  shard smallint NOT NULL,
  position bigint NOT NULL,
  at timestamptz(6) NOT NULL,
  CONSTRAINT projection_positions_pkey PRIMARY KEY (shard),
  CONSTRAINT projection_positions_check CHECK (position >= 0)
);
INSERT INTO projection_positions (shard, position, at)
SELECT 0, coalesce(max(position), 0), coalesce(max(at), 'epoch') FROM order_journal WHERE shard = 0;
DO $$
BEGIN
  REVOKE EXECUTE ON FUNCTION ensure_projection_partitions(timestamptz, integer), drop_projection_month(timestamptz) FROM PUBLIC;
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION ensure_projection_partitions(timestamptz, integer), drop_projection_month(timestamptz) TO fairlead_app;
  END IF;
END
$$;

-- What each part of an order that was sent somewhere came to. A view: it cannot come apart from what it tells.
CREATE VIEW routing_performance_ts AS
SELECT c.created_at AS "timestamp", o.order_id, c.venue_id, o.instrument_id, c.quantity AS quantity_routed,
  c.filled_quantity / c.quantity AS actual_fill_rate, e.cost_bps AS actual_cost,
  (extract(epoch FROM c.done_at - c.sent_at) * 1000)::integer AS actual_time_ms,
  CASE e.quality WHEN 3 THEN 1.0 WHEN 2 THEN 0.75 WHEN 1 THEN 0.5 WHEN 0 THEN 0.0 END AS routing_quality_score
FROM child_orders c JOIN orders o ON o.id = c.order_pk
LEFT JOIN LATERAL (
  SELECT min(CASE x.quality WHEN 'EXCELLENT' THEN 3 WHEN 'GOOD' THEN 2 WHEN 'NEUTRAL' THEN 1 WHEN 'POOR' THEN 0 END) AS quality,
    (sum(CASE o.side WHEN 'BUY' THEN 1 ELSE -1 END * (x.price - o.arrival_mid) * x.quantity) + sum(x.fee))
      / nullif(o.arrival_mid * sum(x.quantity), 0) * 10000 AS cost_bps
  FROM executions x WHERE x.order_pk = c.order_pk AND x.child_id = c.id
) e ON true;

-- The same facts in the words of the broker document.
CREATE VIEW execution_metrics AS
SELECT e.id, o.order_id, e.venue_id AS broker_id, o.instrument_id AS symbol, (e.latency_us / 1000)::bigint AS execution_latency_ms,
  CASE o.side WHEN 'BUY' THEN 1 ELSE -1 END * (e.price - o.arrival_mid) / nullif(o.arrival_mid, 0) * 10000 AS slippage_bps,
  e.price_improvement_bps, c.filled_quantity / c.quantity * 100 AS fill_rate, e.quality AS execution_quality, e.created_at
FROM executions e JOIN orders o ON o.id = e.order_pk LEFT JOIN child_orders c ON c.order_pk = e.order_pk AND c.id = e.child_id;
