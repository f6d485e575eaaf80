import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { type PaymentTerms, PaymentTermsRepository } from './payment-terms-repository.ts';

const TERMS: PaymentTerms = {
  venue_id: 'XNAS',
  effective_from: '2026-07-01',
  pfof_market: '0.2',
  pfof_marketable_limit: '0.15',
  pfof_non_marketable_limit: '-0.3',
  pfof_other: '0',
  profit_sharing_rate: '0.00000001',
  profit_sharing: 'a fifth of what the venue earns',
  material_aspects: 'Rebates rise with volume.',
  source: 'price list of 2026-06-15',
};

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  return {
    url: db.url,
    terms: new PaymentTermsRepository(pool),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('keeps terms by venue and day, exactly, with who wrote them and the audit of it', async () => {
  await using set = await setUp();
  const writer = personWriter();
  const { done, auditId } = await set.terms.set(TERMS, writer);
  expect(done).toEqual({ ...TERMS, author_name: 'anna', created_at_us: writer.atUs });
  const ben = { ...personWriter('ben', writer.atUs + 1) };
  const changed = { ...TERMS, pfof_market: '0.25' };
  await set.terms.set(changed, ben);
  expect(await set.terms.terms('XNAS')).toEqual([{ ...changed, author_name: 'ben', created_at_us: ben.atUs }]);
  const [first, second] = await query(set.url, 'select * from audit_entries order by seq');
  expect(first).toMatchObject({ id: auditId, action: 'venue.payment_terms', subject_id: 'XNAS', before: null });
  expect(JSON.parse(String(second?.before))).toMatchObject({ pfof_market: '0.2' });
  expect(JSON.parse(String(second?.after))).toMatchObject({ pfof_market: '0.25' });
});

it('does once what is sent twice', async () => {
  await using set = await setUp();
  const writer = personWriter();
  const first = await set.terms.set(TERMS, writer);
  await set.terms.set({ ...TERMS, pfof_other: '9' }, personWriter('ben'));
  expect(await set.terms.set(TERMS, writer)).toEqual(first);
  expect(await set.terms.terms(null)).toMatchObject([{ pfof_other: '9' }]);
});

it('finds what holds on a day, also of a venue that is not configured', async () => {
  await using set = await setUp();
  const later = { ...TERMS, effective_from: '2026-08-01', pfof_market: '0.4' };
  for (const terms of [later, TERMS, { ...TERMS, venue_id: 'Wholesaler One' }])
    await set.terms.set(terms, personWriter());
  const on = async (day: string) =>
    (await set.terms.holding(day)).map(({ venue_id, effective_from }) => `${venue_id} ${effective_from}`);
  expect(await on('2026-06-30')).toEqual([]);
  expect(await on('2026-07-31')).toEqual(['Wholesaler One 2026-07-01', 'XNAS 2026-07-01']);
  expect(await on('2026-08-01')).toEqual(['Wholesaler One 2026-07-01', 'XNAS 2026-08-01']);
  expect((await set.terms.terms('XNAS')).map((terms) => terms.effective_from)).toEqual(['2026-08-01', '2026-07-01']);
});

it('takes a venue by any of its names', async () => {
  await using set = await setUp();
  const sentAt = '2026-07-01T14:00:00Z';
  const routes = [
    { venue: 'The Nasdaq Stock Market', mic: 'XNAS', sentAt },
    { venue: 'Cboe Options', mic: 'XCBO', sentAt },
  ];
  await storeImported(set.url, 'COMPLETE', [{ receivedAt: sentAt, symbol: 'MSFT', routes }]);
  for (const venue_id of ['The Nasdaq Stock Market', 'Cboe Options', 'A wholesaler'])
    await set.terms.set({ ...TERMS, venue_id }, personWriter());
  expect((await set.terms.terms(null)).map(({ venue_id }) => venue_id)).toEqual(['A wholesaler', 'XCBO', 'XNAS']);
});

it('asks for words where an aspect is material, and for one set of terms a day', async () => {
  await using set = await setUp();
  await expect(set.terms.set({ ...TERMS, material_aspects: '' }, personWriter())).rejects.toThrow('material_aspects');
});
