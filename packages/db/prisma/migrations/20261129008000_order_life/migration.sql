-- A fill beyond its child or its order is an execution like any other: it is booked, and the excess is told.
ALTER TABLE "orders" DROP CONSTRAINT orders_filled_check;
ALTER TABLE "orders" ADD CONSTRAINT orders_filled_check CHECK (filled_quantity >= 0);
ALTER TABLE "orders" ADD COLUMN "excess_quantity" DECIMAL(20, 8) NOT NULL DEFAULT 0;
ALTER TABLE "child_orders" DROP CONSTRAINT child_orders_filled_check;
ALTER TABLE "child_orders" ADD CONSTRAINT child_orders_filled_check CHECK (filled_quantity >= 0);

-- Venues use their execution ids again on another day: an id is unique within its child. What is remarkable about an execution is marked.
DROP INDEX "executions_venue_id_venue_execution_id_key";
CREATE UNIQUE INDEX "executions_child_id_venue_execution_id_key" ON "executions"("child_id", "venue_execution_id");
ALTER TABLE "executions" ADD COLUMN "marks" TEXT[] NOT NULL DEFAULT '{}';

-- What a venue has not ended, and what it ended lately, is asked for again after a restart.
CREATE INDEX "child_orders_venue_id_done_at_idx" ON "child_orders"("venue_id", "done_at");

-- Reports for children that nobody here knows: kept for people.
CREATE TABLE "orphan_reports" (
  "id" UUID NOT NULL,
  "venue_id" VARCHAR(100) NOT NULL,
  "child_id" VARCHAR(100) NOT NULL,
  "report" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "orphan_reports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "orphan_reports_received_at_idx" ON "orphan_reports"("received_at" DESC);
