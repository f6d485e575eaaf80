-- Reports to customers, 17 CFR 242.606(b). docs/adr/0110.

-- The orders of one customer by their time.
CREATE INDEX orders_customer_id_idx ON orders (client_id, customer_id, id) WHERE customer_id IS NOT NULL;

-- As what a venue got a routed order in a report on handling: from this firm, or from another that routed for it.
ALTER TABLE report_items ADD COLUMN services VARCHAR(10),
  ADD CONSTRAINT report_items_services_check CHECK (services IN ('PRV', 'EV/SRV'));
