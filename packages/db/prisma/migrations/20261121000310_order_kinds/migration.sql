-- Tick bands count from a day on: of an instrument's bands, those of the latest day that has come.
ALTER TABLE "instrument_tick_bands" ADD COLUMN "effective_from" DATE NOT NULL DEFAULT '2006-01-31';
ALTER TABLE "instrument_tick_bands" ALTER COLUMN "effective_from" DROP DEFAULT;
ALTER TABLE "instrument_tick_bands" DROP CONSTRAINT "instrument_tick_bands_pkey",
  ADD CONSTRAINT "instrument_tick_bands_pkey" PRIMARY KEY ("instrument_id", "effective_from", "from_price");

-- The average close that a US equity's round lot follows (null: the stored round lot), and the last day of a short sale price test (Rule 201).
ALTER TABLE "instruments" ADD COLUMN "average_closing_price" DECIMAL(20,8), ADD COLUMN "short_sale_restricted_until" DATE,
  ADD CONSTRAINT instruments_average_close_check CHECK (average_closing_price > 0 AND average_closing_price <> 'NaN');

-- When an order that waited for its stop price or for the open became executable; its NBBO columns are then those of that moment. Null where
-- it did not wait, or still does.
ALTER TABLE "orders" ADD COLUMN "released_at" TIMESTAMPTZ(6);
