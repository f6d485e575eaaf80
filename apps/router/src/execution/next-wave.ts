import { viewUnderHalts } from '@fairlead/core/control/halted-view';
import { orderHalt, partHalt } from '@fairlead/core/control/halts';
import type { MarketView } from '@fairlead/core/market/market-view';
import { type Quantity, quantity } from '@fairlead/core/money/units';
import type { Rejection } from '@fairlead/core/order/reject-code';
import { asIfBack } from '@fairlead/core/order-life/as-if-back';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { PlannedAgain, Rests } from '@fairlead/core/order-life/follow-up';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { restingQuantity, takenBy } from '@fairlead/core/order-life/replan';
import { restingTerms } from '@fairlead/core/order-life/resting-terms';
import { waveInput } from '@fairlead/core/order-life/wave-input';
import { err, type Result } from '@fairlead/core/result';
import type { LimitsInForce } from '@fairlead/core/risk/limits';
import { withinVenueLimits } from '@fairlead/core/risk/venue-limits';
import { type ApprovedWave, approveWave } from '@fairlead/core/risk/wave-gate';
import { stillHolds } from '@fairlead/core/routing/look-again';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import type { FirmSettings } from '@fairlead/core/routing/routing-settings';
import type { Market } from '../market-data/market.ts';
import type { OrderIdentity } from '../order/live-order.ts';
import { type PlannedWave, planWave } from '../order/wave.ts';
import type { Clock, Hash, Ids, RulesInForce } from '../ports.ts';
import type { EntitlementBook } from '../risk/entitlement-book.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { LimitsOf } from '../risk/limit-book.ts';

/** What waves are planned with. */
export interface WavePorts {
  readonly market: Market;
  readonly rules: RulesInForce;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
  /** The limits in force, read at each wave. */
  readonly limits: LimitsOf;
  readonly exposure: ExposureBook;
  readonly entitlements: EntitlementBook;
  readonly halts: Pick<HaltDesk, 'viewFor'>;
}

/** How waves are planned. */
export interface WaveSettings {
  readonly routing: FirmSettings;
  readonly modelVersion: string;
}

/** Plans the waves of live orders on the market as it is, and has each pass the gate: nobody else makes what is journaled as intended and sent. */
export class WaveDesk {
  readonly #ports: WavePorts;
  readonly #settings: WaveSettings;
  readonly #partBook: PartBook;

  constructor(ports: WavePorts, settings: WaveSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#partBook = new PartBook(ports.hash);
  }

  /** The input of an order's next wave on the market as it is now; null where its instrument is not known any more. */
  inputOf(identity: OrderIdentity, life: OrderLife): PlanInput | null {
    const limits = this.#limitsFor(identity.clientId, life.order);
    return limits === null ? null : this.#inputWithin(limits, identity, life);
  }

  #inputWithin(limits: LimitsInForce, identity: OrderIdentity, life: OrderLife): PlanInput | null {
    const { clientId } = identity;
    const shown = this.#viewOf(life);
    if (shown === undefined) return null;
    const view = viewUnderHalts(shown, this.#ports.halts.viewFor(clientId));
    const { routing: firm, modelVersion } = this.#settings;
    const rules = this.#ports.rules.inForce(view.takenAtUs);
    const lastPrice = this.#ports.market.lastPrice(life.order.instrumentId, view.takenAtUs);
    const context = { clientId, view, firm, rules, modelVersion, limits, lastPrice };
    return withinVenueLimits(waveInput(life, context), limits, lastPrice);
  }

  /** The next wave, planned and approved; or why there is none. */
  next(
    identity: OrderIdentity,
    life: OrderLife,
  ): Result<ApprovedWave<PlannedWave>, Pick<Rejection, 'code'> | { code: 'NO_MARKET' }> {
    const limits = this.#limitsFor(identity.clientId, life.order);
    const input = limits === null ? null : this.#inputWithin(limits, identity, life);
    if (limits === null || input === null) return err({ code: 'NO_MARKET' });
    const planned = this.plan(input, identity.requestHash, limits);
    if (planned.ok) this.reserve(planned.value);
    return planned;
  }

