-- Whoever may read orders may read what is told of them, as before by the outbox.
ALTER TABLE api_keys DROP CONSTRAINT api_keys_scopes_check;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_scopes_check CHECK (scopes <@ ARRAY[
  'route:write', 'orders:write', 'orders:read', 'venues:write', 'rules:write', 'rules:approve', 'risk:write',
  'reports:read', 'audit:read', 'events:read', 'admin']::text[]);
UPDATE api_keys SET scopes = array_append(scopes, 'events:read')
  WHERE 'orders:read' = ANY (scopes) AND NOT 'events:read' = ANY (scopes);
