import type { AssetClass } from '@fairlead/core/instrument/instrument';
import type { MarketDays } from '@fairlead/core/market/market-days';
import { withoutStop } from '@fairlead/core/order/stop';
import { arrivalMarket } from '@fairlead/core/order-life/order-event';
import { isWaiting } from '@fairlead/core/order-life/order-life';
import { approveOrder } from '@fairlead/core/risk/risk-gate';
import type { Desk } from '../execution/desk.ts';
import type { Market } from '../market-data/market.ts';
import type { TradingHours } from '../market-data/trading-hours.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock } from '../ports.ts';
import type { EntitlementBook } from '../risk/entitlement-book.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { LimitsOf } from '../risk/limit-book.ts';
import { TriggerBook } from './trigger-book.ts';

/** What the waiting room works with. */
export interface WaitingPorts {
  readonly market: Market;
  readonly desk: Desk;
  readonly hours: TradingHours;
  readonly clock: Clock;
  readonly halts: Pick<HaltDesk, 'viewFor'>;
  readonly exposure: ExposureBook;
  readonly entitlements: EntitlementBook;
}

/**
 * Orders that cannot be decided yet: stops until their price is reached, and orders that came while the market was closed until it opens. It
 * lets them go in the order in which they came due, through the whole risk gate, and it is also who notices that a market has opened or
 * resumed, and that a day has ended.
 */
export class WaitingRoom {
  readonly #ports: WaitingPorts;
  readonly #limits: LimitsOf;
  readonly #stops = new TriggerBook();
  readonly #parked = new Set<LiveOrder>();
  readonly #routable = new Map<string, boolean>();
  #nextCloseUs = 0;
  #daysSeen: MarketDays | null = null;

  constructor(ports: WaitingPorts, limits: LimitsOf) {
    this.#ports = ports;
    this.#limits = limits;
    // As it is before any order is taken up again: a market that opens while that is done has opened.
    for (const instrumentId of ports.market.instrumentIds) this.#noteRoutable(instrumentId);
  }

  /** Keeps an order that is durable and undecided until it may go, or ends. */
  hold(live: LiveOrder): void {
    this.#ports.desk.live.add(live);
    this.#keep(live);
    void this.#ports.desk.live.ended(live).then(() => {
      this.#stops.remove(live);
      this.#parked.delete(live);
    });
  }

  /** Lets go the stops that an instrument's newest quote has reached. */
  onQuote(instrumentId: string): void {
    if (!this.#stops.has(instrumentId) || !this.#ports.desk.canRoute(instrumentId)) return;
    const nbbo = this.#ports.market.nbbo(instrumentId, this.#ports.clock.nowUs());
    if (nbbo === undefined) return;
    for (const live of this.#stops.reached(instrumentId, nbbo)) {
      // A halt is no reason to end it: it goes when the halt is over, where its price still stands.
      if (this.#ports.desk.mayRoute(live.identity)) this.#release(live);
      else this.#stops.add(live);
    }
  }

  /** What time alone brings about: days end, markets open or resume, and what waited for that goes. */
  tick(): void {
    this.#endDays(this.#ports.clock.nowUs());
    for (const instrumentId of this.#ports.market.instrumentIds) this.#noticeResumption(instrumentId);
    // A copy: what may not go yet is kept again.
    for (const live of [...this.#parked]) this.#releaseParked(live);
    for (const instrumentId of [...this.#stops.instrumentIds]) this.onQuote(instrumentId);
  }

  #keep(live: LiveOrder): void {
    if (live.identity.order.stopPrice === null) this.#parked.add(live);
    else this.#stops.add(live);
  }

  /** An order that waited for the open goes when there is a market again: something to decide on. */
  #releaseParked(live: LiveOrder): void {
    const { instrumentId } = live.identity.order;
    const state = this.#ports.market.nbbo(instrumentId, this.#ports.clock.nowUs())?.state ?? 'STALE';
    if (state === 'STALE' || !this.#ports.desk.mayRoute(live.identity)) return;
    this.#parked.delete(live);
    this.#release(live);
  }

  #release(live: LiveOrder): void {
    const { desk, market } = this.#ports;
    if (!isWaiting(live.life)) return;
    const book = market.book(live.identity.order.instrumentId);
    if (book === undefined) return;
    const { instrument } = book;
    const nowUs = this.#ports.clock.nowUs();
    const [nbbo, lastPrice] = [book.nbbo(nowUs), book.lastPrice(nowUs)];
    const { clientId } = live.identity;
    const limits = this.#limits({ clientId, account: live.life.order.account, instrument });
    const halts = this.#ports.halts.viewFor(clientId);
    const exposure = this.#ports.exposure.view(clientId, limits, live);
    const entitlements = this.#ports.entitlements.view({ clientId, order: live.life.order, live });
    const context = { instrument, nbbo, lastPrice, limits, halts, exposure, entitlements };
    const approval = approveOrder(withoutStop(live.life.order), context);
    if (approval.ok) return desk.release(live, { nbbo: arrivalMarket(nbbo), worstPrice: approval.value.worstPrice });
    // A market without the side that the order would take is no reason to end it: it waits for one.
    if (approval.error.code === 'MARKET_UNAVAILABLE') return this.#keep(live);
    desk.refuseWaiting(live, approval.error);
  }

  #noticeResumption(instrumentId: string): void {
    const before = this.#routable.get(instrumentId) ?? true;
    if (this.#noteRoutable(instrumentId) && !before) this.#ports.desk.routeOnAll(instrumentId);
  }

  #noteRoutable(instrumentId: string): boolean {
    const canRoute = this.#ports.desk.canRoute(instrumentId);
    this.#routable.set(instrumentId, canRoute);
    return canRoute;
  }

  /** Looks at the DAY orders once after each close, once at the start, and whenever the market days have changed. */
  #endDays(nowUs: number): void {
    const { desk, hours } = this.#ports;
    if (nowUs < this.#nextCloseUs && this.#daysSeen === hours.days) return;
    this.#daysSeen = hours.days;
    this.#nextCloseUs = hours.nextCloseUs(this.#assetClasses(), nowUs);
    for (const live of [...desk.live.alive()]) {
      const { order, instrument, createdAtUs } = live.identity;
      if (order.timeInForce === 'DAY' && hours.dayEndUs(instrument, createdAtUs) <= nowUs) desk.expire(live);
    }
  }

  #assetClasses(): ReadonlySet<AssetClass> {
    const { market } = this.#ports;
    const classes = new Set<AssetClass>();
    for (const instrumentId of market.instrumentIds) {
      const instrument = market.instrument(instrumentId);
      if (instrument !== undefined) classes.add(instrument.assetClass);
    }
    return classes;
  }
}
