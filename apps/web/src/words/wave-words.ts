import type { PriceForm } from '../rows/instrument-form';
import type { ChildDetail, OrderChange, OrderDetail, WaveDetail } from '../rows/order-detail';
import { formatPrice, formatQuantity } from './figures';
import type { NameOf } from './venue-words';

/** What of an order says why its waves were made, and how venues are named and prices written. */
interface WaveReasons extends Pick<OrderDetail, 'children' | 'held_for' | 'changes'> {
  readonly nameOf: NameOf;
  readonly form: PriceForm;
}

const REPLANNED_WORDS: Readonly<Record<string, string>> = {
  TAKES: 'the market came within its limit',
  FOLLOWS: 'the best price had moved',
};

/**
 * Why a wave was made: the first of an order by what the order waited for, each later one by what has changed since the one before, or by what that has left
 * and who left it.
 */
export function whyWave(
  wave: WaveDetail,
  before: WaveDetail | undefined,
  { children, held_for, changes, nameOf, form }: WaveReasons,
): string {
  if (before === undefined) {
    if (held_for === 'STOP_PRICE') return 'the stop price was reached';
    return held_for === 'MARKET_OPEN' ? 'the market opened' : 'the order came';
  }
  const reason = reasonBetween(before, wave, { changes, form });
  if (reason !== null) return `${formatQuantity(wave.routed_quantity)} planned again: ${reason}`;
  const left = `${formatQuantity(wave.routed_quantity)} left`;
  const short = children.filter(
    ({ decision_id, quantity, filled_quantity }) => decision_id === before.decision_id && filled_quantity < quantity,
  );
  const [first] = short;
  if (first === undefined) return `${left} by wave ${before.wave}`;
  const others = short.length > 1 ? `, and ${short.length - 1} more` : '';
  return `${left}: ${shortWords(first, nameOf)}${others}`;
}

function shortWords(child: ChildDetail, nameOf: NameOf): string {
  const venue = nameOf(child.venue_id);
  const quantity = formatQuantity(child.quantity);
  if (child.state === 'REJECTED' && child.filled_quantity === 0) return `${venue} refused ${quantity}`;
  if (child.filled_quantity === 0) return `${venue} filled none of ${quantity}`;
  return `${venue} filled ${formatQuantity(child.filled_quantity)} of ${quantity}`;
}

/** The latest wish or market between two waves that had the later one made. */
function reasonBetween(
  before: WaveDetail,
  wave: WaveDetail,
  { changes, form }: Pick<WaveReasons, 'changes' | 'form'>,
): string | null {
  const since = changes.filter(({ at_ms }) => at_ms > before.at_ms && at_ms <= wave.at_ms);
  const change = since.findLast(({ event_type }) => event_type === 'ORDER_REPLACED' || event_type === 'REPLANNED');
  if (change === undefined) return null;
  return change.event_type === 'ORDER_REPLACED'
    ? `the order was replaced${replacedWords(change, form)}`
    : (REPLANNED_WORDS[change.code ?? ''] ?? null);
}

/** By what an order was replaced: as `: 120 at 99.60`. */
function replacedWords({ quantity, limit_price: limit }: OrderChange, form: PriceForm): string {
  if (quantity === null) return '';
  return `: ${formatQuantity(quantity)}${limit === null ? '' : ` at ${formatPrice(limit, form)}`}`;
}
