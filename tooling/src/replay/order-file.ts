import { integerInput } from '@fairlead/contracts/decimal';
import { toOrderRequest } from '@fairlead/contracts/order-request';
import { smartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import { Refusal } from '../refusal.ts';
import { objectIn } from './recording/json-line.ts';
import { eachLine } from './recording/lines.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';
import type { TimedOrder } from './timed-order.ts';

const DAY_MS = 86_400_000;
const US_PER_MS = 1_000;

/** What an order's time is counted in. */
type OrderClock = Pick<RecordedMarket, 'midnightUs' | 'session'>;

/**
 * Reads orders, one JSON object a line: the fields of `POST …/orders` and `time_ms`, milliseconds since midnight of the recorded day where its market
 * is: New York for US stocks, UTC for currencies and coins. Returns them by time, equal times in file order. Refuses a line that is no such
 * object or repeats an order's id, by its number.
 */
export async function readOrderFile(path: string, clock: OrderClock): Promise<readonly TimedOrder[]> {
  const orders: TimedOrder[] = [];
  const lines = new Map<string, number>();
  await eachLine(path, (text, line) => {
    const where = `${path}:${line}`;
    const order = orderOf(text, where, clock);
    const { orderId } = order.request;
    const before = lines.get(orderId);
    if (before !== undefined) throw new Refusal(`${where} repeats the order_id '${orderId}' of line ${before}`);
    lines.set(orderId, line);
    orders.push(order);
  });
  return orders.sort((a, b) => a.atUs - b.atUs);
}

function orderOf(line: string, where: string, { midnightUs, session }: OrderClock): TimedOrder {
  const { time_ms: time, ...body } = objectIn(line, where);
  // A recording that runs past midnight has times of more than a day.
  const endMs = Math.max(DAY_MS, Math.ceil(session.closeUs / US_PER_MS));
  const timeMs = integerInput(0, endMs - 1).safeParse(time);
  if (!timeMs.success)
    throw new Refusal(`${where} time_ms must be whole milliseconds since midnight, 0 to ${endMs - 1}`);
  const parsed = smartRoutingRequest.safeParse(body);
  if (parsed.success)
    return { atUs: midnightUs + timeMs.data * US_PER_MS, request: toOrderRequest(parsed.data), where };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new Refusal(`${where} ${path === '' ? '' : `${path}: `}${issue?.message ?? 'is not an order'}`);
}
