import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import type { CostPart } from '../rows/candidate-line';
import { priceFormOfRecord } from '../rows/instrument-form';
import { currencySign, formatPrice, formatQuantity } from './figures';
import { MODE_NAMES, SIDE_NAMES, TYPE_NAMES } from './order-words';
import type { NameOf } from './venue-words';

/** What each part of a cost is, in a line. */
export const COST_WORDS: Readonly<Record<CostPart, { name: string; says: string }>> = {
  spread: { name: 'Spread', says: 'How far the price is from the mid' },
  fee: { name: 'Fee', says: 'What the venue charges for taking; left of zero is a rebate' },
  fade: { name: 'Fade', says: 'The chance that the quote is gone, times what the next one costs more' },
  delay: { name: 'Delay', says: 'What the market may move while the order travels, by its urgency' },
  impact: { name: 'Impact', says: 'What an order of this size tells the market' },
};

/** The decision in one line: what went where. */
export function headline(evidence: DecisionEvidence, nameOf: NameOf): string {
  const { order, slices } = evidence;
  const what = `${SIDE_NAMES[order.side]} ${formatQuantity(Number(evidence.routed_quantity))} ${order.instrument_id}`;
  if (slices.length === 0) return `${what}: sent nowhere`;
  const parts = slices.map((slice) => `${formatQuantity(Number(slice.quantity))} to ${nameOf(slice.venue_id)}`);
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} more`] : parts;
  return `${what}: ${listed(shown)}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What the quantities of a decision count. */
export function unitOf({ instrument }: Pick<DecisionEvidence, 'instrument'>): 'shares' | 'units' {
  return instrument.asset_class === 'EQUITY' ? 'shares' : 'units';
}

/** What the order had asked for when the decision was made. */
export function askedWords(evidence: DecisionEvidence): string {
  const { order, objective, mode } = evidence;
  const form = priceFormOfRecord(evidence);
  const sign = currencySign(evidence.instrument.currency);
  const price = (text: string) => `${sign} ${formatPrice(Number(text), form)}`;
  const limit = order.limit_price === null ? '' : ` ${price(order.limit_price)}`;
  const stop = order.stop_price === null ? '' : `, stop ${price(order.stop_price)}`;
  const what = `${SIDE_NAMES[order.side]} ${formatQuantity(Number(order.quantity))} ${order.instrument_id}`;
  const how = `${TYPE_NAMES[order.order_type]}${limit}${stop}, ${order.time_in_force}`;
  return `${what}, ${how}; ${OBJECTIVE_NAMES[objective].toLowerCase()}, ${MODE_NAMES[mode]}`;
}
