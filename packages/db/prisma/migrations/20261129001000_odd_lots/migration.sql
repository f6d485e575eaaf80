-- The best odd lots beside the NBBO at receipt (or when an order that waited became executable): better prices, too small to make the NBBO.
ALTER TABLE "orders" ADD COLUMN "odd_lot_bid" DECIMAL(20,8), ADD COLUMN "odd_lot_bid_size" DECIMAL(20,8),
  ADD COLUMN "odd_lot_ask" DECIMAL(20,8), ADD COLUMN "odd_lot_ask_size" DECIMAL(20,8);

-- What the market was measured by then: the NBBO, or the last good one where that was too far from it to be believed. Orders of before were
-- measured by the NBBO whatever it was.
ALTER TABLE "orders" ADD COLUMN "reference_bid" DECIMAL(20,8), ADD COLUMN "reference_ask" DECIMAL(20,8);
UPDATE "orders" SET "reference_bid" = "nbbo_bid", "reference_ask" = "nbbo_ask";
