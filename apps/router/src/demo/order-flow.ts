import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import { movedByTicks } from '@fairlead/core/instrument/tick';
import { doubleMid, type Nbbo } from '@fairlead/core/market/nbbo';
import { formatScaled } from '@fairlead/core/money/scaled';
import { type OrderRequest, ROUTING_OBJECTIVES, UNSAID } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { Pipeline } from '../entry/pipeline.ts';
import type { Market } from '../market-data/market.ts';
import type { Clock, Log, Timers } from '../ports.ts';

/** The client in whose name the demo flow trades; everything of it is marked SIMULATED. */
export const DEMO_CLIENT = 'DEMO';

/** What the demo flow works with. `random` gives 0 up to 1. */
export interface DemoPorts {
  readonly pipeline: Pick<Pipeline, 'walk'>;
  readonly market: Pick<Market, 'instrumentIds' | 'instrument' | 'nbbo'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly random: () => number;
}

const MODES = ['OPTIMAL', 'OPTIMAL', 'OPTIMAL', 'OPTIMAL', 'OPTIMAL', 'SWEEP', 'PRO_RATA', 'SEQUENTIAL'] as const;
const SOURCINGS = ['ANY', 'ANY', 'ANY', 'ANY', 'ANY', 'LIT_ONLY', 'DARK_FIRST', 'INTERNALIZE_FIRST'] as const;
/** The share of orders whose customers leave time and price to the broker. */
const NOT_HELD = 0.15;
/** In tenths of a round lot, so that a stock of small lots is not walked through its whole book. */
const SIZES_TENTH_LOTS: Readonly<Record<AssetClass, readonly number[]>> = {
  EQUITY: [4, 10, 10, 20, 30, 50, 80, 150, 300],
  FX: [100, 500, 1_000, 2_500, 5_000, 10_000, 25_000],
  CRYPTO: [50, 123, 200, 500, 1_240, 4_000, 9_000],
};
/** The share of orders in currencies and coins. */
const BEYOND_EQUITIES = 0.2;

/**
 * A steady flow of made-up orders, so that a console without customers is alive: mostly market and marketable limit orders, some resting,
 * sizes from an odd lot to a block. Exponential pauses around the wanted rate.
 */
export class DemoFlow {
  readonly #ports: DemoPorts;
  readonly #ordersPerSecond: number;
  #count = 0;
  #timer: { cancel(): void } | null = null;

  constructor(ports: DemoPorts, ordersPerSecond: number) {
    this.#ports = ports;
    this.#ordersPerSecond = ordersPerSecond;
  }

  start(): void {
    const pauseMs = (-Math.log(1 - this.#ports.random()) / this.#ordersPerSecond) * 1_000;
    this.#timer = this.#ports.timers.after(pauseMs, () => {
      void this.#send();
      this.start();
    });
  }

  stop(): void {
    this.#timer?.cancel();
  }

  async #send(): Promise<void> {
    const request = this.#makeRequest();
    if (request === null) return;
    const { outcome } = await this.#ports.pipeline.walk({
      clientId: DEMO_CLIENT,
      request,
      routeOnly: false,
      simulated: true,
    });
    if (!outcome.ok && outcome.error.kind !== 'REJECTED')
      this.#ports.log.warn({ refusal: outcome.error }, 'a demo order was not taken');
  }

  #makeRequest(): OrderRequest | null {
    const instrument = this.#pickInstrument();
    const nbbo =
      instrument === undefined
        ? undefined
        : this.#ports.market.nbbo(instrument.instrumentId, this.#ports.clock.nowUs());
    if (instrument === undefined || nbbo === undefined || doubleMid(nbbo) === null) return null;
    const side = this.#ports.random() < 0.5 ? 'BUY' : 'SELL';
    this.#count += 1;
    return {
      ...UNSAID,
      orderId: `demo-${Math.floor(this.#ports.clock.nowUs() / 1_000).toString(36)}-${this.#count}`,
      instrumentId: instrument.instrumentId,
      side,
      quantity: formatScaled(
        (instrument.roundLot * this.#pick(SIZES_TENTH_LOTS[instrument.assetClass])) / 10,
        instrument.quantityDecimals,
      ),
      ...this.#priceOf(side, nbbo, instrument),
      timeInForce: this.#ports.random() < 0.25 ? 'IOC' : 'DAY',
      routingObjective: this.#pick(ROUTING_OBJECTIVES),
      routingMode: this.#pick(MODES),
      sourcing: this.#pick(SOURCINGS),
      said: ['objective', 'mode', 'sourcing'],
      maxVenueSplit: this.#ports.random() < 0.15 ? 3 : null,
      held: this.#ports.random() >= NOT_HELD,
      tag: 'demo',
    };
  }

  #pickInstrument(): Instrument | undefined {
    const { market, random } = this.#ports;
    const isBeyond = random() < BEYOND_EQUITIES;
    const all = market.instrumentIds.map((instrumentId) => market.instrument(instrumentId));
    const wanted = all.filter((each) => (each?.assetClass !== 'EQUITY') === isBeyond);
    return wanted.length === 0 ? undefined : this.#pick(wanted);
  }

  /** Half of the orders go at the market, most others at the far side, a few a tick away from it to rest. */
  #priceOf(side: 'BUY' | 'SELL', nbbo: Nbbo, instrument: Instrument): Pick<OrderRequest, 'orderType' | 'limitPrice'> {
    const draw = this.#ports.random();
    const far = side === 'BUY' ? nbbo.ask : nbbo.bid;
    if (draw < 0.5 || far === null) return { orderType: 'MARKET', limitPrice: null };
    const through = sideSign(side);
    const limit = movedByTicks(instrument, far.price, draw < 0.9 ? 2 * through : -through);
    if (limit === 0) return { orderType: 'MARKET', limitPrice: null };
    return { orderType: 'LIMIT', limitPrice: formatScaled(limit, instrument.priceDecimals) };
  }

  #pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#ports.random() * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}
