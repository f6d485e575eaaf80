-- Who the firm is that reports, from a day on: a report has what holds on the last day of its time. docs/adr/0111.
CREATE TABLE report_firm (
  effective_from DATE NOT NULL,
  bd VARCHAR(80) NOT NULL,
  crd VARCHAR(10) NOT NULL,
  participant CHAR(1),
  entity VARCHAR(8),
  author_name VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT report_firm_pkey PRIMARY KEY (effective_from),
  CONSTRAINT report_firm_participant_check CHECK ((participant IS NULL) = (entity IS NULL))
);

-- Who may ask for reports may not approve them by that: scopes of their own, beside those of jobs.
ALTER TABLE api_keys DROP CONSTRAINT api_keys_scopes_check;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_scopes_check CHECK (scopes <@ ARRAY[
  'route:write', 'orders:write', 'orders:read', 'venues:write', 'rules:write', 'rules:approve', 'risk:write', 'risk:halt',
  'reports:read', 'reports:write', 'reports:approve', 'audit:read', 'events:read', 'jobs:read', 'jobs:run', 'admin']::text[]);
