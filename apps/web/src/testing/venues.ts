import type { VenueRow } from '@/rows/venue-row';

type Changes = Partial<Omit<VenueRow, 'circuit'>> & { readonly circuit?: Partial<VenueRow['circuit']> };

/** A venue that is well, with what a test wants otherwise. */
export function venueOf({ circuit = {}, ...changes }: Changes = {}): VenueRow {
  return {
    ...{ venue_id: 'XNYS', venue_name: 'New York Stock Exchange', venue_type: 'EXCHANGE', mic: 'XNYS' },
    ...{ status: 'ACTIVE', status_cause: 'WELL', status_since: '2026-11-30T14:00:00Z', status_reason: '', said: null },
    ...{ connected: true, lit: true, protected: true, enabled: true, priority: 1, asset_class: 'EQUITY' },
    ...{ take_fee: '0.003', make_fee: '-0.002', take_ppm: 0, make_ppm: 0, fixed_fee: '0' },
    ...{ fee_note: 'illustrative, as of 2026-01-02: replace by your own tier', capabilities: null },
    ...changes,
    circuit: {
      ...{ venue_id: 'XNYS', venue_type: 'EXCHANGE', state: 'CLOSED', code: null, reason: '', since: null },
      ...{ until: null, openings: 0, failures: 0, last_failure: null, probes_out: 0, probes_answered: 0, actor: null },
      ...circuit,
    },
  };
}
