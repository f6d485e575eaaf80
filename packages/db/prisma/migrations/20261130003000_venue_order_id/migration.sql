-- A venue's own id of a child order, as its acknowledgement tells it. docs/adr/0097.
ALTER TABLE child_orders ADD COLUMN venue_order_id VARCHAR(100);
