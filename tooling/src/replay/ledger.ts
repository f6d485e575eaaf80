import { addQuality, type QualitySums } from '@fairlead/core/execution/quality';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { WaveDecision } from './child-order.ts';
import type { DisplayedQuotes } from './displayed-quotes.ts';
import { invariantFaults } from './invariant-check.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';
import type { SimulatedMarket } from './simulated-market.ts';
import type { SimulatedVenues } from './simulated-venues.ts';
import type { Tally } from './tally.ts';
import type { MeasuredOrder } from './timed-order.ts';
import { tradeThroughs } from './trade-through-check.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** An accepted order, its life so far, and what that has cost. */
export interface LiveOrder {
  readonly measured: MeasuredOrder;
  life: OrderLife;
  cost: QualitySums;
}

/** What the ledger of a run looks at. */
export interface LedgerPorts {
  readonly recorded: RecordedMarket;
  readonly market: SimulatedMarket;
  /** The checkers' own record of the market. */
  readonly displayed: DisplayedQuotes;
  readonly venues: Pick<SimulatedVenues<LiveOrder>, 'rowOf'>;
  readonly tally: Tally;
  readonly clock: VirtualClock;
}

/** Checks and counts what the desk of a run decides and what comes of it; decides nothing. */
export class Ledger {
  readonly #ports: LedgerPorts;

  constructor(ports: LedgerPorts) {
    this.#ports = ports;
  }

  /** A wave is decided, sent or not. */
  decided(life: OrderLife, { input, plan }: { input: PlanInput; plan: WaveDecision }, us: number): void {
    const { recorded, displayed, tally, clock } = this.#ports;
    const at = { market: recorded, quotes: displayed, roundLot: recorded.instrument.roundLot, nowUs: clock.nowUs };
    const { order, quantity, worstPrice, settings } = input;
    const { slices: children, unallocated } = plan;
    const committed = life.filled + life.working;
    tally.decision({
      us,
      tradeThroughs: settings.protection ? tradeThroughs(children, order.side, at) : 0,
      faults: invariantFaults({ order, quantity, worstPrice, children, unallocated, committed }, at).length,
    });
  }

  /** An execution is booked. */
  filled(live: LiveOrder, life: OrderLife, { execution, marks, childId }: Extract<OrderEvent, { type: 'FILL' }>): void {
    const { venues, tally, clock } = this.#ports;
    const venueId = childOf(life, childId)?.venueId ?? '';
    const fill = { row: venues.rowOf(venueId), side: life.order.side, ...execution };
    // Late, beyond its child or its order, or worse than its limit: a simulated venue does nothing of the kind.
    tally.faults += marks.length;
    live.cost = addQuality(live.cost, tally.fill(fill, live.measured.arrival));
    if (execution.liquidityFlag === 'MAKE') tally.markout.add(fill, clock.nowUs);
  }

  /** An order has ended: what it left undone takes what is displayed now. */
  ended(live: LiveOrder): void {
    const { market, displayed, tally, clock } = this.#ports;
    const { order, filled } = live.life;
    const { side, quantity } = order;
    const sweep = market.sweep(side, quantity - filled, clock.nowUs);
    for (const part of sweep) displayed.taken(part.row, side, { price: part.price, quantity: part.size });
    tally.complete(live, sweep);
  }
}
