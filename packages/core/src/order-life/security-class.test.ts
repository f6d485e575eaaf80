import { expect, it } from 'vitest';
import { ASSET_CLASSES } from '../instrument/instrument.ts';
import { securityClassOf } from './security-class.ts';

it('tells stocks from what no report of Rule 606 tells of', () => {
  expect(ASSET_CLASSES.map((assetClass) => [assetClass, securityClassOf(assetClass)])).toEqual([
    ['EQUITY', 'NMS_STOCK'],
    ['FX', 'NO_SECURITY'],
    ['CRYPTO', 'NO_SECURITY'],
  ]);
});
