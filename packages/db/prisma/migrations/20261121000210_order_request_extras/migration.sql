-- What else an order asked for, so that recovery can go on with it: urgency, constraints, manual allocations. Null where nothing was.
ALTER TABLE "orders" ADD COLUMN "request_extras" TEXT;
