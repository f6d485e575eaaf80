-- A venue trades one kind of instrument; those that are there already trade US equities.
ALTER TABLE "venue_configurations" ADD COLUMN "asset_class" VARCHAR(20) NOT NULL DEFAULT 'EQUITY',
  ADD CONSTRAINT venue_configurations_asset_class_check CHECK (asset_class IN ('EQUITY', 'FX', 'CRYPTO'));
ALTER TABLE "venue_configurations" ALTER COLUMN "asset_class" DROP DEFAULT;

-- Fees on the notional value, a charge per child order, and what tiers are counted by. What is there already has none of them.
ALTER TABLE "venue_fee_schedules" ADD COLUMN "take_ppm" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "make_ppm" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "fixed_fee" DECIMAL(20,8) NOT NULL DEFAULT 0,
  ADD COLUMN "tier_volume" VARCHAR(10) NOT NULL DEFAULT 'UNITS',
  ADD CONSTRAINT venue_fee_schedules_notional_check CHECK (abs(take_ppm) <= 1000000 AND abs(make_ppm) <= 1000000),
  ADD CONSTRAINT venue_fee_schedules_fixed_check CHECK (fixed_fee <> 'NaN'),
  ADD CONSTRAINT venue_fee_schedules_tier_volume_check CHECK (tier_volume IN ('UNITS', 'NOTIONAL'));

CREATE TABLE "venue_fee_tiers" (
    "schedule_id" UUID NOT NULL,
    "from_volume" DECIMAL(30,8) NOT NULL,
    "take_fee" DECIMAL(20,8) NOT NULL,
    "make_fee" DECIMAL(20,8) NOT NULL,
    "take_ppm" INTEGER NOT NULL,
    "make_ppm" INTEGER NOT NULL,

    CONSTRAINT "venue_fee_tiers_pkey" PRIMARY KEY ("schedule_id", "from_volume"),
    CONSTRAINT venue_fee_tiers_volume_check CHECK (from_volume > 0 AND from_volume <> 'NaN'),
    CONSTRAINT venue_fee_tiers_notional_check CHECK (abs(take_ppm) <= 1000000 AND abs(make_ppm) <= 1000000)
);
ALTER TABLE "venue_fee_tiers" ADD CONSTRAINT "venue_fee_tiers_schedule_id_fkey" FOREIGN KEY ("schedule_id")
  REFERENCES "venue_fee_schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;
