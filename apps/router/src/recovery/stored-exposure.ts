import { newYorkDay, newYorkTimeUs } from '@fairlead/core/market/new-york-time';
import { toDollarsE8 } from '@fairlead/core/risk/dollars';
import { sided } from '@fairlead/core/risk/exposure';
import type { ExecutedOfClient } from '@fairlead/db/repositories/exposure-repository';
import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import type { ExposureBook } from '../risk/exposure-book.ts';

const LAST_SECOND = 86_399;
const SECOND_US = 1_000_000;

/**
 * Counts what was executed today by orders that are not taken up again, and by those that are but came on an earlier day; the others bring their own.
 * Time in microseconds since 1970.
 */
export async function restoreExposure(
  book: ExposureBook,
  at: { readonly open: readonly OpenOrder[]; readonly nowUs: number },
  read: (sinceUs: number, without: readonly string[]) => Promise<readonly ExecutedOfClient[]>,
): Promise<void> {
  const today = newYorkDay(at.nowUs);
  const ofToday = at.open.filter(({ entries: [first] }) => first !== undefined && newYorkDay(first.atUs) === today);
  const executed = await read(
    beginUsOf(today),
    ofToday.map(({ orderPk }) => orderPk),
  );
  book.restore(
    executed.map(({ clientId, instrumentId, currency, side, notionalE8 }) => ({
      ...{ clientId, instrumentId },
      exposure: sided(side, 0n, toDollarsE8(notionalE8, currency)),
    })),
  );
}

/** When a day begins in New York: a second after the end of the day before, for clocks change between midnight and 03:00. */
function beginUsOf(day: number): number {
  return newYorkTimeUs({ day: day - 1, secondOfDay: LAST_SECOND }) + SECOND_US;
}
