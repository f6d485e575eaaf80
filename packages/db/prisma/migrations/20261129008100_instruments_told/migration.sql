-- A halt, a price test or a limit of an instrument is told to the router at once: it does not ask again and again.
CREATE FUNCTION tell_of_instruments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('fairlead_instruments', TG_TABLE_NAME);
  RETURN NULL;
END $$;

CREATE TRIGGER instruments_told AFTER INSERT OR UPDATE OR DELETE ON "instruments"
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_instruments();
CREATE TRIGGER instrument_tick_bands_told AFTER INSERT OR UPDATE OR DELETE ON "instrument_tick_bands"
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_instruments();
