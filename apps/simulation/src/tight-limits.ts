import type { StoredLimits } from '@fairlead/db/repositories/risk-limits-repository';
import type { Random } from '@fairlead/venue-sim/random';

type Row = StoredLimits['rows'][number];

const NO_ROW: Row = {
  scope: 'FIRM',
  ...{ client_id: null, account: null, instrument_id: null, asset_class: null, venue_id: null },
  ...{ max_order_quantity: null, max_order_notional: null, collar_bps: null, max_orders_per_second: null },
  ...{ duplicate_window_ms: null, duplicate_min_notional: null },
  ...{ max_gross_exposure: null, max_net_exposure: null, credit: null },
};

/** A version of the limits that refuses much of what comes. */
export function tightLimits(version: number, random: Random): StoredLimits {
  const rows: Row[] = [
    { ...NO_ROW, max_order_quantity: `${200 + random.below(2_000)}` },
    { ...NO_ROW, scope: 'CLIENT', client_id: 'C1', max_orders_per_second: 1 + random.below(3) },
    { ...NO_ROW, scope: 'CLIENT', client_id: 'C2', max_gross_exposure: `${50_000 + random.below(500_000)}` },
    { ...NO_ROW, scope: 'CLIENT', client_id: 'C3', credit: `${100_000 + random.below(500_000)}` },
  ];
  return {
    ...{ version, state: 'ACTIVE', author: 'a', author_name: 'A', reason: 'simulated' },
    ...{ approver: 'b', approver_name: 'B', approval_reason: 'simulated' },
    ...{ created_at_us: 0, approved_at_us: 0, retired_at_us: null },
    rows: rows.filter(() => random.chance(0.6)),
  };
}
