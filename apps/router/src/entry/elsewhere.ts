import { parseScaled } from '@fairlead/core/money/scaled';
import { type MoneyE8, moneyE8, price, quantity } from '@fairlead/core/money/units';
import { isPossiblePrice, isPossibleQuantity } from '@fairlead/core/order-life/on-report';
import type { BookedExecution, FillMark } from '@fairlead/core/order-life/order-event';
import { type ElsewhereExecution, isEnded, type OrderLife } from '@fairlead/core/order-life/order-life';
import { err, ok, type Result } from '@fairlead/core/result';
import { executionFeeE8, type LiquidityFlag } from '@fairlead/core/venue/fees';
import type { Desk, ExecutedElsewhere } from '../execution/desk.ts';
import { fillMarket } from '../execution/reporting.ts';
import type { Market } from '../market-data/market.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, Ids } from '../ports.ts';

/** An execution as its caller reports it. Decimals are texts; times microseconds since 1970. */
export interface SaidExecution {
  readonly executionId: string;
  readonly venueId: string;
  readonly quantity: string;
  readonly price: string;
  /** For the whole of it; null where the venue's schedule says it. */
  readonly fee: string | null;
  readonly liquidityFlag: LiquidityFlag;
  /** Null is now. */
  readonly executedAtUs: number | null;
}

/** Why an execution is not taken, and which field of which one is at fault. */
export interface ExecutionFault {
  readonly code: 'UNKNOWN_VENUE' | 'INVALID_QUANTITY' | 'INVALID_PRICE' | 'INVALID_FEE' | 'INVALID_TIME';
  readonly path: string;
}

/** Why a report of executions is refused as a whole; nothing of it is booked then. */
export type ReportRefusal =
  | { readonly kind: 'NOT_FOUND' }
  | { readonly kind: 'NOT_ROUTED_ONLY' }
  | { readonly kind: 'ENDED' }
  | { readonly kind: 'CONFLICT'; readonly path: string }
  | { readonly kind: 'FAULTS'; readonly faults: readonly ExecutionFault[] };

/** What executions elsewhere are taken with. */
export interface ElsewherePorts {
  readonly desk: Desk;
  readonly market: Market;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The order of a client out of the journal; null where there is none. */
  readonly load: (clientId: string, orderId: string) => Promise<LiveOrder | null>;
}

/** An execution that can be taken, before it is held against its order. */
type ReadExecution = Omit<ExecutedElsewhere, 'marks'>;

/** Orders kept in memory for the next report of theirs. */
const KEPT = 1_000;
/** A caller's clock may be this far ahead of ours. */
const AHEAD_US_MAX = 5_000_000;

/**
 * Orders that were decided here and executed by their caller: takes the executions that it reports, each once. They are events of the order like
 * others, and feed quality and reports. The order ends when it is filled, or when its caller says that no more comes.
 */
export class Elsewhere {
  readonly #ports: ElsewherePorts;
  readonly #orders = new Map<string, Promise<LiveOrder | null>>();

  constructor(ports: ElsewherePorts) {
    this.#ports = ports;
  }

