import type { AssetClass } from '@fairlead/core/instrument/instrument';
import { newYorkTime, newYorkTimeUs } from '@fairlead/core/market/new-york-time';

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

/** Two calendar months, by their starts in microseconds since 1970: the last whole one and the one that runs. */
export interface FeeMonths {
  readonly priorFromUs: number;
  readonly runningFromUs: number;
  readonly endsUs: number;
}

/** The calendar months at a time in microseconds since 1970, in exchange time: New York for US equities, UTC elsewhere. */
export function feeMonthsAt(assetClass: AssetClass, nowUs: number): FeeMonths {
  const inNewYork = assetClass === 'EQUITY';
  const today = new Date(inNewYork ? newYorkTime(nowUs).day * DAY_MS : nowUs / 1_000);
  const start = (monthsLater: number) => {
    const utcMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsLater, 1);
    // Midnight is the end of the day before: clocks change in the night, and a month may begin with such a day.
    return inNewYork ? newYorkTimeUs({ day: utcMs / DAY_MS - 1, secondOfDay: DAY_SECONDS }) : utcMs * 1_000;
  };
  return { priorFromUs: start(-1), runningFromUs: start(0), endsUs: start(1) };
}
