-- What a person has said of a venue, until the next word; null leaves it to what is measured.
ALTER TABLE "venue_configurations" ADD COLUMN "said_status" VARCHAR(20);
ALTER TABLE venue_configurations ADD CONSTRAINT venue_configurations_said_status_check CHECK
  (said_status IN ('SLOW', 'CONGESTED', 'OFFLINE', 'RESTRICTED'));

-- Rows computed from the journal by the worker, and rows of what the router believed at a moment.
ALTER TABLE "venue_quality_ts"
  ADD COLUMN "source" VARCHAR(10) NOT NULL DEFAULT 'JOURNAL',
  ADD COLUMN "observations" DOUBLE PRECISION;
ALTER TABLE venue_quality_ts ADD CONSTRAINT venue_quality_ts_source_check CHECK (source IN ('JOURNAL', 'ROUTER'));

-- The state of the router's estimators, so that it goes on after a restart where it was.
CREATE TABLE "venue_estimates" (
    "venue_id" VARCHAR(100) NOT NULL,
    "instrument_id" VARCHAR(20) NOT NULL,
    "state" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "venue_estimates_pkey" PRIMARY KEY ("venue_id","instrument_id")
);
ALTER TABLE "venue_estimates" ADD CONSTRAINT "venue_estimates_venue_id_fkey" FOREIGN KEY ("venue_id")
  REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a venue did for us in one symbol on one day (UTC).
CREATE TABLE "venue_performance" (
    "venue_id" VARCHAR(100) NOT NULL,
    "symbol" VARCHAR(20) NOT NULL,
    "date" DATE NOT NULL,
    "order_count" INTEGER NOT NULL,
    "fill_count" INTEGER NOT NULL,
    "total_quantity" DECIMAL(30,8) NOT NULL,
    "total_notional" DECIMAL(30,8) NOT NULL,
    "total_fees" DECIMAL(30,8) NOT NULL,
    "total_price_improvement" DECIMAL(30,8) NOT NULL,
    "avg_latency_ms" DECIMAL(20,8),

    CONSTRAINT "venue_performance_pkey" PRIMARY KEY ("venue_id","symbol","date")
);
ALTER TABLE "venue_performance" ADD CONSTRAINT "venue_performance_venue_id_fkey" FOREIGN KEY ("venue_id")
  REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "venue_performance_date_idx" ON "venue_performance"("date");
ALTER TABLE venue_performance ADD CONSTRAINT venue_performance_counts_check CHECK
  (order_count >= 0 AND fill_count >= 0 AND total_quantity >= 0);

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
FROM executions e JOIN orders o ON o.id = e.order_pk LEFT JOIN child_orders c ON c.id = e.child_id;

CREATE VIEW broker_execution_profiles AS
SELECT p.venue_id AS broker_id, p.symbol, round(sum(p.avg_latency_ms * p.fill_count) / nullif(sum(p.fill_count), 0))::integer AS avg_execution_time_ms,
  sum(p.total_price_improvement) / nullif(sum(p.total_notional), 0) * 10000 AS price_improvement_bps,
  sum(p.total_quantity) AS recent_volume, sum(p.order_count)::bigint AS order_count, max(p.date) AS last_date
FROM venue_performance p GROUP BY p.venue_id, p.symbol;
