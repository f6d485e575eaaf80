-- How far a run is can be told while its rows are made: what makes them keeps the run from being deleted, and no more from being written. docs/adr/0109.
-- Nobody else makes rows of the same run meanwhile, because its table has one name; and a run that has been written since the moment of the rows is not opened.
DO $$
DECLARE
  opens regprocedure;
  seals regprocedure;
BEGIN
  FOREACH opens IN ARRAY ARRAY['open_report_items(uuid)', 'open_covered_order_items(uuid)']::regprocedure[] LOOP
    EXECUTE replace(pg_get_functiondef(opens), 'FOR UPDATE', 'FOR KEY SHARE');
  END LOOP;
  -- A lock would fail here for every word that was told since the moment of the rows.
  FOREACH seals IN ARRAY ARRAY['seal_report_items(uuid)', 'seal_covered_order_items(uuid)']::regprocedure[] LOOP
    EXECUTE replace(pg_get_functiondef(seals), ' FOR UPDATE', '');
  END LOOP;
END
$$;
