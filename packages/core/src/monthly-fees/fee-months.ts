import type { AssetClass } from '../instrument/instrument.ts';
import { dateOfDay, dayOf, newYorkDay, newYorkTimeUs } from '../market/new-york-time.ts';

const DAY_SECONDS = 86_400;
const DAY_US = DAY_SECONDS * 1_000_000;

/** Two calendar months, by their starts in microseconds since 1970: the last whole one and the one that runs. */
export interface FeeMonths {
  readonly priorFromUs: number;
  readonly runningFromUs: number;
  readonly endsUs: number;
}

/** The calendar months at a time in microseconds since 1970, in exchange time: New York for US equities, UTC elsewhere. */
export function feeMonthsAt(assetClass: AssetClass, nowUs: number): FeeMonths {
  const inNewYork = assetClass === 'EQUITY';
  const [year = 0, month = 0] = dateOfDay(inNewYork ? newYorkDay(nowUs) : Math.floor(nowUs / DAY_US))
    .split('-')
    .map(Number);
  const start = (monthsLater: number) => {
    const months = year * 12 + month - 1 + monthsLater;
    const firstDay = dayOf(Math.floor(months / 12), (months % 12) + 1, 1);
    // Midnight is the end of the day before: clocks change in the night, and a month may begin with such a day.
    return inNewYork ? newYorkTimeUs({ day: firstDay - 1, secondOfDay: DAY_SECONDS }) : firstDay * DAY_US;
  };
  return { priorFromUs: start(-1), runningFromUs: start(0), endsUs: start(1) };
}
