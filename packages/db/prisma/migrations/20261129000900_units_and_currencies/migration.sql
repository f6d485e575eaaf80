-- What a quantity of the instrument counts: shares, units of the base currency, coins. Sums are made within one unit only.
ALTER TABLE "instruments" ADD COLUMN "quantity_unit" VARCHAR(20);
UPDATE "instruments" SET quantity_unit = CASE asset_class
  WHEN 'EQUITY' THEN 'SHARES'
  WHEN 'FX' THEN left(instrument_id, 3)
  ELSE split_part(instrument_id, '/', 1) END;
ALTER TABLE "instruments" ALTER COLUMN "quantity_unit" SET NOT NULL,
  ADD CONSTRAINT instruments_quantity_unit_check CHECK (quantity_unit <> '');

-- The currency of the volumes from which tiers begin; what is traded in another one does not count towards them.
ALTER TABLE "venue_fee_schedules" ADD COLUMN "tier_currency" VARCHAR(10) NOT NULL DEFAULT 'USD';
