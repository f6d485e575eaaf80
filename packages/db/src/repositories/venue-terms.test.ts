import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { seededTerms } from '@fairlead/core/venue/venue-terms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { CatalogueRepository } from './catalogue-repository.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url, { max: 1, onError: () => {} });
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

const set = (venueId: string, config: object) =>
  pool.query('update venue_configurations set connection_config = $2 where venue_id = $1', [venueId, config]);

it('a new installation has terms with every venue, and reads back what a person has set', async () => {
  const catalogue = new CatalogueRepository(pool);
  const terms = await catalogue.venueTerms();
  for (const venue of DEFAULT_VENUES) expect(terms.get(venue.venueId)).toEqual(seededTerms(venue));
  await set('XNYS', { kind: 'fix', child_timeout_ms: 1_500 });
  expect((await catalogue.venueTerms()).get('XNYS')).toEqual({ childTimeoutMs: 1_500 });
});

it.each([0, -1, 1.5, '5', 86_400_001])('a time of %s is not taken, and the venue is named', async (childTimeoutMs) => {
  await set('XNYS', { child_timeout_ms: childTimeoutMs });
  await expect(new CatalogueRepository(pool).venueTerms()).rejects.toThrow('venue XNYS: connection_config');
});
