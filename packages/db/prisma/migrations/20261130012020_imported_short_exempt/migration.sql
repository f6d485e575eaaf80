-- Fairlead does not route short exempt orders; others have.
ALTER TABLE imported_orders DROP CONSTRAINT imported_orders_side_check;
ALTER TABLE imported_orders ADD CONSTRAINT imported_orders_side_check CHECK (side IN ('BUY', 'SELL', 'SELL_SHORT', 'SELL_SHORT_EXEMPT'));
