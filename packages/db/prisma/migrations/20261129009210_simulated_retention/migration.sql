-- Simulated orders are deleted: a decision that goes is looked for among the children that refer to it. Where these lie in partitions of their order, its
-- key finds them.
DO $$
BEGIN
  IF (SELECT relkind FROM pg_class WHERE oid = 'child_orders'::regclass) = 'r' THEN
    CREATE INDEX "child_orders_decision_id_idx" ON "child_orders"("decision_id");
  END IF;
END
$$;
