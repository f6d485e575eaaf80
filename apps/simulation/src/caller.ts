import type { HaltScope } from '@fairlead/core/control/control-event';
import { formatScaled } from '@fairlead/core/money/scaled';
import { isEnded } from '@fairlead/core/order-life/order-life';
import { type AskedTerms, newTermsOf } from '@fairlead/router/entry/replacement';
import type { LiveOrder } from '@fairlead/router/order/live-order';
import type { Parts } from '@fairlead/router/parts';
import type { Random } from '@fairlead/venue-sim/random';
import type { Happenings } from './happenings.ts';
import type { OrderMaker } from './order-maker.ts';
import type { Promises, Sent } from './promises.ts';
import type { SimulatedDatabase } from './simulated-database.ts';
import type { Catalogue } from './simulated-store.ts';
import { tightLimits } from './tight-limits.ts';

const CLIENTS = ['C1', 'C2', 'C3'];
/** Orders that may be sent again. */
const REMEMBERED = 12;
/** More than a circuit that is tried lets through. */
const FLOOD = 8;
const ACTOR = 'USER simulation';

/** How often each act is done, beside the others. */
const ACTS = {
  order: 60,
  again: 5,
  routeOnly: 3,
  elsewhere: 2,
  cancel: 10,
  cancelEarly: 1.5,
  replace: 9,
  cancelAll: 1,
  halt: 1.5,
  release: 6,
  force: 1,
  limits: 1,
  changeMind: 4,
} as const;
type Act = keyof typeof ACTS;

/** Everybody who asks the router for something: clients, and the firm's people. Each keeps what it was told. */
export class Caller {
  readonly #random: Random;
  readonly #happenings: Happenings;
  readonly #maker: OrderMaker;
  readonly #promises: Promises;
  readonly #database: SimulatedDatabase;
  readonly #catalogue: Catalogue;
  #recent: Sent[] = [];
  #halts = 0;
  #limits = 0;
  readonly #replaces = new Map<string, number>();

  constructor(parts: {
    readonly random: Random;
    readonly happenings: Happenings;
    readonly maker: OrderMaker;
    readonly promises: Promises;
    readonly database: SimulatedDatabase;
    readonly catalogue: Catalogue;
  }) {
    this.#random = parts.random;
    this.#happenings = parts.happenings;
    this.#maker = parts.maker;
    this.#promises = parts.promises;
    this.#database = parts.database;
    this.#catalogue = parts.catalogue;
  }

  /** Does one thing, whatever it is. */
  act(parts: Parts): void {
    const names = Object.keys(ACTS) as Act[];
    const act = names[this.#random.weighted(Object.values(ACTS))] ?? 'order';
    this.#acts[act](parts);
  }

  readonly #acts: Readonly<Record<Act, (parts: Parts) => void>> = {
    order: (parts) => this.#submit(parts, this.#newOrder(parts, false)),
    routeOnly: (parts) => this.#submit(parts, this.#newOrder(parts, true)),
    again: (parts) => this.#submit(parts, this.#recent[this.#random.below(Math.max(1, this.#recent.length))] ?? null),
    elsewhere: (parts) => this.#reportElsewhere(parts),
    cancel: (parts) => this.#cancel(parts, this.#someOrder(parts)),
    cancelEarly: (parts) => this.#cancelEarly(parts),
    replace: (parts) => this.#replace(parts, this.#someOrder(parts)),
    cancelAll: (parts) => this.cancelAll(parts, this.#client()),
    halt: (parts) => this.#halt(parts),
    release: (parts) => this.#release(parts),
    force: (parts) => this.#force(parts),
    limits: () => this.#changeLimits(),
    changeMind: (parts) => this.#changeMind(parts, this.#someOrder(parts)),
  };

  #client(): string {
    return CLIENTS[this.#random.below(CLIENTS.length)] ?? 'C1';
  }

  #newOrder(parts: Parts, routeOnly: boolean): Sent | null {
    const { venues } = this.#catalogue;
    const directedTo = this.#random.chance(0.06) ? (venues[this.#random.below(venues.length)] ?? null) : null;
    const request = this.#maker.next(parts, directedTo);
    return request === null ? null : { clientId: this.#client(), request, routeOnly };
  }

  #submit({ pipeline }: Parts, sent: Sent | null): void {
    if (sent === null) return;
    this.#recent = [...this.#recent.slice(1 - REMEMBERED), sent];
    this.#happenings.tell('act: order', sent);
    void pipeline.walk({ ...sent, simulated: false }).then((walked) => {
      const { outcome } = walked;
      const code = outcome.ok ? 'taken' : outcome.error.kind;
      this.#happenings.count(`answer: ${walked.repeated ? 'repeated' : code}`);
      if (!outcome.ok && outcome.error.kind === 'REJECTED')
        this.#happenings.count(`refused: ${outcome.error.rejection.code}`);
      if (!outcome.ok && outcome.error.kind === 'JOURNAL') this.#happenings.count(`refused: ${outcome.error.error}`);
      this.#promises.answered(sent, walked);
    }, this.#unanswered);
  }

  /** Who asks for what only the database knows is told that it is away. */
  readonly #unanswered = (): void => this.#happenings.count('answer: database unavailable');

  /** Several clients at once name a venue. */
  flood(parts: Parts, venueId: string): void {
    const venue = this.#catalogue.venues.find((each) => each.venueId === venueId) ?? null;
    for (let count = 0; count < FLOOD; count += 1) {
      const request = this.#maker.next(parts, venue);
      if (request !== null) this.#submit(parts, { clientId: this.#client(), request, routeOnly: false });
    }
  }

  #someOrder({ desk }: Parts): LiveOrder | null {
    const alive = [...desk.live.alive()].filter(({ identity }) => !identity.routeOnly);
    return alive[this.#random.below(Math.max(1, alive.length))] ?? null;
  }

  #cancel({ desk }: Parts, live: LiveOrder | null): void {
    if (live === null || isEnded(live.life)) return;
    const { pk } = live.identity;
    this.#happenings.tell('act: cancel', { pk });
    desk.cancel(live);
    void desk.confirm(live).then((isDurable) => {
      this.#happenings.count(isDurable ? 'cancel confirmed' : 'cancel not durable yet');
      if (isDurable) this.#promises.cancelConfirmed(pk);
    });
  }

