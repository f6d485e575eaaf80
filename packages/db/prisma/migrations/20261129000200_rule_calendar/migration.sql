-- The rules of the markets as dated rows. People date, change and add rows while the router runs; the seed adds those that are missing by their
-- key and never touches one that is there. A row without a date is not in force.
CREATE TABLE "rule_calendar" (
    "key" VARCHAR(60) NOT NULL,
    "rule" VARCHAR(30) NOT NULL,
    "effective_from" DATE,
    "asset_class" VARCHAR(20) NOT NULL,
    "instrument_id" VARCHAR(20),
    "rule_values" JSONB NOT NULL,
    "source" VARCHAR(500) NOT NULL,
    "note" VARCHAR(1000) NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "rule_calendar_pkey" PRIMARY KEY ("key"),
    CONSTRAINT rule_calendar_key_check CHECK (key ~ '^[a-z0-9][a-z0-9-]*$'),
    CONSTRAINT rule_calendar_rule_check CHECK (rule IN ('ORDER_PROTECTION', 'LOCK_AND_CROSS', 'ACCESS_FEE_CAP', 'FEE_VOLUME_MONTH',
      'TICK_BANDS', 'ROUND_LOTS', 'SHORT_SALE_TEST')),
    CONSTRAINT rule_calendar_asset_class_check CHECK (asset_class IN ('EQUITY', 'FX', 'CRYPTO')),
    CONSTRAINT rule_calendar_values_check CHECK (jsonb_typeof(rule_values) = 'object')
);

-- The ticks of US equities were seeded as each instrument's own; they are the calendar's now. Ticks that people have set stay their instrument's.
DELETE FROM "instrument_tick_bands" b USING "instruments" i
WHERE i.instrument_id = b.instrument_id AND i.asset_class = 'EQUITY' AND b.effective_from = '2006-01-31'
  AND (b.from_price, b.tick) IN ((0, 0.0001), (1, 0.01));

-- What decides between the ticks of amended Rule 612; null: not known, which is the wider one.
ALTER TABLE "instruments" ADD COLUMN "average_quoted_spread" DECIMAL(20,8),
  ADD CONSTRAINT instruments_average_spread_check CHECK (average_quoted_spread > 0 AND average_quoted_spread <> 'NaN');
