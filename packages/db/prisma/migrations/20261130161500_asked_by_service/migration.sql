-- A report that nobody asked for but the calendar, or a program, has one person less: who approves it does not publish it. docs/adr/0111.
ALTER TABLE report_runs ADD COLUMN asked_by_service BOOLEAN NOT NULL DEFAULT false;
-- Runs that are there say who asked for them in the audit. They are done, and a column of their own is no change of what they say.
ALTER TABLE report_runs DISABLE TRIGGER report_runs_done;
UPDATE report_runs r SET asked_by_service = true WHERE EXISTS (
  SELECT FROM audit_entries a WHERE a.subject_type = 'report_runs' AND a.subject_id = r.id::text AND a.action = 'report.request' AND a.actor_type = 'SYSTEM'
);
ALTER TABLE report_runs ENABLE TRIGGER report_runs_done;
