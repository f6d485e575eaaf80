-- What a venue is called stands in forms, which take 80 characters and count white space once: one that is longer would fail a whole quarter. docs/adr/0109.
UPDATE venue_configurations SET venue_name = btrim(left(btrim(regexp_replace(venue_name, '[[:space:][:cntrl:]]+', ' ', 'g')), 80))
WHERE char_length(venue_name) > 80 OR venue_name <> btrim(regexp_replace(venue_name, '[[:space:][:cntrl:]]+', ' ', 'g'));
ALTER TABLE venue_configurations ADD CONSTRAINT venue_configurations_venue_name_check
  CHECK (venue_name <> '' AND char_length(venue_name) <= 80 AND venue_name = btrim(regexp_replace(venue_name, '[[:space:][:cntrl:]]+', ' ', 'g')));
