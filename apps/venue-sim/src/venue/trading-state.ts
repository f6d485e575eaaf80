import type { SaleCondition, TradingStatus } from '@fairlead/core/market/venue-news';
import type { Clock } from '../clock.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import { BookModel } from './book-model.ts';
import type { ExecutionModel } from './execution-model.ts';
import type { InstrumentNews } from './venue-parts.ts';

/** Whether an instrument trades, and why. */
export interface SaidStatus {
  readonly status: TradingStatus;
  readonly reason: string;
}

/** What trading goes by. */
interface TradingParts {
  readonly faults: FaultBoard;
  readonly clock: Clock;
  readonly models: ReadonlyMap<string, ExecutionModel>;
}

/** Who is told. */
interface TradingListener {
  news(message: InstrumentNews): void;
  /** An instrument trades now, or does not any more. */
  turned(instrumentId: string): void;
}

const TRADES: SaidStatus = { status: 'TRADING', reason: 'open' };
const HALTED: SaidStatus = { status: 'HALTED', reason: 'halted by the venue' };

/** Whether each instrument trades at a venue, by its calendar, which may be none, and unless the fault has halted it; and what the venue prints of it. */
export class TradingState {
  readonly #parts: TradingParts;
  readonly #listener: TradingListener;
  readonly #byCalendar = new Map<string, SaidStatus>();
  readonly #notTrading = new Map<string, SaidStatus>();

  constructor(parts: TradingParts, listener: TradingListener) {
    this.#parts = parts;
    this.#listener = listener;
    parts.faults.hear(() => {
      for (const instrumentId of parts.models.keys()) this.#say(instrumentId);
    });
    for (const [instrumentId, model] of parts.models)
      if (model instanceof BookModel) model.onTrade = (trade) => this.print(instrumentId, trade, 'REGULAR');
  }

  of(instrumentId: string): SaidStatus {
    const said = this.#byCalendar.get(instrumentId) ?? TRADES;
    const fault = this.#parts.faults.find('trading_halt');
    if (fault === undefined || said.status !== 'TRADING') return said;
    return fault.instrument_ids === undefined || fault.instrument_ids.includes(instrumentId) ? HALTED : said;
  }

  trades(instrumentId: string): boolean {
    return this.of(instrumentId).status === 'TRADING';
  }

  /** What was said not to trade, for a session that has just logged on. */
  notTrading(): ReadonlyMap<string, SaidStatus> {
    return this.#notTrading;
  }

  /** Takes what the calendar makes of an instrument now, and says it where it is something else than before. */
  keepCalendar(instrumentId: string, said: SaidStatus): void {
    this.#byCalendar.set(instrumentId, said);
    this.#say(instrumentId);
  }

  /** Prints the trade of an auction: at the best bid of the book, as much as both sides of it show. */
  auction(instrumentId: string, condition: 'OPEN' | 'CLOSE'): void {
    const model = this.#parts.models.get(instrumentId);
    if (!(model instanceof BookModel)) return;
    const { bid, ask } = model.top();
    if (bid.size > 0 && ask.size > 0)
      this.print(instrumentId, { price: bid.price, quantity: bid.size + ask.size }, condition);
  }

  /** Prints a trade. */
  print(instrument_id: string, trade: { price: number; quantity: number }, condition: SaleCondition): void {
    const { price, quantity } = trade;
    const time_us = this.#parts.clock.nowUs();
    this.#listener.news({ type: 'last_sale', instrument_id, price, quantity, condition, time_us });
  }

  #say(instrumentId: string): void {
    const said = this.of(instrumentId);
    const before = this.#notTrading.get(instrumentId)?.status ?? 'TRADING';
    if (said.status === before) return;
    if (said.status === 'TRADING') this.#notTrading.delete(instrumentId);
    else this.#notTrading.set(instrumentId, said);
    const time_us = this.#parts.clock.nowUs();
    this.#listener.news({ type: 'trading_status', instrument_id: instrumentId, ...said, time_us });
    this.#listener.turned(instrumentId);
  }
}
