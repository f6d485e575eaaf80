import type { RiskLimitsVersion } from '@fairlead/contracts/risk';
import { groupedText, roundedText } from '@fairlead/core/money/decimal-text';
import type { Bound, LimitChange, LimitSubject } from '@/rows/limit-change';
import { type Authored, isOwn, wroteWords } from './author-words';

/** What a limit bounds, and in what. */
export const BOUND_WORDS: Readonly<Record<Bound, { readonly name: string; readonly unit: string }>> = {
  max_order_quantity: { name: 'Quantity of one order', unit: 'units' },
  max_order_notional: { name: 'Value of one order', unit: 'USD' },
  collar_bps: { name: 'Collar', unit: 'bps' },
  max_orders_per_second: { name: 'Orders a second', unit: 'orders' },
  duplicate_window_ms: { name: 'Equal orders suspected within', unit: 'ms' },
  duplicate_min_notional: { name: 'Equal orders suspected from', unit: 'USD' },
  max_gross_exposure: { name: 'Gross exposure', unit: 'USD' },
  max_net_exposure: { name: 'Net exposure', unit: 'USD' },
  credit: { name: 'Credit', unit: 'USD' },
};

export const SCOPE_WORDS: Readonly<Record<LimitSubject['scope'], string>> = {
  FIRM: 'The firm',
  CLIENT: 'A client, or every one',
  ACCOUNT: 'An account of a client',
  INSTRUMENT: 'An instrument, or every one',
  VENUE: 'A venue, or every one',
};

export const LIMIT_STATE_WORDS: Readonly<Record<RiskLimitsVersion['state'], string>> = {
  SUBMITTED: 'Waits for approval',
  ACTIVE: 'In force',
  RETIRED: 'Followed by another',
  REFUSED: 'Refused',
};

export const RESTRICTED_SIDE_WORDS: Readonly<Record<string, string>> = {
  BUY: 'buys',
  SELL: 'sales, short and long',
  ALL: 'buys and sales',
};

/** What each kind of a drill breaks; what is not listed is said as the drill says it. */
const DRILL_WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_SENDS: 'Everything sent twice',
  VERSION_SKEW: 'Other quantities than were decided',
  RUNAWAY_CHILDREN: 'Children sent again and again',
};
export const drillWords = (kind: string): string =>
  DRILL_WORDS[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** Whom a limit is for. */
export function subjectWords({ scope, ...of }: LimitSubject): string {
  switch (scope) {
    case 'FIRM':
      return 'The firm';
    case 'CLIENT':
      return of.client_id === null ? 'Every client' : `Client ${of.client_id}`;
    case 'ACCOUNT':
      return `Account ${of.account ?? ''} of client ${of.client_id ?? ''}`;
    case 'INSTRUMENT':
      return (
        of.instrument_id ?? (of.asset_class === null ? 'Every instrument' : `Every instrument of ${of.asset_class}`)
      );
    case 'VENUE':
      return of.venue_id === null ? 'Every venue' : `Venue ${of.venue_id}`;
  }
}

/** An exact amount with thousands apart and cents, or whatever is finer. */
export function formatExact(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return minus(groupedText(`${whole}.${fraction.padEnd(CENTS, '0')}`));
}

/** A dollar has so many decimals. */
const CENTS = 2;

/** An amount of dollars at their scale, halves away from zero, with thousands apart. */
export const formatDollars = (text: string): string => minus(groupedText(roundedText(text, CENTS)));

const minus = (text: string): string => text.replace('-', '\u2212');

/** A figure with thousands apart, and no more decimals than it has. */
export const formatBoundText = (text: string): string => groupedText(text);

/** A bound with its unit; what is not said is inherited. */
export function boundValue(bound: Bound, value: string | number | null): string {
  if (value === null) return 'inherited';
  const { unit } = BOUND_WORDS[bound];
  return `${unit === 'USD' ? formatExact(String(value)) : formatBoundText(String(value))} ${unit}`;
}

/** What a version changes, a sentence each. */
export function changeWords({ subject, bound, from, to }: LimitChange): string {
  return `${subjectWords(subject)}, ${BOUND_WORDS[bound].name.toLowerCase()}: from ${boundValue(bound, from)} to ${boundValue(bound, to)}.`;
}

/** Why somebody may not decide on a version; empty where they may. The server decides. */
export function whyNoVerdict(
  version: Authored,
  viewer: { email: string; whyNot: (scope: 'risk:write') => string },
): string {
  const role = viewer.whyNot('risk:write');
  if (role !== '') return role;
  return isOwn(version, viewer.email) ? `${wroteWords(version)}: another person has to approve or refuse it.` : '';
}

/** Why a version that waits cannot come into force any more; empty where it can. */
export function whyNoApproval({ version }: { readonly version: number }, inForce: number): string {
  return version < inForce
    ? 'A later version is in force: what this one was to change has changed since. Write it anew.'
    : '';
}
