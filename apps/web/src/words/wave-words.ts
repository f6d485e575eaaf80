import type { ChildDetail, OrderDetail, WaveDetail } from '../rows/order-detail';
import { formatQuantity } from './figures';
import type { NameOf } from './venue-words';

/** What of an order says why its waves were made, and how venues are named. */
interface WaveReasons extends Pick<OrderDetail, 'children' | 'held_for'> {
  readonly nameOf: NameOf;
}

/** Why a wave was made: the first of an order by what the order waited for, each later one by what the one before has left and who left it. */
export function whyWave(
  wave: WaveDetail,
  before: WaveDetail | undefined,
  { children, held_for, nameOf }: WaveReasons,
): string {
  if (before === undefined) {
    if (held_for === 'STOP_PRICE') return 'the stop price was reached';
    return held_for === 'MARKET_OPEN' ? 'the market opened' : 'the order came';
  }
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
