-- Who may halt trading may not change limits by that: a scope of its own. docs/adr/0094.
ALTER TABLE api_keys DROP CONSTRAINT api_keys_scopes_check;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_scopes_check CHECK (scopes <@ ARRAY[
  'route:write', 'orders:write', 'orders:read', 'venues:write', 'rules:write', 'rules:approve', 'risk:write', 'risk:halt',
  'reports:read', 'audit:read', 'events:read', 'admin']::text[]);
