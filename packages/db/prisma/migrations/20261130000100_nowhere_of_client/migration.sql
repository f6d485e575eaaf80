-- Decisions of one client that sent nothing anywhere. docs/adr/0089.
-- By the index of all such decisions a client's were found among everybody's: 165 ms of ten million orders, 30 by this one (docs/measured-lists.md). Few
-- decisions send nothing, so it costs next to nothing to keep.
CREATE INDEX routing_decisions_nowhere_of_client_idx ON routing_decisions (client_id, id) INCLUDE (instrument_id, objective) WHERE venue_ids = '{}';
