-- Who has made a key answers for it where two persons are needed: the e-mail of a person, or the id of a key that is nobody's own. Null where that was not kept.
ALTER TABLE api_keys ADD COLUMN made_by TEXT;
