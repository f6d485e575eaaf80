import type { DetailSums } from './detail-report.ts';
import { isFilled, type Rule605Rules } from './filled-groups.ts';
import { HORIZONS, type Horizon } from './order-facts.ts';

/** What the orders of a report lack, so that its figures tell less than all or are empty. */
export interface Unmeasured {
  /** Executed shares in 10^-8 of which the NBBO so long after them is not known: realised spreads are averages over the others. */
  readonly laterE8: Readonly<Record<Horizon, bigint>>;
  /** Orders of which the size displayed is not known: fields 50 and 51 of their rows are empty. */
  readonly displayedSizeOrders: bigint;
  /** Executed orders of which the best displayed price is not known: fields 45 to 49 of their rows are empty. */
  readonly bestDisplayedOrders: bigint;
  /** Orders of which the shares printed are not known: field 53 of their rows is empty; of those on exchanges, field 54. */
  readonly printedOrders: bigint;
  readonly printedOnExchangesOrders: bigint;
}

/** Adds up over the rows of a report of a month, `YYYY-MM`, what is not known of their orders; of types that have no such column nothing is missing. */
export function unmeasuredOf(rows: readonly DetailSums[], month: string, rules: Rule605Rules): Unmeasured {
  const laterE8 = { '50ms': 0n, '1s': 0n, '15s': 0n, '1m': 0n, '5m': 0n };
  let [displayedSizeOrders, bestDisplayedOrders, printedOrders, printedOnExchangesOrders] = [0n, 0n, 0n, 0n];
  for (const { type, sums } of rows) {
    for (const { horizon } of HORIZONS) laterE8[horizon] += sums.executedE8() - sums.of(`realized${horizon}E8`);
    if (isFilled('PRICE', { type, month }, rules)) displayedSizeOrders += sums.of('benchmarkUnknown');
    if (isFilled('BEST_DISPLAYED', { type, month }, rules)) bestDisplayedOrders += sums.of('bestDisplayedUnknown');
    if (!isFilled('RESTING', { type, month }, rules)) continue;
    printedOrders += sums.of('couldHaveFilledUnknown');
    printedOnExchangesOrders += sums.of('couldHaveFilledOnExchangeUnknown');
  }
  return { laterE8, displayedSizeOrders, bestDisplayedOrders, printedOrders, printedOnExchangesOrders };
}
