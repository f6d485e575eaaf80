-- When a customer asked for its report, and by when it is to have it: 17 CFR 242.606(b)(3) gives seven business days. Nobody has said it of reports of before.
ALTER TABLE report_runs
  ADD COLUMN requested_on DATE,
  ADD COLUMN due_on DATE,
  ADD CONSTRAINT report_runs_due_check CHECK (due_on IS NULL OR due_on > requested_on);
