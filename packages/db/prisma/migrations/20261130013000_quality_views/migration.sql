-- What venues did, hour by hour, from which their days are added up; and the views of the broker document under its own names. docs/adr/0113.

-- Sums, and how many they are of: an hour is added to others without losing anything. Slippage and improvement are in currency against the arrival of the
-- order; reference is what was executed, at the mid of that.
CREATE TABLE venue_performance_hours (
  venue_id VARCHAR(100) NOT NULL,
  symbol VARCHAR(20) NOT NULL,
  hour TIMESTAMPTZ(6) NOT NULL,
  order_count INTEGER NOT NULL,
  reject_count INTEGER NOT NULL,
  sent_quantity NUMERIC(30, 8) NOT NULL,
  filled_quantity NUMERIC(30, 8) NOT NULL,
  answer_count INTEGER NOT NULL,
  total_answer_ms NUMERIC(30, 8) NOT NULL,
  fill_count INTEGER NOT NULL,
  total_quantity NUMERIC(30, 8) NOT NULL,
  total_notional NUMERIC(30, 8) NOT NULL,
  total_fees NUMERIC(30, 8) NOT NULL,
  total_price_improvement NUMERIC(30, 8) NOT NULL,
  total_slippage NUMERIC(30, 8) NOT NULL,
  total_reference NUMERIC(30, 8) NOT NULL,
  latency_count INTEGER NOT NULL,
  total_latency_ms NUMERIC(30, 8) NOT NULL,
  CONSTRAINT venue_performance_hours_pkey PRIMARY KEY (venue_id, symbol, hour),
  CONSTRAINT venue_performance_hours_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venue_configurations (venue_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT venue_performance_hours_counts_check CHECK (order_count >= 0 AND reject_count BETWEEN 0 AND order_count AND answer_count BETWEEN 0 AND order_count
    AND fill_count >= 0 AND latency_count BETWEEN 0 AND fill_count)
);
CREATE INDEX venue_performance_hours_hour_idx ON venue_performance_hours (hour);

ALTER TABLE venue_performance
  ADD COLUMN reject_count INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN sent_quantity NUMERIC(30, 8) NOT NULL DEFAULT 0,
  ADD COLUMN filled_quantity NUMERIC(30, 8) NOT NULL DEFAULT 0,
  ADD COLUMN answer_count INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN total_answer_ms NUMERIC(30, 8) NOT NULL DEFAULT 0,
  ADD COLUMN total_slippage NUMERIC(30, 8) NOT NULL DEFAULT 0,
  ADD COLUMN total_reference NUMERIC(30, 8) NOT NULL DEFAULT 0;

-- A broker is a venue. Of the last thirty days of which anything is known; the spread and the depth of now are in the router's memory alone, and null here.
DROP VIEW broker_execution_profiles;
CREATE VIEW broker_execution_profiles AS
SELECT p.venue_id AS broker_id, p.symbol,
  round(sum(p.avg_latency_ms * p.fill_count) / nullif(sum(p.fill_count) FILTER (WHERE p.avg_latency_ms IS NOT NULL), 0))::integer AS avg_execution_time_ms,
  round(sum(p.filled_quantity) / nullif(sum(p.sent_quantity), 0) * 100, 2) AS fill_rate_percentage,
  round(sum(p.total_price_improvement) / nullif(sum(p.total_reference), 0) * 10000, 4) AS price_improvement_bps,
  round(sum(p.total_slippage) / nullif(sum(p.total_reference), 0) * 10000, 4) AS slippage_bps,
  NULL::numeric AS current_spread_bps, NULL::bigint AS order_book_depth, sum(p.total_quantity) AS recent_volume, v.max_order_size, v.min_order_size,
  CASE coalesce(v.said_status, s.status) WHEN 'SLOW' THEN 'BUSY' WHEN 'CONGESTED' THEN 'BUSY' WHEN 'RESTRICTED' THEN 'MAINTENANCE' WHEN 'OFFLINE' THEN 'OFFLINE'
    ELSE 'AVAILABLE' END AS status,
  round(sum(p.total_answer_ms) / nullif(sum(p.answer_count), 0))::integer AS response_time_ms,
  round(sum(p.reject_count)::numeric / nullif(sum(p.order_count), 0) * 100, 2) AS error_rate_percentage,
  sum(p.order_count)::bigint AS order_count, max(p.date) AS last_updated
FROM venue_performance p JOIN venue_configurations v ON v.venue_id = p.venue_id
LEFT JOIN LATERAL (SELECT q.status FROM venue_quality_ts q WHERE q.venue_id = p.venue_id AND q.instrument_id = p.symbol ORDER BY q."timestamp" DESC LIMIT 1) s ON true
WHERE p.date > (SELECT max(date) - 30 FROM venue_performance)
GROUP BY p.venue_id, p.symbol, v.max_order_size, v.min_order_size, v.said_status, s.status;

-- A row an execution, with the market that its order arrived in and that of its own moment. Grades count from 0 (POOR) to 1 (EXCELLENT).
DROP VIEW execution_metrics;
CREATE VIEW execution_metrics AS
SELECT e.id, o.order_id, e.venue_id AS broker_id, o.instrument_id AS symbol, (e.latency_us / 1000)::bigint AS execution_latency_ms,
  CASE o.side WHEN 'BUY' THEN 1 ELSE -1 END * (e.price - o.arrival_mid) / nullif(o.arrival_mid, 0) * 10000 AS slippage_bps,
  e.price_improvement_bps, c.filled_quantity / c.quantity * 100 AS fill_rate,
  CASE e.quality WHEN 'EXCELLENT' THEN 1.0 WHEN 'GOOD' THEN 0.75 WHEN 'NEUTRAL' THEN 0.5 WHEN 'POOR' THEN 0.0 END AS execution_quality_score,
  e.quality AS execution_quality,
  jsonb_build_object(
    'arrival', jsonb_build_object('bid', o.nbbo_bid, 'ask', o.nbbo_ask, 'state', o.nbbo_state, 'mid', o.arrival_mid,
      'odd_lot_bid', o.odd_lot_bid, 'odd_lot_ask', o.odd_lot_ask),
    'execution', jsonb_build_object('bid', e.nbbo_bid, 'ask', e.nbbo_ask, 'mid', e.mid)) AS market_conditions,
  e.created_at
FROM executions e JOIN orders o ON o.id = e.order_pk LEFT JOIN child_orders c ON c.order_pk = e.order_pk AND c.id = e.child_id;
