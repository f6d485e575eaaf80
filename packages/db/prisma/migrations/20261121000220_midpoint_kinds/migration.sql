-- Child orders that go to venues blind at the midpoint, or rest pegged to it.
ALTER TABLE child_orders DROP CONSTRAINT child_orders_kind_check;
ALTER TABLE child_orders ADD CONSTRAINT child_orders_kind_check CHECK
  (order_kind IN ('IOC', 'ISO', 'FOK', 'POST', 'MID_IOC', 'MID_PEG'));
