import type { ExposureRow, ExposureSums, RiskExposure } from '@fairlead/contracts/risk';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { Arrivals } from '@fairlead/core/risk/arrivals';
import {
  creditUseE8,
  type Exposure,
  grossE8,
  NO_EXPOSURE,
  netE8,
  type StandingLimits,
} from '@fairlead/core/risk/exposure';
import type { Clock } from '../ports.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { LimitBook } from '../risk/limit-book.ts';

/** What is counted of orders, and what bounds it. */
export interface UseOfLimits {
  readonly exposure: ExposureBook;
  readonly arrivals: Arrivals;
  readonly limitBook: LimitBook;
  readonly clock: Clock;
}

/** The exposure of everybody that has any, and how fast their orders come, with what bounds it. */
export function exposureOf(counted: UseOfLimits): RiskExposure {
  const { exposure, arrivals, limitBook } = counted;
  const clientIds = [...new Set([...exposure.clients.keys(), ...arrivals.clients])].sort();
  return {
    date: exposure.date,
    limits: limitBook.inForce.name,
    firm: rowOf(null, exposure.firm, counted),
    clients: clientIds.map((clientId) => ({
      client_id: clientId,
      ...rowOf(clientId, exposure.clients.get(clientId) ?? NO_EXPOSURE, counted),
    })),
    instruments: [...exposure.instruments]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([instrumentId, sums]) => ({ instrument_id: instrumentId, ...sumsOf(sums, null) })),
  };
}

/** A client, or the firm where it is null. */
function rowOf(clientId: string | null, exposure: Exposure, { arrivals, limitBook, clock }: UseOfLimits): ExposureRow {
  const limits = limitBook.standingOf(clientId);
  const use = arrivals.inLastSecond(clientId, clock.nowUs());
  return { ...sumsOf(exposure, limits), orders_per_second: { use, limit: limits.maxOrdersPerSecond } };
}

function sumsOf(exposure: Exposure, limits: StandingLimits | null): ExposureSums {
  const money = (value: bigint) => formatScaled(value, 8);
  const bound = (value: bigint | null | undefined) => (value === null || value === undefined ? null : money(value));
  return {
    buy_open: money(exposure.buyOpenE8),
    buy_executed: money(exposure.buyExecutedE8),
    sell_open: money(exposure.sellOpenE8),
    sell_executed: money(exposure.sellExecutedE8),
    gross: { use: money(grossE8(exposure)), limit: bound(limits?.maxGrossE8) },
    net: { use: money(netE8(exposure)), limit: bound(limits?.maxNetE8) },
    credit: { use: money(creditUseE8(exposure)), limit: bound(limits?.creditE8) },
  };
}
