import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { price, quantity } from '@fairlead/core/money/units';
import { invariant } from '@fairlead/core/result';
import { clockSkewUs } from '../faults/clock-skew.ts';
import type { TradeBreak } from '../faults/trade-break.ts';
import type { ChildFill } from './execution-model.ts';
import { type Chargeable, FeeBook } from './fee-book.ts';
import { fillWords } from './fill-words.ts';
import { breakReport, fillReport } from './reports.ts';
import type { VenueExecution, VenueOrder } from './venue-order.ts';
import type { VenueParts } from './venue-parts.ts';

/** The executions of one venue: numbered, charged by its fees, timed by its clock, and what becomes of them afterwards. */
export class Trades {
  readonly #parts: VenueParts;
  readonly #epoch: string;
  readonly #fees: FeeBook;
  #count = 0;

  constructor(parts: VenueParts, epoch: string) {
    this.#parts = parts;
    this.#epoch = epoch;
    this.#fees = new FeeBook(parts.venue, [...parts.instruments.values()]);
  }

  /** Books a fill on its order. Gives the execution, and what is said of it. */
  book(order: VenueOrder, fill: ChildFill): { readonly execution: VenueExecution; readonly report: OrderReport } {
    this.#count += 1;
    const { clock, venue, faults } = this.#parts;
    const timeUs = clock.nowUs();
    this.#fees.keepMonth(timeUs);
    const instrument = this.#instrumentOf(order);
    const feeE8 = this.#fees.feeE8(fill, instrument, order.executions.length === 0);
    this.#fees.count(fill, instrument, { sign: 1n, atUs: timeUs });
    const { quantity: count, price: at, flag } = fill;
    const execution = {
      executionId: `${venue.venueId}-${this.#epoch}-${this.#count}`,
      quantity: count,
      price: at,
      flag,
    };
    const venueTimeUs = timeUs + clockSkewUs(faults);
    const booked = this.#said({ ...execution, timeUs, venueTimeUs, feeE8, words: {} }, instrument);
    order.fill(booked);
    return { execution: booked, report: fillReport(order, booked, timeUs) };
  }

  /** Takes an execution back, or books it as another. Gives what is said of it: of the next one too, where that bears the fixed charge from now on. */
  break(order: VenueOrder, execution: VenueExecution, becomes: TradeBreak): readonly OrderReport[] {
    const nowUs = this.#parts.clock.nowUs();
    const instrument = this.#instrumentOf(order);
    this.#fees.keepMonth(nowUs);
    this.#fees.count(chargeable(execution), instrument, { sign: -1n, atUs: execution.timeUs });
    const { executionId } = execution;
    if (becomes.kind === 'BUST') {
      order.bust(execution);
      const busted = breakReport(order, { executionId, becomes: null }, nowUs);
      return [busted, ...this.#moveFixedCharge(order, nowUs)];
    }
    const changed = { ...execution, quantity: becomes.quantity, price: becomes.price };
    const corrected = this.#charged(order, changed, instrument);
    this.#fees.count(chargeable(corrected), instrument, { sign: 1n, atUs: execution.timeUs });
    order.correct(corrected);
    return [breakReport(order, { executionId, becomes: corrected }, nowUs)];
  }

  /** The first execution that stands bears the fixed charge. Says so where it had not borne it. */
  #moveFixedCharge(order: VenueOrder, nowUs: number): readonly OrderReport[] {
    const [first] = order.executions;
    if (first === undefined) return [];
    const charged = this.#charged(order, first, this.#instrumentOf(order));
    if (charged.feeE8 === first.feeE8) return [];
    order.correct(charged);
    if (charged.words.fee === undefined) return [];
    return [breakReport(order, { executionId: first.executionId, becomes: charged }, nowUs)];
  }

  /** An execution of an order with the fee that it costs as it is now. */
  #charged(order: VenueOrder, execution: VenueExecution, instrument: Instrument): VenueExecution {
    const isFirst = order.executions[0]?.executionId === execution.executionId;
    return this.#said(
      { ...execution, feeE8: this.#fees.feeE8(chargeable(execution), instrument, isFirst) },
      instrument,
    );
  }

  #said(execution: VenueExecution, { currency }: Instrument): VenueExecution {
    const { venue, profile } = this.#parts;
    return { ...execution, words: fillWords({ ...execution, currency, mic: venue.mic }, profile.silentOn) };
  }

  #instrumentOf({ instrumentId }: VenueOrder): Instrument {
    const instrument = this.#parts.instruments.get(instrumentId);
    invariant(instrument !== undefined, `an execution in the unknown instrument ${instrumentId}`);
    return instrument;
  }
}

function chargeable({ quantity: count, price: at, flag }: VenueExecution): Chargeable {
  return { quantity: quantity(count), price: price(at), flag };
}
