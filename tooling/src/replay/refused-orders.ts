import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import type { replayReport } from './report.ts';
import type { RefusedOrder } from './tally.ts';

/** Of a file whose orders are all wrong in the same way nobody reads more. */
const TOLD_MAX = 20;

/** The refused orders of a file, a line each with its place and why; what is left over is counted. */
export function refusedWords(refused: readonly RefusedOrder[], instrumentId: string): readonly string[] {
  const lines = refused.slice(0, TOLD_MAX).map(({ where, orderId, code }) => {
    const why = code === 'UNKNOWN_INSTRUMENT' ? `The recording is of ${instrumentId}.` : REJECT_MESSAGES[code];
    return `${where} order ${orderId} is refused: ${code}. ${why}`;
  });
  const left = refused.length - lines.length;
  return left === 0 ? lines : [...lines, `and ${left} orders more are refused; refused_orders has them all`];
}

/** Why nothing at all could be routed although orders were asked for; null where something was, or nobody asked for any. */
export function nothingRouted(
  { orders, decisions, rejected }: Pick<ReturnType<typeof replayReport>, 'orders' | 'decisions' | 'rejected'>,
  isAsked: boolean,
): string | null {
  if (!isAsked || decisions > 0) return null;
  if (orders === 0) return 'no order came: the recording has too little of its session for one';
  const counts = Object.entries(rejected).map(([code, count]) => `${code} ${count}`);
  return `no order could be routed: all ${orders} are refused (${counts.join(', ')})`;
}
