import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';

let made = 0;

/**
 * The body of the next order: a market order for one share, buys and sells in turn over all instruments. Larger ones would empty the simulated
 * books within a second and measure how often the rest is routed again.
 */
export function nextOrder(): string {
  made += 1;
  const instrument = US_EQUITY_INSTRUMENTS[made % US_EQUITY_INSTRUMENTS.length];
  const side = made % 2 === 0 ? 'BUY' : 'SELL';
  return `{"order_id":"bench-${process.pid}-${made}","instrument_id":"${instrument?.instrumentId}","side":"${side}","quantity":1,"order_type":"MARKET"}`;
}
