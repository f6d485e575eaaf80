import { type RiskLimitRow, riskLimitRow } from '@fairlead/contracts/risk';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { LimitRow, LimitSet } from '@fairlead/core/risk/limits';
import type { StoredLimits } from '@fairlead/db/repositories/risk-limits-repository';

/** By what name people know a version. */
export function limitSetName(version: number): string {
  return `limits-${version}`;
}

/** A stored version as orders are held to it. Throws where the database holds a row that no version of this router has taken. */
export function limitSetOf({ version, rows }: StoredLimits): LimitSet {
  return { name: limitSetName(version), rows: rows.map((row) => toLimitRow(riskLimitRow.parse(row))) };
}

/** A checked row in the words of the domain. */
export function toLimitRow(row: RiskLimitRow): LimitRow {
  return {
    scope: row.scope,
    clientId: row.client_id,
    account: row.account,
    instrumentId: row.instrument_id,
    assetClass: row.asset_class,
    venueId: row.venue_id,
    maxOrderQuantityE8: e8(row.max_order_quantity),
    maxOrderNotionalE8: e8(row.max_order_notional),
    collarBps: row.collar_bps,
    maxOrdersPerSecond: row.max_orders_per_second,
    duplicateWindowMs: row.duplicate_window_ms,
    duplicateMinNotionalE8: e8(row.duplicate_min_notional),
    maxGrossExposureE8: e8(row.max_gross_exposure),
    maxNetExposureE8: e8(row.max_net_exposure),
    creditE8: e8(row.credit),
  };
}

/** A row of the domain as it is told. */
export function limitRowView(row: LimitRow): RiskLimitRow {
  return {
    scope: row.scope,
    client_id: row.clientId,
    account: row.account,
    instrument_id: row.instrumentId,
    asset_class: row.assetClass,
    venue_id: row.venueId,
    max_order_quantity: decimal(row.maxOrderQuantityE8),
    max_order_notional: decimal(row.maxOrderNotionalE8),
    collar_bps: row.collarBps,
    max_orders_per_second: row.maxOrdersPerSecond,
    duplicate_window_ms: row.duplicateWindowMs,
    duplicate_min_notional: decimal(row.duplicateMinNotionalE8),
    max_gross_exposure: decimal(row.maxGrossExposureE8),
    max_net_exposure: decimal(row.maxNetExposureE8),
    credit: decimal(row.creditE8),
  };
}

/** What the contract has let through is plain, not negative, and has eight decimals at most. */
function e8(text: string | null): bigint | null {
  return text === null ? null : wholeE8(text);
}

/** A plain decimal that is not negative, of eight decimals at most, as whole 10^-8. */
export function wholeE8(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(8, '0')}`);
}

function decimal(value: bigint | null): string | null {
  return value === null ? null : formatScaled(value, 8);
}
