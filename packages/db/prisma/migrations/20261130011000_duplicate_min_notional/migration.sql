-- What an order comes to at least where an equal one of a moment ago is suspected, in US dollars. Windows that were set before this was kept were for orders of every size.
ALTER TABLE risk_limits ADD COLUMN duplicate_min_notional NUMERIC(28, 8);
UPDATE risk_limits SET duplicate_min_notional = 0 WHERE duplicate_window_ms IS NOT NULL;
ALTER TABLE risk_limits ADD CONSTRAINT risk_limits_duplicate_min_notional_check CHECK (duplicate_min_notional >= 0);
