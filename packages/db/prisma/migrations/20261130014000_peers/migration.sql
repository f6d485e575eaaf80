-- What other firms have published of their routing and executions, beside one's own. docs/adr/0114.

-- A file as it was loaded last: one of each kind, reporter and period. Nothing in it is mended; what is wrong with it is counted by code.
CREATE TABLE peer_files (
  id UUID NOT NULL,
  kind VARCHAR(20) NOT NULL,
  reporter TEXT NOT NULL,
  firm TEXT NOT NULL,
  crd VARCHAR(10),
  participant TEXT,
  period_from DATE NOT NULL,
  period_to DATE NOT NULL,
  file_name TEXT NOT NULL,
  content_hash CHAR(64) NOT NULL,
  rows INTEGER NOT NULL,
  defect_count INTEGER NOT NULL,
  defects JSONB NOT NULL,
  loaded_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT peer_files_pkey PRIMARY KEY (id),
  CONSTRAINT peer_files_kind_check CHECK (kind IN ('RULE_606_A1', 'RULE_605_DETAIL', 'RULE_605_SUMMARY', 'RULE_605_FORMER')),
  CONSTRAINT peer_files_period_check CHECK (period_from < period_to)
);
CREATE UNIQUE INDEX peer_files_kind_reporter_period_from_key ON peer_files (kind, reporter, period_from);
CREATE INDEX peer_files_kind_period_from_idx ON peer_files (kind, period_from);

-- A section of a month of a public report on routing; percentages, payments and words as they are printed.
CREATE TABLE peer_sections (
  file_id UUID NOT NULL,
  month DATE NOT NULL,
  section VARCHAR(10) NOT NULL,
  figures JSONB NOT NULL,
  CONSTRAINT peer_sections_pkey PRIMARY KEY (file_id, month, section),
  CONSTRAINT peer_sections_file_id_fkey FOREIGN KEY (file_id) REFERENCES peer_files (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT peer_sections_section_check CHECK (section IN ('SP500', 'OTHER', 'OPTIONS'))
);

-- A row of a report on executions, by its line in the file.
CREATE TABLE peer_executions (
  file_id UUID NOT NULL,
  line INTEGER NOT NULL,
  symbol TEXT,
  sp500 TEXT,
  lot TEXT,
  size TEXT NOT NULL,
  type TEXT NOT NULL,
  figures JSONB NOT NULL,
  CONSTRAINT peer_executions_pkey PRIMARY KEY (file_id, line),
  CONSTRAINT peer_executions_file_id_fkey FOREIGN KEY (file_id) REFERENCES peer_files (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE INDEX peer_executions_symbol_file_id_idx ON peer_executions (symbol, file_id);
