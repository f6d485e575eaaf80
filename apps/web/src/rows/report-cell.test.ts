import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { coveredKey } from './execution-figures';
import { reportItemKey } from './report-cell';

/** As the import makes ids: the first half of a hash, with no version in it. */
const IMPORTED = createHash('sha256')
  .update('a route')
  .digest('hex')
  .slice(0, 32)
  .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

it('takes rows of imported orders as it takes those of ours', () => {
  expect(z.uuid().safeParse(IMPORTED).success).toBe(false);
  expect(reportItemKey.safeParse({ cell: '1', source_id: IMPORTED }).success).toBe(true);
  expect(coveredKey.safeParse({ symbol: 'AAPL', order_size: 0, source_id: IMPORTED, terms: 1 }).success).toBe(true);
  expect(reportItemKey.safeParse({ cell: '1', source_id: 'none' }).success).toBe(false);
});
