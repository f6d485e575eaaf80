-- A key of a service of this installation: it acts as that service, for the firm, and one is valid at a time.
ALTER TABLE api_keys ADD COLUMN service VARCHAR(20);
ALTER TABLE api_keys ADD CONSTRAINT api_keys_service_check CHECK (service IS NULL OR (owner_id IS NULL AND made_by IS NULL));
CREATE UNIQUE INDEX api_keys_service_key ON api_keys (service) WHERE service IS NOT NULL AND revoked_at IS NULL;

-- What a service does is audited as what that service did. Nobody has before.
ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_actor_check;
ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_actor_check CHECK (actor_type IN ('USER', 'API_KEY', 'SERVICE', 'SYSTEM'));
