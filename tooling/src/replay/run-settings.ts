import { FIRST_IN_QUEUE_US, PRINTS_PER_DARK_VENUE, STOOD_US } from './hidden-interest.ts';

/** Routings of one order, the first included; as the live router's default. */
export const REPLAY_WAVES_MAX = 8;

/** What the live router's firm sets; the order's own urgency, and whether it is held, go before it. */
export const FIRM = { urgency: 0.5, passiveHorizonMs: 10_000 };

const US_PER_SECOND = 1_000_000;

/** What the simulated fills assume; part of every result, because no figure means anything without it. A format adds what is its own. */
export const ASSUMPTIONS: Readonly<Record<string, string>> = {
  clock:
    'Quotes stand from the beginning of the moment that they are recorded with. Decisions take no time on the virtual clock. A child reaches its venue after the catalogue latency of the venue (the whole round trip, so later than the truth) and its answer is known at that moment.',
  displayed_size:
    'A taking child fills against what its venue displays when it arrives, quotes that came meanwhile included, at the prices displayed then if they are no worse than its limit, and for no more than is displayed. What is taken stays taken until the venue quotes again.',
  next_level:
    'Where a recording has best prices only, a venue whose best price has been taken in full shows, until it quotes again, a level of the size that it quoted, worse by the median by which its price was worse in the recording whenever its best price went away; a child sees that only if it is sent afterwards. A venue of which that was never seen shows nothing.',
  fade: 'Emerges from the recording: quotes that went away before the child arrived are missed. Generated orders come at random moments, of which few meet one; quotes that would fade because of our order are not in a recording, and no such fade is drawn.',
  hidden_size: `Only what prints at the midpoint shows (with --trades): each is taken as interest that stood there for ${STOOD_US / US_PER_SECOND} s before it, on a side that a seeded coin draws, for the print’s size. Prints of exchanges are theirs; of those off the exchanges each dark venue of the catalogue gets one in ${PRINTS_PER_DARK_VENUE}, the rest is out of reach. A blind child (MID_IOC) meets interest of the other side at the midpoint of its arrival, where that is no better for us than what really traded, and never in a locked or crossed market. A pegged child (MID_PEG) meets the midpoint prints of its venue, at their price and for their size, from ${FIRST_IN_QUEUE_US / US_PER_SECOND} s after it came. Hidden size at any other price is none. What a run believes of a dark venue it learns from its own pings, from the prior on, and pauses half a second after one that found nothing; without --trades no venue can answer, and none is asked. The baselines do not ask.`,
  impact: 'The recording does not react to our orders beyond the size that they take.',
  fees: 'The catalogue’s schedules, illustrative and of a later date than the recording; a fixed charge comes with the first execution of a child.',
  resting:
    'Posted quantity fills at its price when its venue’s own opposite quote comes to that price, for the size that is new there; when a print at the venue goes through it (with --trades), for the print’s size; and on prints at its price once all that its venue displayed there before it has traded. Whoever cancels is taken to have stood behind it. What rests in the hope of the spread (orders that are not held) is asked back when its time is over, 10 s after it was sent, leaves its book one latency of its venue later, and is taken then; a fill on the way counts. Everything is withdrawn at the end of its order’s horizon and is unfilled then. The baselines take, whether an order is held or not.',
  waves: `An order lives as it does live: the rest of a DAY order is routed again once every taking child has answered, at most ${REPLAY_WAVES_MAX} times in all; IOC and FOK orders are routed once, but for the next stage of a sourcing; a SEQUENTIAL order goes on until each venue was tried. Every wave passes the gate on the market of its moment; those that do not are in refused_waves.`,
  measured:
    'Spreads, improvement and all_in_cost_bps are against the NBBO of the tape when the order came, the same for every router; means are weighted by executed value. They are of what was filled: compare them beside the filled quantity.',
  markout:
    'What fills of posted orders were worth 1 s and 15 s later: s · (mid of the run then − price) in basis points of the price, weighted by value. Half the spread, had the market not moved; what is missing is adverse selection.',
  completed:
    'completed_cost_bps is of every order whole. As soon as nothing of an order is in flight or resting, at the latest at the end of its horizon (horizon_s after it came, or the close), what it has left undone sweeps all that is displayed at that moment in its run, best price first and each with its venue’s take fee, whatever the order’s limit; what exceeds even that pays the last price and the dearest fee. For every router alike, so nobody looks cheap by leaving things undone or by waiting. What the sweep takes is displayed no more. What rests of an order is withdrawn at the end of its horizon, so that it stands in nobody’s way.',
  gain: 'The completed cost of the best baseline less ours, on the same orders and market. Intervals are Student’s t at 95 % over seeds, which draw other orders on the same recorded day: they say nothing of other days.',
  trade_throughs:
    'Counted when children are sent, against displayed quotes of a round lot or more; in the session, where Rule 611 holds, and not while the market is crossed.',
  manual:
    'Orders in MANUAL are divided as a person might: half to the listing venue, the rest to the venue with the best price.',
  decision_us:
    'Wall time on this machine of validation, gate, market view, plan, evidence and hash for the first wave, and the last four for later ones.',
  totals: 'The figures at the top add up all runs; baselines route the same orders.',
};