  /**
   * A wave that sends nothing new and gives what rests of an order other terms, planned for so much of it on the market of now and approved; null where
   * the plan takes, goes elsewhere or leaves something, or the gate refuses.
   */
  again(identity: OrderIdentity, life: OrderLife, rests: Rests): PlannedAgain<ApprovedWave<PlannedWave>> | null {
    const limits = this.#limitsFor(identity.clientId, life.order);
    const input = limits === null ? null : this.#inputWithin(limits, identity, this.#asIfBack(life, rests));
    if (limits === null || input === null) return null;
    const wave = planWave(input, identity.requestHash, { ...this.#ports, partBook: this.#partBook });
    const terms = wave.plan.unallocated > 0 ? null : restingTerms(wave.plan.slices, rests.children);
    if (terms === null || terms.length === 0) return null;
    const approved = this.#approve({ ...wave, children: [] }, input.view, limits);
    return approved.ok ? { wave: approved.value, terms } : null;
  }

  /** How much of what rests of an order a plan would take on the market of now. Nothing is recorded of that plan: what is taken then has its own. */
  takes(identity: OrderIdentity, life: OrderLife, children: readonly ChildLife[]): Quantity {
    const input = this.inputOf(identity, this.#asIfBack(life, { children, quantity: restingQuantity(children) }));
    return input === null ? quantity(0) : takenBy(planRoute(input).slices);
  }

  #asIfBack(life: OrderLife, { children, quantity: count, venueId }: Rests): OrderLife {
    const back = asIfBack(
      life,
      children.map(({ id }) => id),
      count,
    );
    if (venueId === undefined) return back;
    const others = this.#ports.market.venues.map(({ venue }) => venue.venueId).filter((each) => each !== venueId);
    return { ...back, order: { ...back.order, excludeVenues: others } };
  }

  /** The children of a wave are to be sent: at a venue that is being probed each takes a probe, and room where it is bounded, so that no later plan counts on it. */
  reserve({ children, input }: Pick<PlannedWave, 'children' | 'input'>): void {
    const { takenAtUs } = input.view;
    for (const { venueId, id } of children) {
      const health = this.#ports.market.health(venueId);
      health?.circuit.planned(id, takenAtUs);
      health?.room.planned(id, takenAtUs);
    }
  }

  /** Plans a wave of an order that came as the request of this hash, and has it pass the gate on the market that it was planned on. */
  plan(input: PlanInput, requestHash: string, limits: LimitsInForce): Result<ApprovedWave<PlannedWave>, Rejection> {
    const maker = { ...this.#ports, partBook: this.#partBook };
    const approved = this.#approve(planWave(input, requestHash, maker), input.view, limits);
    if (approved.ok) this.#ports.market.learning.planned(approved.value.plan.slices, input);
    return approved;
  }

  /** A wave that waited for its commit: true where each part of it, and the gate, still hold on the market of now. */
  holds(wave: ApprovedWave<PlannedWave>): boolean {
    const { order, view: before } = wave.input;
    const view = this.#ports.market.view(order.instrumentId, order.side, this.#ports.clock.nowUs());
    if (view === undefined || before.instrument.instrumentId !== view.instrument.instrumentId) return false;
    const { protection } = wave.input.settings;
    const again = { slices: wave.plan.slices, side: order.side, view, protection };
    const limits = this.#limitsFor(wave.input.clientId, order);
    return limits !== null && this.#approve(wave, view, limits).ok && stillHolds(again);
  }

  /** True where a halt stops any part of a wave. */
  isHalted({ input, plan }: PlannedWave): boolean {
    const halts = this.#ports.halts.viewFor(input.clientId);
    if (halts.inForce.length === 0) return false;
    const { instrumentId } = input.order;
    const isStopped = ({ venueId }: { readonly venueId: string }) => partHalt(halts, instrumentId, venueId) !== null;
    return orderHalt(halts, instrumentId) !== null || plan.slices.some(isStopped);
  }

  #approve<Wave extends PlannedWave>(
    wave: Wave,
    { instrument, nbbo, takenAtUs }: MarketView,
    limits: LimitsInForce,
  ): Result<ApprovedWave<Wave>, Rejection> {
    const { clientId, order } = wave.input;
    const { halts, exposure, market } = this.#ports;
    const lastPrice = market.lastPrice(instrument.instrumentId, takenAtUs);
    // Its accounts and its locate were looked at when it was entered.
    const entitlements = this.#ports.entitlements.view({ clientId, order, live: null });
    const view = { halts: halts.viewFor(clientId), exposure: exposure.view(clientId, limits), entitlements };
    return approveWave(wave, { instrument, nbbo, lastPrice, limits, ...view });
  }

  /** The limits of now for an order, looked up once a wave; null where its instrument is not known any more. */
  #limitsFor(clientId: string, { account, instrumentId }: OrderLife['order']): LimitsInForce | null {
    const instrument = this.#ports.market.instrument(instrumentId);
    return instrument === undefined ? null : this.#ports.limits({ clientId, account, instrument });
  }

  #viewOf({ order }: OrderLife): MarketView | undefined {
    return this.#ports.market.view(order.instrumentId, order.side, this.#ports.clock.nowUs());
  }
}
