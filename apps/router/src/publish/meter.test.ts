import { CRYPTO_INSTRUMENTS } from '@fairlead/core/catalogue/crypto-instruments';
import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';
import { expect, it } from 'vitest';
import { PrometheusMeter } from './meter.ts';

it('counts what was filled in whole units, each kind apart', async () => {
  const meter = new PrometheusMeter();
  for (const instrument of CRYPTO_INSTRUMENTS) meter.filled('CX1', 50_000_000, instrument);
  for (const instrument of US_EQUITY_INSTRUMENTS.slice(0, 2)) meter.filled('XNYS', 100, instrument);
  const told = await meter.registry.metrics();
  expect(told).toContain('fairlead_filled_quantity_total{venue="CX1",unit="BTC"} 0.5');
  expect(told).toContain('fairlead_filled_quantity_total{venue="CX1",unit="ETH"} 0.5');
  expect(told).toContain('fairlead_filled_quantity_total{venue="XNYS",unit="SHARES"} 200');
});
