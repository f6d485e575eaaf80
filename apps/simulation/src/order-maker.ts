import type { Instrument } from '@fairlead/core/instrument/instrument';
import { formatScaled } from '@fairlead/core/money/scaled';
import {
  ORDER_TYPES,
  type OrderRequest,
  ROUTING_MODES,
  ROUTING_OBJECTIVES,
  SIDES,
  SOURCINGS,
  TIMES_IN_FORCE,
  UNSAID,
} from '@fairlead/core/order/request';
import { tradesInstrument } from '@fairlead/core/venue/listing';
import type { Venue } from '@fairlead/core/venue/venue';
import type { Parts } from '@fairlead/router/parts';
import type { Random } from '@fairlead/venue-sim/random';

/** Makes orders of every type, time in force, objective, mode and sourcing, at prices around the market of now. */
export class OrderMaker {
  readonly #random: Random;
  readonly #instruments: readonly Instrument[];
  #count = 0;

  constructor(random: Random, instruments: readonly Instrument[]) {
    this.#random = random;
    this.#instruments = instruments;
  }

  /** The next order on this market; null where it has none now. `directedTo` is the venue that its client names, where it names one. */
  next({ market, clock }: Pick<Parts, 'market' | 'clock'>, directedTo: Venue | null = null): OrderRequest | null {
    const traded = this.#instruments.filter((each) => directedTo === null || tradesInstrument(directedTo, each));
    if (traded.length === 0) return null;
    const instrument = this.#oneOf(traded);
    const nbbo = market.nbbo(instrument.instrumentId, clock.nowUs());
    const bid = nbbo?.bid?.price;
    const ask = nbbo?.ask?.price;
    if (bid === undefined || ask === undefined) return null;
    this.#count += 1;
    const side = this.#random.chance(0.1) ? 'SELL_SHORT' : this.#oneOf(SIDES.slice(0, 2));
    const orderType = this.#random.chance(0.75)
      ? this.#oneOf(['MARKET', 'LIMIT', 'LIMIT'] as const)
      : this.#oneOf(ORDER_TYPES);
    const quantity = this.#quantity(instrument);
    return {
      ...UNSAID,
      ...this.#wishes(instrument, quantity),
      ...{ timeInForce: this.#timeInForce(orderType) },
      ...this.#prices({ instrument, side, orderType, bid, ask }),
      ...{ orderId: `o${this.#count}`, instrumentId: instrument.instrumentId, side, orderType },
      quantity: formatScaled(quantity, instrument.quantityDecimals),
      directedVenue: directedTo?.venueId ?? null,
      locateId: side === 'SELL_SHORT' ? 'L1' : null,
    };
  }

  /** Another quantity for an order of an instrument. */
  quantityText(instrument: Instrument): string {
    return formatScaled(this.#quantity(instrument), instrument.quantityDecimals);
  }

  #quantity({ roundLot, assetClass }: Instrument): number {
    const lots = 1 + Math.floor(this.#random.exponential(assetClass === 'FX' ? 400 : 5));
    const odd = assetClass === 'EQUITY' && this.#random.chance(0.2) ? this.#random.below(roundLot) : 0;
    return roundLot * lots + odd;
  }

  #wishes({ assetClass }: Instrument, quantity: number): Partial<OrderRequest> {
    const random = this.#random;
    const routingMode = random.chance(0.5) ? 'OPTIMAL' : this.#oneOf(ROUTING_MODES);
    const isManual = routingMode === 'MANUAL' && assetClass === 'EQUITY' && quantity >= 2;
    return {
      routingObjective: this.#oneOf(ROUTING_OBJECTIVES),
      routingMode: isManual || routingMode !== 'MANUAL' ? routingMode : 'OPTIMAL',
      sourcing: random.chance(0.6) ? 'ANY' : this.#oneOf(SOURCINGS),
      held: random.chance(0.6),
      account: random.chance(0.2) ? 'A1' : null,
      maxVenueSplit: random.chance(0.15) ? 1 + random.below(3) : null,
      manualAllocations: isManual ? halves(quantity) : [],
    };
  }

  /** Any, but seldom one that its type cannot have. */
  #timeInForce(orderType: OrderRequest['orderType']): OrderRequest['timeInForce'] {
    if (this.#random.chance(0.05)) return this.#oneOf(TIMES_IN_FORCE);
    if (orderType === 'LIMIT') return this.#oneOf([...TIMES_IN_FORCE, 'DAY', 'GTC', 'IOC']);
    return this.#oneOf(orderType === 'MARKET' ? ['DAY', 'IOC', 'FOK'] : ['DAY', 'GTC']);
  }

  #prices(at: {
    readonly instrument: Instrument;
    readonly side: string;
    readonly orderType: OrderRequest['orderType'];
    readonly bid: number;
    readonly ask: number;
  }): Pick<OrderRequest, 'limitPrice' | 'stopPrice'> {
    const { instrument, side, orderType, bid, ask } = at;
    const tick = instrument.tickBands.at(-1)?.tick ?? 1;
    const isBuy = side === 'BUY';
    const away = (ticks: number) => Math.max(tick, (isBuy ? ask : bid) + (isBuy ? ticks : -ticks) * tick);
    const text = (price: number) => formatScaled(Math.round(price / tick) * tick, instrument.priceDecimals);
    const isLimited = orderType === 'LIMIT' || orderType === 'STOP_LIMIT';
    const isPegged = orderType === 'MIDPOINT_PEG' && this.#random.chance(0.5);
    const isStop = orderType === 'STOP' || orderType === 'STOP_LIMIT';
    const stop = 1 + this.#random.below(4);
    return {
      limitPrice: isLimited || isPegged ? text(away((isStop ? stop + 2 : 0) + this.#random.below(12) - 7)) : null,
      stopPrice: isStop ? text(away(stop)) : null,
    };
  }

  #oneOf<Each>(list: readonly Each[]): Each {
    const [first] = list;
    const drawn = list[this.#random.below(list.length)] ?? first;
    if (drawn === undefined) throw new Error('nothing to choose from');
    return drawn;
  }
}

function halves(quantity: number): OrderRequest['manualAllocations'] {
  const half = Math.floor(quantity / 2);
  return [
    { venueId: 'XNYS', quantity: `${half}` },
    { venueId: 'ARCX', quantity: `${quantity - half}` },
  ];
}
