import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { priceFormOfRecord } from '../rows/instrument-form';
import { currencySign, formatPrice, formatQuantity, formatShare, formatWait } from './figures';

type Fact = readonly [name: string, value: string];

/** What the order and the firm asked of a decision: what always holds, then what this order asked for besides. */
export function termsOf(evidence: DecisionEvidence): Fact[] {
  const { settings, order } = evidence;
  const form = priceFormOfRecord(evidence);
  const sign = currencySign(evidence.instrument.currency);
  const price = (text: string | null) => (text === null ? null : `${sign} ${formatPrice(Number(text), form)}`);
  const horizon = settings.passive_horizon_ms;
  return [
    ['Worst price', price(settings.worst_price) ?? 'none'],
    ['Trade-through protection', settings.protection ? 'on' : 'off'],
    ['Urgency', `${settings.urgency} of 1`],
    ['Sourcing', order.sourcing.toLowerCase().replaceAll('_', ' ')],
    ['Time in force', order.time_in_force],
    ['Held', order.held ? 'yes: executed at once' : 'no: may wait'],
    ...given('May rest for', horizon === null ? null : formatWait(horizon)),
    ['Client', order.client_id],
    ...given('Stop price', price(order.stop_price)),
    ...given('Directed to', order.directed_venue),
    ...given('Preferred', listed(order.venue_preferences)),
    ...given('Excluded', listed(order.exclude_venues)),
    ...given('Most venues', order.max_venue_split?.toString() ?? null),
    ...given('Capped', listed(order.venue_caps.map(capText))),
    ...constraintFacts(evidence),
    ...given('Tried before', listed(evidence.tried_venues)),
  ];
}

function constraintFacts({ order: { constraints }, instrument }: DecisionEvidence): Fact[] {
  if (constraints === null) return [];
  const { max_fee: fee, max_impact_bps: impact, max_latency_ms: latency, min_fill_rate: fill } = constraints;
  return [
    ...given('Fee at most', fee === null ? null : `${currencySign(instrument.currency)} ${Number(fee)} a unit`),
    ...given('Impact at most', impact === null ? null : `${impact} bps`),
    ...given('Round trip at most', latency === null ? null : `${latency} ms`),
    ...given('Fill rate at least', fill === null ? null : formatShare(fill)),
  ];
}

const given = (name: string, value: string | null): Fact[] => (value === null ? [] : [[name, value]]);

const listed = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(' '));

function capText({ venue_id: venueId, max_quantity: most }: DecisionEvidence['order']['venue_caps'][number]): string {
  return `${venueId} ${formatQuantity(Number(most))}`;
}
