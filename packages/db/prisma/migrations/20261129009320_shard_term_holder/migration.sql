-- Who acts for a shard, under which lease, beside until when: whoever would take it over waits for the end of the term, so that two
-- routers never take it from each other in turn.
TRUNCATE "shard_terms";
ALTER TABLE "shard_terms" ADD COLUMN "epoch" BIGINT NOT NULL;
ALTER TABLE "shard_terms" ADD COLUMN "holder" VARCHAR(300) NOT NULL;