  /** Every open order of a client, those that are being decided too. */
  cancelAll(parts: Parts, clientId: string): void {
    this.#happenings.tell('act: cancel all', { clientId });
    parts.pipeline.cancelAllUnderWay(clientId);
    for (const live of [...parts.desk.live.alive()]) {
      if (live.identity.clientId === clientId && !live.identity.routeOnly) this.#cancel(parts, live);
    }
  }

  /** Cancels of orders that come only now, by another connection. */
  #cancelEarly(parts: Parts): void {
    const sent = this.#newOrder(parts, false);
    if (sent === null) return;
    const { clientId, request } = sent;
    this.#happenings.tell('act: cancel before its order', { clientId, orderId: request.orderId });
    const kept = parts.cancels.keep(clientId, request.orderId);
    void kept?.settled.then(() => this.#happenings.count(kept.isTaken ? 'early cancel taken' : 'early cancel gone'));
    this.#submit(parts, sent);
  }

  #replace(parts: Parts, live: LiveOrder | null): void {
    if (live === null || isEnded(live.life) || live.life.endAsked !== null) return;
    const { identity } = live;
    const quantity = this.#random.chance(0.7) ? this.#maker.quantityText(identity.instrument) : null;
    const nbbo = parts.market.nbbo(identity.instrument.instrumentId, parts.clock.nowUs());
    const near = (identity.order.side === 'BUY' ? nbbo?.bid : nbbo?.ask)?.price;
    const isLimited = identity.order.limitPrice !== null && near !== undefined && this.#random.chance(0.5);
    const limitPrice = isLimited ? formatScaled(near, identity.instrument.priceDecimals) : null;
    if (quantity !== null || limitPrice !== null) this.#ask(parts, live, { quantity, limitPrice });
  }

  /** Half of it, and all of it again before any venue can have answered. */
  #changeMind(parts: Parts, live: LiveOrder | null): void {
    if (live === null || isEnded(live.life) || live.life.endAsked !== null) return;
    const { quantityDecimals } = live.identity.instrument;
    const { quantity } = live.life.order;
    for (const wanted of [Math.ceil(quantity / 2), quantity])
      this.#ask(parts, live, { quantity: formatScaled(wanted, quantityDecimals), limitPrice: null });
  }

  #ask(parts: Parts, live: LiveOrder, { quantity, limitPrice }: AskedTerms): void {
    const { identity } = live;
    const ports = { ...parts, riskLimits: parts.limitBook.limitsOf };
    const terms = newTermsOf(live, { quantity, limitPrice }, ports);
    if (!terms.ok) return this.#happenings.count(`replace refused: ${terms.error.code}`);
    this.#happenings.tell('act: replace', { pk: identity.pk, quantity, limitPrice });
    const number = (this.#replaces.get(identity.pk) ?? 0) + 1;
    this.#replaces.set(identity.pk, number);
    const isTaken = parts.desk.replace(live, terms.value);
    void parts.desk.confirm(live).then((isDurable) => {
      // What the journal refused is told with what stands instead.
      const isOther = this.#replaces.get(identity.pk) !== number || live.life.endAsked !== null || live.life.isBroken;
      if (!isDurable || isOther) return;
      // What was executed already was all that was wanted by the one before: it has ended.
      if (!isTaken()) return this.#happenings.count('replace came too late');
      this.#happenings.count('replace confirmed');
      this.#promises.replaceConfirmed(identity.pk, terms.value.quantity);
    });
  }

  #halt({ tradingHalts }: Parts): void {
    this.#halts += 1;
    const id = `00000000-0000-4000-8000-${String(this.#halts).padStart(12, '0')}`;
    const scope = this.#scope();
    const cancelAll = this.#random.chance(0.4);
    this.#happenings.tell(`act: halt ${cancelAll ? 'with' : 'without'} cancel-all`, { id, scope });
    this.#promises.halts.set(id, scope);
    const placed = tradingHalts.place({ id, scope, reason: 'simulated', cancelAll, actor: ACTOR });
    this.#happenings.count('asked back by a halt', placed.askedBack);
    void placed.written.then(({ ok }) => this.#happenings.count(ok ? 'halt durable' : 'halt not durable'));
  }

  #scope(): HaltScope {
    const { venues, instruments } = this.#catalogue;
    const venueId = venues[this.#random.below(venues.length)]?.venueId ?? null;
    const instrumentId = instruments[this.#random.below(instruments.length)]?.instrumentId ?? null;
    const clientId = this.#client();
    const none = { clientId: null, venueId: null, instrumentId: null };
    const scopes = [
      none,
      { clientId },
      { venueId },
      { instrumentId },
      { clientId, venueId },
      { venueId, instrumentId },
    ];
    return { ...none, ...scopes[this.#random.below(scopes.length)] };
  }

  #release(parts: Parts): void {
    const [halt] = parts.halts.inForce;
    if (halt !== undefined && this.#random.chance(0.7)) this.releaseAll(parts);
  }

  /** Releases every halt. */
  releaseAll({ halts, tradingHalts }: Parts): void {
    for (const halt of [...halts.inForce]) {
      this.#happenings.tell('act: release', { id: halt.id });
      this.#promises.halts.delete(halt.id);
      void tradingHalts.release(halt, { actor: ACTOR, reason: 'simulated' });
    }
  }

  #force({ circuits, market }: Parts): void {
    const { venues } = market;
    const venueId = venues[this.#random.below(venues.length)]?.venue.venueId ?? '';
    const action = (['open', 'close', 'reset', 'reset'] as const)[this.#random.below(4)] ?? 'reset';
    this.#happenings.tell(`act: circuit ${action}`, { venueId });
    circuits.force(venueId, { action, reason: 'simulated', actor: ACTOR });
  }

  #changeLimits(): void {
    this.#limits += 1;
    this.#happenings.tell('act: limits', { version: this.#limits });
    this.#database.limits = this.#random.chance(0.5) ? null : tightLimits(this.#limits, this.#random);
  }

  #reportElsewhere(parts: Parts): void {
    const sent = this.#recent.find(({ routeOnly }) => routeOnly);
    if (sent === null || sent === undefined) return;
    const { clientId, request } = sent;
    const nbbo = parts.market.nbbo(request.instrumentId, parts.clock.nowUs());
    const instrument = parts.market.instrument(request.instrumentId);
    const [venue] = this.#catalogue.venues.filter(({ assetClass }) => assetClass === instrument?.assetClass);
    if (nbbo?.ask == null || instrument === undefined || venue === undefined) return;
    const price = formatScaled(nbbo.ask.price, instrument.priceDecimals);
    const execution = {
      ...{ executionId: `x${this.#random.below(4)}`, venueId: venue.venueId, quantity: '1', price },
      ...({ fee: null, liquidityFlag: 'TAKE', executedAtUs: null } as const),
    };
    this.#happenings.tell('act: executed elsewhere', { orderId: request.orderId });
    void parts.elsewhere
      .report({ clientId, orderId: request.orderId }, [execution], this.#random.chance(0.3))
      .then((report) => this.#happenings.count(`elsewhere: ${report.ok ? 'booked' : report.error.kind}`))
      .catch(this.#unanswered);
  }
}
