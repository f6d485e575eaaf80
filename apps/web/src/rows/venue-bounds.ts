import type { RiskLimitRow, RiskLimits } from '@fairlead/contracts/risk';
import type { Bound } from './limit-change';

/** What a limit of a venue can bound: one order, and the part of it that goes there. */
const VENUE_BOUNDS = ['max_order_quantity', 'max_order_notional', 'collar_bps'] as const satisfies readonly Bound[];

/** One bound of what goes to a venue, and the version that says it; nulls where no limit of venues bounds it. */
export interface VenueBound {
  readonly bound: (typeof VENUE_BOUNDS)[number];
  readonly value: string | number | null;
  readonly set_in: string | null;
}

/** How far the limits of venues bound what goes to one: the row that names it before the one for every venue, the version in force before the default. */
export function venueBounds({ in_force: inForce, defaults }: RiskLimits, venueId: string): VenueBound[] {
  const said = [
    ...inRank(inForce.limits, venueId).map((row) => ({ row, name: inForce.name })),
    ...inRank(defaults, venueId).map((row) => ({ row, name: 'DEFAULT' })),
  ];
  return VENUE_BOUNDS.map((bound) => {
    const found = said.find(({ row }) => row[bound] !== null);
    return { bound, value: found?.row[bound] ?? null, set_in: found?.name ?? null };
  });
}

function inRank(rows: readonly RiskLimitRow[], venueId: string): RiskLimitRow[] {
  const ofVenues = rows.filter(({ scope }) => scope === 'VENUE');
  return [venueId, null].flatMap((id) => ofVenues.filter((row) => row.venue_id === id));
}
