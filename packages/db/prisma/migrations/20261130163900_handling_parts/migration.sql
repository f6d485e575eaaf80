-- What a row of a report on handling, Rule 606(b)(3), is a part of: how it was sent, where in the spread it was executed, and what it provided or removed. Null of other reports.
ALTER TABLE report_items
  ADD COLUMN "routed_shares" DECIMAL(20,8),
  ADD COLUMN "ioc" BOOLEAN,
  ADD COLUMN "further_routable" BOOLEAN,
  ADD COLUMN "near" DECIMAL(20,8),
  ADD COLUMN "midpoint" DECIMAL(20,8),
  ADD COLUMN "far" DECIMAL(20,8),
  ADD COLUMN "provided" DECIMAL(20,8),
  ADD COLUMN "removed" DECIMAL(20,8),
  ADD COLUMN "net_provided" DECIMAL(30,8),
  ADD COLUMN "net_removed" DECIMAL(30,8),
  ADD COLUMN "providing_us" BIGINT;
