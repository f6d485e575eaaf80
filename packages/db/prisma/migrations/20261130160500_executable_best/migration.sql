-- The best displayed prices of when an imported order became executable: fields 45 to 49 of Rule 605 are of that moment. docs/adr/0112.
ALTER TABLE imported_orders ADD COLUMN executable_best_bid DECIMAL(20, 8), ADD COLUMN executable_best_ask DECIMAL(20, 8);
