-- Nothing is expected of a decision that sends nothing to take: its figures are absent, not zero.
ALTER TABLE "routing_decisions"
  ALTER COLUMN "expected_cost_bps" DROP NOT NULL,
  ALTER COLUMN "expected_fill_rate" DROP NOT NULL,
  ALTER COLUMN "expected_time_ms" DROP NOT NULL,
  ALTER COLUMN "confidence" DROP NOT NULL;

UPDATE "routing_decisions"
SET "expected_cost_bps" = NULL, "expected_fill_rate" = NULL, "expected_time_ms" = NULL, "confidence" = NULL
WHERE cardinality("venue_ids") = 0;
