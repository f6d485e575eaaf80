import { newYorkDay, newYorkTimeUs } from '@fairlead/core/market/new-york-time';
import { toDollarsE8 } from '@fairlead/core/risk/dollars';
import { sided } from '@fairlead/core/risk/exposure';
import { foldEntries } from '@fairlead/db/record/fold-entries';
import type { ExecutedOfClient } from '@fairlead/db/repositories/exposure-repository';
import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import type { ExposureBook } from '../risk/exposure-book.ts';

const LAST_SECOND = 86_399;
const SECOND_US = 1_000_000;

/** What orders that are taken up again had executed before today, in 10^-8 of their currencies; by the keys of the orders. */
export type ExecutedBefore = ReadonlyMap<string, bigint>;

/**
 * Counts what was executed today by orders that are not taken up again. Those that are bring their own, out of their entries, which know more than the
 * readable tables; what they had executed before today is given, and does not count. Time in microseconds since 1970.
 */
export async function restoreExposure(
  book: ExposureBook,
  at: { readonly open: readonly OpenOrder[]; readonly nowUs: number },
  read: (sinceUs: number, without: readonly string[]) => Promise<readonly ExecutedOfClient[]>,
): Promise<ExecutedBefore> {
  const todayUs = beginUsOf(newYorkDay(at.nowUs));
  const before = executedBefore(at.open, todayUs);
  const executed = await read(todayUs, [...before.keys()]);
  book.restore(
    executed.map(({ clientId, instrumentId, currency, side, notionalE8 }) => ({
      ...{ clientId, instrumentId },
      exposure: sided(side, 0n, toDollarsE8(notionalE8, currency)),
    })),
  );
  return before;
}

/** What orders had executed before a time. One whose record cannot be read is left out: nobody takes it up, and the tables speak for it. */
export function executedBefore(open: readonly OpenOrder[], beforeUs: number): ExecutedBefore {
  const found = new Map<string, bigint>();
  for (const { orderPk, entries } of open) {
    try {
      const earlier = entries.filter(({ atUs }) => atUs < beforeUs);
      if (earlier.length < entries.length) foldEntries(entries);
      found.set(orderPk, foldEntries(earlier)?.life.notionalE8 ?? 0n);
    } catch {
      // Recovery tells of it, where it takes up the others.
    }
  }
  return found;
}

/** When a day begins in New York: a second after the end of the day before, for clocks change between midnight and 03:00. */
function beginUsOf(day: number): number {
  return newYorkTimeUs({ day: day - 1, secondOfDay: LAST_SECOND }) + SECOND_US;
}
