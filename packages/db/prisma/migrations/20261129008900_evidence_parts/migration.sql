-- What many records of decisions refer to, each text once, by its SHA-256: the catalogue part (kind 1) and the belief part (kind 2) of an instrument.
CREATE TABLE "evidence_parts" (
  "hash" BYTEA NOT NULL,
  "kind" SMALLINT NOT NULL,
  "body" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "evidence_parts_pkey" PRIMARY KEY ("hash"),
  CONSTRAINT evidence_parts_kind_check CHECK (kind IN (1, 2))
);
