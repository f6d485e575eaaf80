-- Functions with their owner's rights are for whoever runs this installation, and look nowhere but among its tables.
ALTER FUNCTION ensure_market_history_partitions(timestamptz, integer) SET search_path = public, pg_temp;
ALTER FUNCTION drop_market_history_partition(timestamptz) SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION ensure_market_history_partitions(timestamptz, integer), drop_market_history_partition(timestamptz) FROM PUBLIC;
DO $$
BEGIN
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION ensure_market_history_partitions(timestamptz, integer), drop_market_history_partition(timestamptz) TO fairlead_app;
  END IF;
END
$$;
