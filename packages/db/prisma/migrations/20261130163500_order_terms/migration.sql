-- What an order, or a child at its venue, was replaced by: reports tell of a time what was in force then. docs/adr/0121.

-- One row a change of terms, with one of the terms before the first change. What was never replaced has no rows: its terms are those of its own row. The market
-- is that of a replacement of an order, where the journal has it.
CREATE TABLE order_terms (
  order_pk UUID NOT NULL,
  id UUID NOT NULL,
  number INTEGER NOT NULL,
  since TIMESTAMPTZ(6) NOT NULL,
  quantity NUMERIC(20, 8) NOT NULL,
  limit_price NUMERIC(20, 8),
  nbbo_bid NUMERIC(20, 8),
  nbbo_ask NUMERIC(20, 8),
  nbbo_state VARCHAR(20),
  odd_lot_bid NUMERIC(20, 8),
  odd_lot_bid_size NUMERIC(20, 8),
  odd_lot_ask NUMERIC(20, 8),
  odd_lot_ask_size NUMERIC(20, 8),
  reference_bid NUMERIC(20, 8),
  reference_ask NUMERIC(20, 8),
  arrival_mid NUMERIC(20, 8),
  position BIGINT NOT NULL,
  CONSTRAINT order_terms_pkey PRIMARY KEY (order_pk, id, number),
  CONSTRAINT order_terms_number_check CHECK (number > 0),
  CONSTRAINT order_terms_quantity_check CHECK (quantity > 0)
) PARTITION BY RANGE (order_pk);
CREATE INDEX order_terms_since_idx ON order_terms (since);
ALTER TABLE order_terms ADD CONSTRAINT order_terms_order_pk_fkey
  FOREIGN KEY (order_pk) REFERENCES orders (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The months of the projections have a part of it too: those that are made and dropped from now on, and those that are there.
DO $$
DECLARE
  month text;
  starts timestamptz;
BEGIN
  EXECUTE replace(pg_get_functiondef('ensure_projection_partitions(timestamptz, integer)'::regprocedure),
    '''child_orders'', ''executions'']', '''child_orders'', ''executions'', ''order_terms'']');
  EXECUTE replace(pg_get_functiondef('drop_projection_month(timestamptz)'::regprocedure),
    'ARRAY[''executions'',', 'ARRAY[''order_terms'', ''executions'',');
  FOR month IN SELECT right(relname, 6) FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
    WHERE inhparent = 'orders'::regclass AND relname ~ '^orders_[0-9]{6}$' LOOP
    starts := to_date(month, 'YYYYMM')::timestamp AT TIME ZONE 'UTC';
    EXECUTE format('CREATE TABLE %I (LIKE order_terms INCLUDING ALL)', 'order_terms_' || month);
    EXECUTE format('ALTER TABLE order_terms ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', 'order_terms_' || month,
      first_uuid_of(starts), first_uuid_of(date_trunc('month', starts + interval '32 days', 'UTC')));
    IF to_regrole('fairlead_app') IS NOT NULL THEN
      EXECUTE format('REVOKE ALL ON %I FROM fairlead_app', 'order_terms_' || month);
    END IF;
  END LOOP;
END
$$;

-- What the journal says of quantities: at receipt with each increase, and as it is now. Sums of before have none: they are made anew from the journal.
ALTER TABLE journal_sums ADD COLUMN ordered NUMERIC(30, 8) NOT NULL DEFAULT 0, ADD COLUMN last_quantity NUMERIC(20, 8) NOT NULL DEFAULT 0;
ALTER TABLE journal_sums ALTER COLUMN ordered DROP DEFAULT, ALTER COLUMN last_quantity DROP DEFAULT;
DELETE FROM journal_sums;
UPDATE journal_sum_positions SET position = 0;

-- A replaced order is more than one covered order of a report of Rule 605, each of its terms.
ALTER TABLE covered_order_items ADD COLUMN terms INTEGER NOT NULL DEFAULT 1;
ALTER TABLE covered_order_items DROP CONSTRAINT covered_order_items_pkey;
ALTER TABLE covered_order_items ADD CONSTRAINT covered_order_items_pkey
  PRIMARY KEY (run_id, left_out, symbol, lot, order_type, order_size, source_id, terms);
DROP INDEX covered_order_items_summary_idx;
CREATE INDEX covered_order_items_summary_idx ON covered_order_items (left_out, order_type, sp500, order_size, source_id, terms);
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('seal_covered_order_items(uuid)'::regprocedure), 'order_size, source_id)', 'order_size, source_id, terms)');
END
$$;
