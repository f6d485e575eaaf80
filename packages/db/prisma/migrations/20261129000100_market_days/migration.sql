-- The days on which US equities do not trade their regular hours, in New York time. People add and replace rows while the router runs; the seed
-- adds what is missing and never touches a row that is there. Without hours the market does not open.
CREATE TABLE "market_days" (
    "date" DATE NOT NULL,
    "opens_at" TIME(0),
    "closes_at" TIME(0),
    "name" VARCHAR(200) NOT NULL,
    "source" VARCHAR(500) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "market_days_pkey" PRIMARY KEY ("date"),
    CONSTRAINT market_days_hours_check CHECK ((opens_at IS NULL) = (closes_at IS NULL) AND opens_at >= '03:00' AND opens_at < closes_at
      AND closes_at < '24:00')
);
