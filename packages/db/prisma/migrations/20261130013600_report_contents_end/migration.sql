-- Bytes of reports are kept for the three years of 17 CFR 242.606 after they were published, and may go otherwise; they are never others. docs/adr/0111.
CREATE FUNCTION keep_report_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM report_runs WHERE state = 'PUBLISHED' AND published_at > now() - interval '3 years'
    AND files @> jsonb_build_array(jsonb_build_object('sha256', OLD.sha256))) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'file % of a report is kept as it is', OLD.sha256 USING ERRCODE = 'restrict_violation';
END
$$;
DROP TRIGGER report_contents_kept ON report_contents;
CREATE TRIGGER report_contents_kept BEFORE UPDATE OR DELETE ON report_contents FOR EACH ROW EXECUTE FUNCTION keep_report_content();
