import type { AssetClass } from '../instrument/instrument.ts';

/** As what an order counts in reports on routing and execution. OTC stocks and options are imported only; currencies and coins are none of it. */
export const SECURITY_CLASSES = ['NMS_STOCK', 'OTC', 'OPTION', 'NO_SECURITY'] as const;
export type SecurityClass = (typeof SECURITY_CLASSES)[number];

/** The class of what can be routed here: every stock of the catalogue is an NMS stock (17 CFR 242.600). */
export function securityClassOf(assetClass: AssetClass): SecurityClass {
  return assetClass === 'EQUITY' ? 'NMS_STOCK' : 'NO_SECURITY';
}