  /** Books what is reported; the order with it, not durable yet. */
  async report(
    by: { readonly clientId: string; readonly orderId: string },
    said: readonly SaidExecution[],
    isDone: boolean,
  ): Promise<Result<LiveOrder, ReportRefusal>> {
    const live = await this.#find(by.clientId, by.orderId);
    if (live === null) return err({ kind: 'NOT_FOUND' });
    if (!live.identity.routeOnly) return err({ kind: 'NOT_ROUTED_ONLY' });
    const read = said.map((each, index) => this.#read(live, each, `executions.${index}`));
    const faults = read.flatMap((each) => (each.ok ? [] : [each.error]));
    if (faults.length > 0) return err({ kind: 'FAULTS', faults });
    const executions = read.flatMap((each) => (each.ok ? [each.value] : []));
    const news: ExecutedElsewhere[] = [];
    let { filled } = live.life;
    for (const [index, execution] of executions.entries()) {
      const known = [...live.life.elsewhere, ...news.map(asBooked)].find((each) => isSame(each, execution));
      if (known === undefined) {
        news.push({ ...execution, marks: marksOf(live.life, filled, execution.execution) });
        filled += execution.execution.quantity;
      } else if (!isEqual(known, execution.execution)) return err({ kind: 'CONFLICT', path: `executions.${index}` });
    }
    if (news.length > 0 && isEnded(live.life)) return err({ kind: 'ENDED' });
    this.#ports.desk.bookElsewhere(live, news, isDone);
    return ok(live);
  }

  #find(clientId: string, orderId: string): Promise<LiveOrder | null> {
    const inMemory = this.#ports.desk.live.findByName(clientId, orderId);
    if (inMemory !== undefined) return Promise.resolve(inMemory);
    const key = `${clientId.length} ${clientId} ${orderId}`;
    const known = this.#orders.get(key);
    if (known !== undefined) {
      // The longest unused goes first: one whose report is being written is never read again beside it.
      this.#orders.delete(key);
      this.#orders.set(key, known);
      return known;
    }
    const loading = this.#ports.load(clientId, orderId);
    this.#orders.set(key, loading);
    const forget = () => this.#orders.delete(key);
    loading.then((live) => live?.identity.routeOnly !== true && forget(), forget);
    const [oldest] = this.#orders.keys();
    if (this.#orders.size > KEPT && oldest !== undefined) this.#orders.delete(oldest);
    return loading;
  }

  #read(live: LiveOrder, said: SaidExecution, path: string): Result<ReadExecution, ExecutionFault> {
    const { instrument } = live.identity;
    const nowUs = this.#ports.clock.nowUs();
    const fees = this.#ports.market.chargedFees(said.venueId, instrument.instrumentId);
    if (fees === undefined) return err({ code: 'UNKNOWN_VENUE', path: `${path}.venue_id` });
    const count = positive(said.quantity, instrument.quantityDecimals);
    if (count === null || !isPossibleQuantity(live.life, count))
      return err({ code: 'INVALID_QUANTITY', path: `${path}.quantity` });
    const at = positive(said.price, instrument.priceDecimals);
    if (at === null || !isPossiblePrice(live.life, at)) return err({ code: 'INVALID_PRICE', path: `${path}.price` });
    const executedAtUs = said.executedAtUs ?? nowUs;
    const isPossible = executedAtUs >= live.identity.createdAtUs && executedAtUs <= nowUs + AHEAD_US_MAX;
    if (!isPossible) return err({ code: 'INVALID_TIME', path: `${path}.executed_at` });
    const traded = { price: price(at), quantity: quantity(count) };
    const feeE8 = said.fee === null ? null : moneyOf(said.fee);
    if (feeE8 === 'INVALID') return err({ code: 'INVALID_FEE', path: `${path}.fee` });
    const charged = executionFeeE8(fees, said.liquidityFlag, { ...traded, scale: instrument, isFirst: false });
    const execution: BookedExecution = {
      id: this.#ports.ids.next(),
      executionId: said.executionId,
      ...traded,
      liquidityFlag: said.liquidityFlag,
      told: null,
      feeE8: feeE8 ?? charged,
    };
    const market = fillMarket(this.#ports.market, instrument.instrumentId, nowUs);
    return ok({ venueId: said.venueId, execution, executedAtUs, market });
  }
}

/** `filled` is what is executed before it, in the same report too. */
function marksOf(life: OrderLife, filled: number, { price: at, quantity: count }: BookedExecution): FillMark[] {
  const marks: FillMark[] = [];
  if (filled + count > life.order.quantity) marks.push('EXCESS');
  const { worstPrice } = life.start;
  const isWorse = worstPrice !== null && (life.order.side === 'BUY' ? at > worstPrice : at < worstPrice);
  if (isWorse) marks.push('OUTSIDE_LIMIT');
  return marks;
}

function positive(text: string, decimals: number): number | null {
  const parsed = parseScaled(text, decimals);
  return parsed.ok && parsed.value > 0 ? parsed.value : null;
}

function moneyOf(text: string): MoneyE8 | 'INVALID' {
  const parsed = parseScaled(text, 8);
  return parsed.ok ? moneyE8(BigInt(parsed.value)) : 'INVALID';
}

function asBooked({ venueId, execution }: ExecutedElsewhere): ElsewhereExecution {
  return { ...execution, venueId };
}

/** A venue's execution id is one execution of an order. */
function isSame(known: ElsewhereExecution, { venueId, execution }: ReadExecution): boolean {
  return known.venueId === venueId && known.executionId === execution.executionId;
}

function isEqual(known: ElsewhereExecution, execution: BookedExecution): boolean {
  return known.quantity === execution.quantity && known.price === execution.price;
}
