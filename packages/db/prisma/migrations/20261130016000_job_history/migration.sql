-- What the worker's jobs are, what every try of them came to, and what people have asked of them. docs/adr/0116.

-- What a queue holds, as the worker has told it last: so one sees without the queue whether anybody works.
CREATE TABLE job_queues (
  queue VARCHAR(50) NOT NULL,
  backend VARCHAR(10) NOT NULL,
  waiting INTEGER NOT NULL,
  active INTEGER NOT NULL,
  delayed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  told_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT job_queues_pkey PRIMARY KEY (queue),
  CONSTRAINT job_queues_backend_check CHECK (backend IN ('POSTGRESQL', 'REDIS')),
  CONSTRAINT job_queues_counts_check CHECK (waiting >= 0 AND active >= 0 AND delayed >= 0 AND failed >= 0)
);

-- Every job that the worker knows, and when it runs next; nobody schedules one without an interval.
CREATE TABLE job_schedules (
  job VARCHAR(100) NOT NULL,
  queue VARCHAR(50) NOT NULL,
  every_ms INTEGER,
  next_at TIMESTAMPTZ(6),
  CONSTRAINT job_schedules_pkey PRIMARY KEY (job),
  CONSTRAINT job_schedules_every_check CHECK (every_ms > 0 AND (every_ms IS NOT NULL OR next_at IS NULL))
);

-- What a person has asked of a job: to run now, or to try again what failed. The worker takes it up from here.
CREATE TABLE job_requests (
  id UUID NOT NULL,
  job VARCHAR(100) NOT NULL,
  -- What it is to run with; what its schedule gives it where there is none.
  payload JSONB,
  retry_of UUID,
  reason TEXT NOT NULL,
  requested_by VARCHAR(200) NOT NULL,
  requested_by_name VARCHAR(200) NOT NULL,
  requested_at TIMESTAMPTZ(6) NOT NULL,
  state VARCHAR(10) NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  ended_at TIMESTAMPTZ(6),
  CONSTRAINT job_requests_pkey PRIMARY KEY (id),
  CONSTRAINT job_requests_state_check CHECK (state IN ('WAITING', 'TAKEN', 'DONE', 'FAILED')),
  CONSTRAINT job_requests_tries_check CHECK (tries >= 0 AND (state <> 'WAITING' OR tries = 0)),
  CONSTRAINT job_requests_ended_check CHECK ((ended_at IS NOT NULL) = (state IN ('DONE', 'FAILED')))
);
CREATE UNIQUE INDEX job_requests_now_key ON job_requests (job) WHERE state = 'WAITING' AND retry_of IS NULL;
CREATE UNIQUE INDEX job_requests_retry_key ON job_requests (retry_of) WHERE state = 'WAITING';
CREATE INDEX job_requests_open_idx ON job_requests (requested_at) WHERE state IN ('WAITING', 'TAKEN');

-- One row a try. One of a job that runs says so until it ends, or until it is seen that its process is gone.
CREATE TABLE job_runs (
  id UUID NOT NULL,
  job VARCHAR(100) NOT NULL,
  queue VARCHAR(50) NOT NULL,
  cause VARCHAR(10) NOT NULL,
  request_id UUID,
  attempt INTEGER NOT NULL,
  payload JSONB,
  outcome VARCHAR(10) NOT NULL,
  facts JSONB,
  error TEXT,
  started_at TIMESTAMPTZ(6) NOT NULL,
  ended_at TIMESTAMPTZ(6),
  CONSTRAINT job_runs_pkey PRIMARY KEY (id),
  CONSTRAINT job_runs_request_id_fkey FOREIGN KEY (request_id) REFERENCES job_requests (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT job_runs_cause_check CHECK (cause IN ('SCHEDULE', 'PERSON', 'PROGRAM') AND (cause = 'PERSON') = (request_id IS NOT NULL)),
  CONSTRAINT job_runs_attempt_check CHECK (attempt > 0),
  CONSTRAINT job_runs_outcome_check CHECK (outcome IN ('RUNNING', 'DONE', 'FAILED', 'BROKEN_OFF')),
  CONSTRAINT job_runs_ended_check CHECK ((ended_at IS NOT NULL) = (outcome IN ('DONE', 'FAILED')) AND ended_at >= started_at),
  CONSTRAINT job_runs_error_check CHECK ((error IS NOT NULL) = (outcome = 'FAILED')),
  CONSTRAINT job_runs_facts_check CHECK ((facts IS NOT NULL) = (outcome = 'DONE'))
);
-- No two tries of a job at once.
CREATE UNIQUE INDEX job_runs_running_key ON job_runs (job) WHERE outcome = 'RUNNING';
CREATE INDEX job_runs_job_id_idx ON job_runs (job, id DESC);
CREATE INDEX job_runs_failed_idx ON job_runs (job, id DESC) WHERE outcome IN ('FAILED', 'BROKEN_OFF');
CREATE INDEX job_runs_request_id_idx ON job_runs (request_id) WHERE request_id IS NOT NULL;

-- Who may see jobs and who may run them, and what came with reports: scopes of their own.
ALTER TABLE api_keys DROP CONSTRAINT api_keys_scopes_check;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_scopes_check CHECK (scopes <@ ARRAY[
  'route:write', 'orders:write', 'orders:read', 'venues:write', 'rules:write', 'rules:approve', 'risk:write', 'risk:halt',
  'reports:read', 'reports:write', 'reports:approve', 'jobs:read', 'jobs:run', 'audit:read', 'events:read', 'admin']::text[]);
