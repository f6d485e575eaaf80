-- Whose key it is: two persons are needed for some things, and a person with a key is one person.
ALTER TABLE "api_keys" ADD COLUMN "owner_id" UUID;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_owner_id_fkey"
  FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "api_keys_owner_id_idx" ON "api_keys"("owner_id");

-- Tries to sign in that have failed, by account, by address, and by account at an address that it has been used from before.
CREATE TABLE "sign_in_limits" (
    "subject" VARCHAR(400) NOT NULL,
    "failures" INTEGER NOT NULL,
    "blocked_until" TIMESTAMPTZ(6) NOT NULL,
    "forget_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_limits_pkey" PRIMARY KEY ("subject")
);
CREATE INDEX "sign_in_limits_forget_at_idx" ON "sign_in_limits"("forget_at");

-- Addresses that an account was signed in from: whoever tries passwords elsewhere does not keep its owner out there.
CREATE TABLE "sign_in_addresses" (
    "user_id" UUID NOT NULL,
    "address" VARCHAR(64) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_addresses_pkey" PRIMARY KEY ("user_id", "address")
);
ALTER TABLE "sign_in_addresses" ADD CONSTRAINT "sign_in_addresses_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever is banned, or given another role or client, is signed out everywhere in the same moment, whatever made the change; tokens and
-- streams are the session's, so they end with it.
CREATE FUNCTION end_sessions_of_changed_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sessions WHERE user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_access_changed AFTER UPDATE ON users FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.client_id IS DISTINCT FROM NEW.client_id
    OR (NEW.banned IS TRUE AND OLD.banned IS DISTINCT FROM TRUE))
  EXECUTE FUNCTION end_sessions_of_changed_user();

CREATE FUNCTION end_sessions_of_disabled_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sessions USING users WHERE users.id = sessions.user_id AND users.client_id = NEW.client_id;
  RETURN NULL;
END $$;
CREATE TRIGGER clients_disabled AFTER UPDATE ON clients FOR EACH ROW
  WHEN (OLD.enabled AND NOT NEW.enabled) EXECUTE FUNCTION end_sessions_of_disabled_client();
