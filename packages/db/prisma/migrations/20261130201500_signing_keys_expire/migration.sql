-- Keys that sign the console's tokens are followed by others. Those from before had no end: the next token is signed by a new one, and what these have signed holds for the grace.
UPDATE jwks SET expires_at = now() WHERE expires_at IS NULL;
