-- As what an order counts in reports, said at receipt, and the market at the receipt of an order that waited, beside the one in which it became executable.
-- Null of what came in before. docs/adr/0109.
ALTER TABLE orders
  ADD COLUMN security_class VARCHAR(20),
  ADD COLUMN received_bid NUMERIC(20, 8),
  ADD COLUMN received_ask NUMERIC(20, 8),
  ADD COLUMN received_odd_lot_bid NUMERIC(20, 8),
  ADD COLUMN received_odd_lot_ask NUMERIC(20, 8),
  ADD CONSTRAINT orders_security_class_check CHECK (security_class IN ('NMS_STOCK', 'OTC', 'OPTION', 'NO_SECURITY'));
