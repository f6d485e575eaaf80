-- A version of the limits that a second person has refused: who, why and when stand where an approval would.
ALTER TABLE risk_limit_versions DROP CONSTRAINT risk_limit_versions_state_check;
ALTER TABLE risk_limit_versions ADD CONSTRAINT risk_limit_versions_state_check
  CHECK (state IN ('SUBMITTED', 'ACTIVE', 'RETIRED', 'REFUSED'));
