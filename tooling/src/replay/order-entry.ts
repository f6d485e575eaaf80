import { NO_HALTS } from '@fairlead/core/control/halts';
import type { MarketView } from '@fairlead/core/market/market-view';
import { isStopReached } from '@fairlead/core/market/stop-reached';
import { moneyE8, type Price, quantity } from '@fairlead/core/money/units';
import type { RejectCode } from '@fairlead/core/order/reject-code';
import type { OrderRequest, RoutingMode, RoutingObjective, Sourcing, ValidOrder } from '@fairlead/core/order/request';
import { withoutStop } from '@fairlead/core/order/stop';
import { type Catalogue, validateOrder } from '@fairlead/core/order/validate';
import { err, ok, type Result } from '@fairlead/core/result';
import { approveOrder, type RiskLimits } from '@fairlead/core/risk/risk-gate';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import { dividedByHand } from './manual-division.ts';
import { isInSession } from './nbbo-pass.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';

/** What a run overrides in every order; null leaves each its own. */
export interface Override {
  readonly objective: RoutingObjective | null;
  readonly mode: RoutingMode | null;
  readonly sourcing: Sourcing | null;
  /** Whether it is the customer's to have executed at once, so that nothing of it rests in the hope of the spread. */
  readonly held: boolean | null;
  /** 0 to 1. */
  readonly urgency: number | null;
}

const QUANTITY_MAX = 10_000_000;
const COLLAR_BPS = 500;

/** Validates and gates new orders as the live router does. */
export class OrderEntry {
  readonly #market: RecordedMarket;
  readonly #override: Override;
  readonly #catalogue: Catalogue;
  /** Wide enough for any order that a day could hold, with the live router's way of bounding market orders. */
  readonly limits: RiskLimits;

  constructor(market: RecordedMarket, override: Override) {
    const { instrument, venues } = market;
    this.#market = market;
    const venueIds = new Set([...US_EQUITY_VENUES, ...venues].map((venue) => venue.venueId));
    this.#override = override;
    this.#catalogue = {
      instrument: (id) => (id === instrument.instrumentId ? instrument : undefined),
      hasVenue: (id) => venueIds.has(id),
    };
    this.limits = {
      maxOrderQuantity: quantity(QUANTITY_MAX * 10 ** Math.min(instrument.quantityDecimals, 8)),
      maxOrderNotionalE8: moneyE8(10_000_000_000_000_000n),
      collarBps: COLLAR_BPS,
    };
  }

  /** An order that passed the gate, as it was asked for, with the worst price that it may trade at; or the code that refuses it. */
  enter(request: OrderRequest, view: MarketView): Result<{ order: ValidOrder; worstPrice: Price }, RejectCode> {
    const valid = validateOrder(this.#overridden(request, view), this.#catalogue);
    if (!valid.ok) return err(valid.error.code);
    const { instrument, nbbo } = view;
    // What waits for the open would meet its auction first, which no recording shows.
    if (!isInSession(this.#market, view.takenAtUs - this.#market.midnightUs)) return err('MARKET_CLOSED');
    // A stop would have to be watched until its price comes; a replay routes what can be routed at once.
    if (!isStopReached(valid.value, nbbo)) return err('STOP_NOT_REACHED');
    const approval = approveOrder(withoutStop(valid.value), {
      instrument,
      nbbo,
      // A replay is of quotes: prints stay what it is measured against.
      lastPrice: null,
      limits: this.limits,
      halts: NO_HALTS,
      exposure: null,
      entitlements: null,
    });
    if (!approval.ok) return err(approval.error.code);
    return ok({ order: valid.value, worstPrice: approval.value.worstPrice });
  }

  #overridden(request: OrderRequest, view: MarketView): OrderRequest {
    const { objective, mode, sourcing, held, urgency } = this.#override;
    const asked = {
      ...request,
      routingObjective: objective ?? request.routingObjective,
      sourcing: sourcing ?? request.sourcing,
      held: held ?? request.held,
      urgency: urgency ?? request.urgency,
    };
    if (mode === 'MANUAL') return dividedByHand(asked, view);
    return mode === null ? asked : { ...asked, routingMode: mode };
  }
}
