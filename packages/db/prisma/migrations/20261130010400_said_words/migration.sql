-- Who has said what stands in said_status, why and when; null where nothing is said, and of what was said before this was kept.
ALTER TABLE venue_configurations ADD COLUMN said_reason TEXT, ADD COLUMN said_by VARCHAR(200), ADD COLUMN said_at TIMESTAMPTZ(6);
