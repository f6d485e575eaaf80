-- What the firm chooses where a report rests on what no public source was seen for, from a day on. docs/adr/0112.
CREATE TABLE report_choices (
  name VARCHAR(40) NOT NULL,
  effective_from DATE NOT NULL,
  value VARCHAR(500) NOT NULL,
  source VARCHAR(500),
  reason VARCHAR(500) NOT NULL,
  author_name VARCHAR(200) NOT NULL,
  created_at TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT report_choices_pkey PRIMARY KEY (name, effective_from)
);
