-- The life of its simulated venue that a child order was sent to: a venue that has started anew tells another and has forgotten it.
ALTER TABLE "child_orders" ADD COLUMN "venue_epoch" VARCHAR(60);
