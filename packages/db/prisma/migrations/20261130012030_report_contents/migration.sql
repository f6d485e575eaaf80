-- The bytes of reports by what they are, as the runs name them: equal files are one row, and a row can be no other bytes. docs/adr/0109.
CREATE TABLE report_contents (
  sha256 CHAR(64) NOT NULL,
  content BYTEA NOT NULL,
  CONSTRAINT report_contents_pkey PRIMARY KEY (sha256),
  CONSTRAINT report_contents_sha256_check CHECK (sha256 = encode(sha256(content), 'hex'))
);

CREATE TRIGGER report_contents_kept BEFORE UPDATE OR DELETE ON report_contents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_contents_not_emptied BEFORE TRUNCATE ON report_contents EXECUTE FUNCTION refuse_change();
