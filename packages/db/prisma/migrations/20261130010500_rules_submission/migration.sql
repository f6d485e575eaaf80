-- A simulated version is submitted by its author before another person approves it. docs/adr/0105.
ALTER TABLE routing_rule_versions ADD COLUMN submitted_at TIMESTAMPTZ(6);
ALTER TABLE routing_rule_versions
  DROP CONSTRAINT routing_rule_versions_state_check,
  DROP CONSTRAINT routing_rule_versions_simulated_check,
  ADD CONSTRAINT routing_rule_versions_state_check CHECK
    (state IN ('DRAFT', 'SIMULATED', 'SUBMITTED', 'APPROVED', 'ACTIVE', 'RETIRED')),
  ADD CONSTRAINT routing_rule_versions_simulated_check CHECK
    (state NOT IN ('SIMULATED', 'SUBMITTED', 'APPROVED', 'ACTIVE') OR (simulation IS NOT NULL AND simulated_hash = content_hash)),
  ADD CONSTRAINT routing_rule_versions_submitted_check CHECK (state <> 'SUBMITTED' OR submitted_at IS NOT NULL);
