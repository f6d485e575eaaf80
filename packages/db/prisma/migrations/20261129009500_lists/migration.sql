-- What the lists of the console ask for. docs/adr/0089.
-- A key is a UUIDv7, so the order of keys is the order of time: lists run along the key, along which the months lie too, so that the newest month is read
-- first and others only where it does not fill the page. No index needs a time beside it.

-- An index that finds a client's or an instrument's orders holds what else is asked of them, so that those that do not fit are passed over without their rows.
CREATE INDEX orders_client_id_id_idx ON orders (client_id, id)
  INCLUDE (instrument_id, side, routing_objective, state, simulated);
CREATE INDEX orders_instrument_id_id_idx ON orders (instrument_id, id)
  INCLUDE (client_id, side, routing_objective, state, simulated);
-- Orders that are open, refused, or whose fate nobody knows: few, and looked for among all.
CREATE INDEX orders_unsettled_idx ON orders (id)
  INCLUDE (client_id, instrument_id, side, routing_objective, state, simulated, updated_at)
  WHERE state NOT IN ('FILLED', 'CANCELED', 'EXPIRED');
DROP INDEX orders_created_at_id_idx;
DROP INDEX orders_client_id_created_at_id_idx;
DROP INDEX orders_state_created_at_id_idx;

CREATE INDEX routing_decisions_client_id_id_idx ON routing_decisions (client_id, id) INCLUDE (instrument_id, objective);
CREATE INDEX routing_decisions_instrument_id_id_idx ON routing_decisions (instrument_id, id) INCLUDE (client_id, objective);
-- Decisions that sent nothing anywhere.
CREATE INDEX routing_decisions_nowhere_idx ON routing_decisions (id) INCLUDE (client_id, instrument_id, objective) WHERE venue_ids = '{}';
DROP INDEX routing_decisions_created_at_id_idx;
DROP INDEX routing_decisions_client_id_created_at_id_idx;
DROP INDEX routing_decisions_instrument_id_created_at_id_idx;
