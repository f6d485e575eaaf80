import type { BenchmarkGap, TcaCost } from './benchmark.ts';
import type { TcaDimension } from './tca-tally.ts';

/** How costs are called on paper and on screen. */
export const COST_NAMES: Readonly<Record<TcaCost, string>> = {
  ARRIVAL: 'Arrival',
  INTERVAL_VWAP: 'Interval VWAP',
  CLOSE: 'Close',
  OPPORTUNITY: 'Opportunity',
  SHORTFALL: 'Shortfall',
};

/** By what a table tells costs apart, as its heading. */
export const TCA_PART_NAMES: Readonly<Record<TcaDimension, string>> = {
  SOURCE: 'By source',
  INSTRUMENT: 'By instrument',
  OBJECTIVE: 'By objective',
  SIZE: 'By size of the order',
  CLIENT: 'By client',
};

/** Why a cost is not known: in two words, and what that means. */
export const GAP_WORDS: Readonly<Record<BenchmarkGap, { readonly name: string; readonly why: string }>> = {
  NO_MARKET: { name: 'No market', why: 'on arrival the market had not two sides that could be believed' },
  NOT_KNOWN: { name: 'Not known', why: 'the market of that time was not recorded, or not all of it' },
  NO_PRINTS: { name: 'No prints', why: 'nothing was printed between arrival and the last execution' },
  NO_CLOSE: { name: 'No close', why: 'no closing auction was printed on the day of the last execution' },
  NOT_ENDED: { name: 'Not ended', why: 'the order is open, so that what is left of it may be executed yet' },
};

/** What the costs are, in the words that stand above them. */
export const HOW_TO_READ_COSTS =
  'What was paid, with fees, beyond what was executed would have been worth at a benchmark: positive cost, negative gained. Arrival is the midpoint when an order was received, or became executable. Interval VWAP is the average of all printed trades from then until its last execution, by quantity. Close is the closing auction of that day. Opportunity is what was lost on what was left of an order, from its arrival to the close of the day on which it ended, or to its end where there is no closing auction; shortfall is both together, against all that was ordered at its arrival (Perold 1988). An order without a benchmark is in none of its costs, and one that executed nothing in no cost of executions. What another firm has routed stands among the sources only.';
