-- Files that people bring by the console or the API, and what becomes of an import afterwards. docs/adr/0118.

-- What was brought, and how far the worker is with it. Its bytes lie in upload_parts until it is loaded or refused.
CREATE TABLE uploads (
  id UUID NOT NULL,
  kind VARCHAR(10) NOT NULL,
  client_id VARCHAR(50),
  format VARCHAR(5),
  files JSONB NOT NULL,
  state VARCHAR(10) NOT NULL,
  outcome JSONB,
  same_as UUID,
  reason VARCHAR(500) NOT NULL,
  requested_by VARCHAR(200) NOT NULL,
  requested_by_name VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ(6) NOT NULL,
  updated_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT uploads_pkey PRIMARY KEY (id),
  CONSTRAINT uploads_kind_check CHECK (kind IN ('ORDERS', 'PEERS')),
  CONSTRAINT uploads_orders_check CHECK ((kind = 'ORDERS') = (client_id IS NOT NULL) AND (kind = 'ORDERS') = (format IS NOT NULL)),
  CONSTRAINT uploads_format_check CHECK (format IN ('CSV', 'JSONL')),
  CONSTRAINT uploads_state_check CHECK (state IN ('UPLOADING', 'QUEUED', 'LOADING', 'COMPLETE', 'REFUSED', 'THERE', 'GIVEN_UP')),
  CONSTRAINT uploads_there_check CHECK ((state = 'THERE') = (same_as IS NOT NULL))
);
CREATE INDEX uploads_kind_id_idx ON uploads (kind, id DESC);

-- Each part of a file but the last has a mebibyte. They are read whole and once: compression would cost more than it saves.
CREATE TABLE upload_parts (
  upload_id UUID NOT NULL,
  file VARCHAR(10) NOT NULL,
  number INTEGER NOT NULL,
  content BYTEA NOT NULL,
  CONSTRAINT upload_parts_pkey PRIMARY KEY (upload_id, file, number),
  CONSTRAINT upload_parts_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT upload_parts_content_check CHECK (length(content) BETWEEN 1 AND 1048576)
);
ALTER TABLE upload_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- What is wrong with the lines of an import, in the order in which it was found.
CREATE TABLE import_faults (
  batch_id UUID NOT NULL,
  number INTEGER NOT NULL,
  file VARCHAR(10) NOT NULL,
  line INTEGER NOT NULL,
  field VARCHAR(100),
  code VARCHAR(40) NOT NULL,
  message TEXT NOT NULL,
  CONSTRAINT import_faults_pkey PRIMARY KEY (batch_id, number),
  CONSTRAINT import_faults_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES imported_batches (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE INDEX import_faults_batch_id_code_number_idx ON import_faults (batch_id, code, number);
INSERT INTO import_faults (batch_id, number, file, line, field, code, message)
SELECT b.id, e.place, e.fault ->> 'file', (e.fault ->> 'line')::int, e.fault ->> 'field', e.fault ->> 'code', e.fault ->> 'message'
FROM imported_batches b CROSS JOIN jsonb_array_elements(b.errors) WITH ORDINALITY AS e(fault, place);

-- The time that an import covers, and its withdrawal: its rows count no more from then on, and are moved out of the way of others with the same ids.
ALTER TABLE imported_batches
  DROP COLUMN errors,
  ADD COLUMN first_at TIMESTAMPTZ(6),
  ADD COLUMN last_at TIMESTAMPTZ(6),
  ADD COLUMN withdrawn_at TIMESTAMPTZ(6),
  ADD COLUMN withdrawn_by VARCHAR(200),
  ADD COLUMN withdrawal_reason VARCHAR(500),
  ADD COLUMN moved_at TIMESTAMPTZ(6),
  DROP CONSTRAINT imported_batches_state_check,
  DROP CONSTRAINT imported_batches_completed_check,
  ADD CONSTRAINT imported_batches_state_check CHECK (state IN ('LOADING', 'COMPLETE', 'REFUSED', 'WITHDRAWN')),
  ADD CONSTRAINT imported_batches_completed_check CHECK ((state IN ('COMPLETE', 'WITHDRAWN')) = (completed_at IS NOT NULL)),
  ADD CONSTRAINT imported_batches_withdrawn_check CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)
    AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL) AND (moved_at IS NULL OR withdrawn_at IS NOT NULL));
UPDATE imported_batches b SET (first_at, last_at) = (
  SELECT min(t.at), max(t.at) FROM (
    SELECT received_at AS at FROM imported_orders WHERE batch_id = b.id
    UNION ALL SELECT sent_at FROM imported_routes WHERE batch_id = b.id
    UNION ALL SELECT executed_at FROM imported_executions WHERE batch_id = b.id) t)
WHERE state = 'COMPLETE';

-- The rows of withdrawn imports, as they were: nothing is lost, and published reports stand on them.
CREATE TABLE withdrawn_rows (
  batch_id UUID NOT NULL,
  file VARCHAR(10) NOT NULL,
  block INTEGER NOT NULL,
  rows JSONB NOT NULL,
  CONSTRAINT withdrawn_rows_pkey PRIMARY KEY (batch_id, file, block),
  CONSTRAINT withdrawn_rows_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES imported_batches (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
DO $$
BEGIN
  IF to_regrole('fairlead_app') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON withdrawn_rows FROM fairlead_app;
  END IF;
END
$$;
