import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ViewedQuality } from './execution-quality-repository.ts';
import { importedVenues } from './imported-venues.ts';

const sentAt = '2026-07-01T14:00:00Z';
const orderTo = (...routes: readonly { readonly venue: string; readonly mic?: string }[]) => ({
  receivedAt: sentAt,
  symbol: 'MSFT',
  routes: routes.map((route) => ({ ...route, sentAt })),
});
const OPTIONS = { venue: 'Cboe Options', mic: 'XCBO' };

it('tells the venues that only imports name, each as most routes call it, and each viewer his own', async () => {
  await using db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  await storeImported(db.url, 'COMPLETE', [
    orderTo(
      { venue: 'The Nasdaq Stock Market', mic: 'XNAS' },
      { venue: 'A Cboe market', mic: 'XCBO' },
      OPTIONS,
      OPTIONS,
    ),
  ]);
  await query(db.url, "update imported_batches set client_id = 'ALPHA'");
  await storeImported(db.url, 'COMPLETE', [orderTo({ venue: 'A wholesaler' })]);
  await storeImported(db.url, 'LOADING', [orderTo({ venue: 'Not yet', mic: 'NOTY' })]);
  const cboe = { venue_id: 'XCBO', venue_name: 'Cboe Options' };
  const wholesaler = { venue_id: 'A wholesaler', venue_name: 'A wholesaler' };
  expect(await importedVenues(pool, null)).toEqual([wholesaler, cboe]);
  expect(await new ViewedQuality(pool, 'ALPHA').importedVenues()).toEqual([cboe]);
  expect(await new ViewedQuality(pool, 'BETA').importedVenues()).toEqual([]);
  await pool.end();
});
