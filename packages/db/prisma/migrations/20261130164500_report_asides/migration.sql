-- Breaks of a report that a second person has set aside, with why. They stand beside the run, which does not change. docs/adr/0119.
CREATE TABLE report_asides (
  id UUID NOT NULL,
  run_id UUID NOT NULL,
  code VARCHAR(40) NOT NULL,
  breaks INTEGER NOT NULL,
  reason TEXT NOT NULL,
  set_by VARCHAR(200) NOT NULL,
  set_by_name VARCHAR(200) NOT NULL,
  set_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT report_asides_pkey PRIMARY KEY (id),
  CONSTRAINT report_asides_breaks_check CHECK (breaks > 0),
  CONSTRAINT report_asides_reason_check CHECK (reason <> '')
);
CREATE INDEX report_asides_run_id_idx ON report_asides (run_id);
CREATE TRIGGER report_asides_kept BEFORE UPDATE OR DELETE ON report_asides FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_asides_not_emptied BEFORE TRUNCATE ON report_asides EXECUTE FUNCTION refuse_change();

-- Which of them a break was set aside by. Breaks go with the rows of their run; what was set aside, and why, stays.
ALTER TABLE report_breaks ADD COLUMN aside_id UUID;
