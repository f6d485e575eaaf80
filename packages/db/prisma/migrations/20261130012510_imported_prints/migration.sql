-- What fields 5, 53 and 54 of Rule 605's report need of an order that was routed elsewhere. docs/adr/0112.
ALTER TABLE imported_orders
  ADD COLUMN round_lot NUMERIC(20, 8),
  ADD COLUMN printed_quantity NUMERIC(20, 8),
  ADD COLUMN printed_on_exchanges_quantity NUMERIC(20, 8),
  ADD CONSTRAINT imported_orders_printed_check CHECK (round_lot > 0 AND printed_quantity >= 0 AND printed_on_exchanges_quantity BETWEEN 0 AND printed_quantity);
