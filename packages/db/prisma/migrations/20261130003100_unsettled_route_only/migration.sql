-- An order that was decided for its caller to execute stays ROUTING and is not stuck: the index of what is not done says which those are. docs/adr/0089.
DROP INDEX orders_unsettled_idx;
CREATE INDEX orders_unsettled_idx ON orders (id)
  INCLUDE (client_id, instrument_id, side, routing_objective, state, simulated, updated_at, route_only)
  WHERE state NOT IN ('FILLED', 'CANCELED', 'EXPIRED');
