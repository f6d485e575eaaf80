import type { VenueStatus } from '@fairlead/core/venue/venue';
import type { VenueQualityRow } from '@fairlead/db/repositories/quality-repository';
import type { LateFillRow, VenueEstimateRow } from '@fairlead/db/repositories/venue-memory-repository';
import type { VenueMemoryPorts } from '../src/recovery/venue-memory.ts';
import type { BenchRouter } from './bench-router.ts';

const UNEXPLAINED = { reason: null, actor: null, atUs: null };

/** The tables that venues are remembered in, in a test's hands. What is stored has gone through JSON, as in the database. */
export function storedVenueMemory() {
  const stored = {
    estimates: new Map<string, VenueEstimateRow>(),
    said: new Map<string, VenueStatus>(),
    rows: [] as VenueQualityRow[],
    late: [] as LateFillRow[],
    saves: 0,
    isDown: false,
    ports: (router: BenchRouter): Omit<VenueMemoryPorts, 'market'> => ({
      clock: { nowUs: () => router.nowUs },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      load: async () => [...stored.estimates.values()],
      said: async () => [...stored.said].map(([venueId, status]) => ({ venueId, status, ...UNEXPLAINED })),
      late: async (sinceUs) => stored.late.filter(({ at_us }) => at_us >= sinceUs),
      save: async (rows) => {
        if (stored.isDown) throw new Error('the database is down');
        stored.saves += 1;
        for (const row of rows)
          stored.estimates.set(`${row.venue_id} ${row.instrument_id}`, JSON.parse(JSON.stringify(row)));
      },
      record: async (rows) => void stored.rows.push(...rows),
    }),
  };
  return stored;
}
