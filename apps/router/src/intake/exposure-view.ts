import type { ExposureRow, RiskExposure } from '@fairlead/contracts/risk';
import { formatScaled } from '@fairlead/core/money/scaled';
import { creditUseE8, type Exposure, grossE8, netE8, type StandingLimits } from '@fairlead/core/risk/exposure';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { LimitBook } from '../risk/limit-book.ts';

/** The exposure of everybody that has any, with what bounds it. */
export function exposureOf(book: ExposureBook, limits: LimitBook): RiskExposure {
  const byName = ([a]: [string, Exposure], [b]: [string, Exposure]) => (a < b ? -1 : 1);
  return {
    date: book.date,
    limits: limits.inForce.name,
    firm: rowOf(book.firm, limits.standingOf(null)),
    clients: [...book.clients].sort(byName).map(([clientId, exposure]) => ({
      client_id: clientId,
      ...rowOf(exposure, limits.standingOf(clientId)),
    })),
    instruments: [...book.instruments].sort(byName).map(([instrumentId, exposure]) => ({
      instrument_id: instrumentId,
      ...rowOf(exposure, null),
    })),
  };
}

function rowOf(exposure: Exposure, limits: StandingLimits | null): ExposureRow {
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
