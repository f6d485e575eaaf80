import type { Clock } from '../ports.ts';
import type { StreamHub } from '../publish/stream-hub.ts';
import { nbboView } from '../publish/wire.ts';
import type { Market } from './market.ts';

/** Publishes the NBBO of every instrument whose best prices or sizes, odd lots among them, have changed since the last tick, while somebody listens. */
export class NbboTicker {
  readonly #market: Market;
  readonly #hub: StreamHub;
  readonly #clock: Clock;
  readonly #shown = new Map<string, string>();

  constructor(market: Market, hub: StreamHub, clock: Clock) {
    this.#market = market;
    this.#hub = hub;
    this.#clock = clock;
  }

  tick(): void {
    if (!this.#hub.hasReaderOf('NBBO')) return;
    for (const instrumentId of this.#market.instrumentIds) this.#show(instrumentId);
  }

  #show(instrumentId: string): void {
    const book = this.#market.book(instrumentId);
    if (book === undefined) return;
    const nowUs = this.#clock.nowUs();
    const nbbo = book.nbbo(nowUs);
    const { oddBid, oddAsk, referenceBid, referenceAsk } = nbbo;
    const sides = [nbbo.bid, nbbo.ask, oddBid, oddAsk].flatMap((side) => [side?.price, side?.size]);
    const key = [nbbo.state, ...sides, referenceBid, referenceAsk].join(' ');
    if (this.#shown.get(instrumentId) === key) return;
    this.#shown.set(instrumentId, key);
    this.#hub.publish('NBBO', nbboView(nbbo, book.instrument, nowUs));
  }
}
