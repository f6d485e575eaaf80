-- What is known of an execution alone, as its markouts are, finds it by its id; the projections lie by the key of their order.
CREATE INDEX "executions_id_idx" ON "executions"("id");
-- A database that had this index before the orders became a projection has lost it with their table.
CREATE INDEX IF NOT EXISTS "orders_simulated_id_idx" ON "orders"("id") WHERE simulated;
