import { moneyE8, quantity } from '@fairlead/core/money/units';
import type { RiskLimits } from '@fairlead/core/risk/risk-gate';

/** Routings of one order, the first included; as the live router's default. */
export const REPLAY_WAVES_MAX = 8;

/** The gate of a replay: wide enough for any order that a day could hold, with the live router's way of bounding market orders. */
export const REPLAY_LIMITS: RiskLimits = {
  maxOrderQuantity: quantity(1_000_000),
  maxOrderNotionalE8: moneyE8(10_000_000_000_000_000n),
  collarBps: 500,
};

/** What the simulated fills assume; part of every result, because no figure means anything without it. */
export const ASSUMPTIONS: Readonly<Record<string, string>> = {
  clock:
    'The tape has milliseconds: its quotes stand from the beginning of theirs. Decisions take no time on the virtual clock. A child reaches its venue after the catalogue latency of the venue (the whole round trip, so later than the truth) and its answer is known at that moment.',
  displayed_size:
    'A taking child fills against what its venue displays when it arrives, quotes that came meanwhile included, at the price displayed then if that is no worse than its limit, and for no more than is displayed. What is taken stays taken until the venue quotes again; the venue’s next price level is not known and counts as none.',
  fade: 'Emerges from the recording: quotes that went away before the child arrived are missed. Generated orders come at random moments, of which few meet one; quotes that would fade because of our order are not in a recording, and no such fade is drawn.',
  hidden_size: 'None: hidden and midpoint liquidity is not in the recording.',
  impact: 'The recording does not react to our orders beyond the size that they take.',
  fees: 'The catalogue’s schedules, illustrative and of a later date than the recording.',
  resting:
    'Posted quantity fills at its price when its venue’s own opposite quote comes to that price, for the size that is new there, or when a print at the venue goes through it (with --trades), for the print’s size; never on a print at the price. It expires at 16:00 and is unfilled then.',
  waves: `The rest of a DAY order is routed again once every taking child has answered, at most ${REPLAY_WAVES_MAX} times in all; IOC and FOK orders are routed once.`,
  measured:
    'Spreads, improvement and cost are against the NBBO of the tape when the order came, the same for every router; means are weighted by executed value. Cost is of what was filled: compare it beside the filled quantity.',
  trade_throughs:
    'Counted when children are sent, against displayed quotes of a round lot or more; 09:30 to 16:00, not while the market is crossed.',
  decision_us:
    'Wall time on this machine of validation, gate, market view, plan, evidence and hash for the first wave, and the last four for later ones.',
  totals: 'The figures at the top add up the runs of by_objective; baselines route the same orders.',
};
