import type { RoutingRule } from '@fairlead/contracts/rules';
import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { formatShare } from './figures';
import { MODE_NAMES, SIDE_NAMES, TYPE_NAMES } from './order-words';
import { capWords, decimalWords, SOURCING_NAMES, sizeWords, timeWords } from './rule-words';
import { type NameOf, venueWords } from './venue-words';

/** What a field does: it says which orders, forbids, or wishes; or it is about the rule itself. */
export type FieldPart = 'RULE' | 'MATCH' | 'FORBID' | 'WISH';

/** One thing that a rule can say. */
export interface RuleField {
  readonly id: string;
  readonly label: string;
  readonly part: FieldPart;
  /** What the rule says; null where it says nothing. */
  readonly text: (rule: RoutingRule, nameOf: NameOf) => string | null;
}

const orNull = (text: string): string | null => (text === '' ? null : text);
const named = (venues: readonly string[], nameOf: NameOf): string | null =>
  orNull(venues.map((venue) => venueWords(venue, nameOf)).join(', '));
const within = <T>(value: T | null | undefined, words: (value: T) => string): string | null =>
  value === null || value === undefined ? null : words(value);

/** Everything that a rule can say, as the table, the comparison and the form list it. */
export const RULE_FIELDS: readonly RuleField[] = [
  { id: 'rule_name', label: 'Name', part: 'RULE', text: (rule) => rule.rule_name },
  { id: 'priority', label: 'Priority', part: 'RULE', text: (rule) => String(rule.priority) },
  { id: 'enabled', label: 'In use', part: 'RULE', text: (rule) => (rule.enabled ? 'yes' : 'no: switched off') },
  {
    id: 'instruments',
    label: 'Instruments',
    part: 'MATCH',
    text: ({ instrument_pattern: pattern }) => (pattern === '*' ? null : pattern),
  },
  { id: 'size', label: 'Size', part: 'MATCH', text: sizeWords },
  { id: 'time', label: 'Time of day', part: 'MATCH', text: timeWords },
  { id: 'client', label: 'Client', part: 'MATCH', text: (rule) => rule.client_id },
  { id: 'side', label: 'Side', part: 'MATCH', text: ({ side }) => within(side, (each) => SIDE_NAMES[each]) },
  {
    id: 'type',
    label: 'Type',
    part: 'MATCH',
    text: ({ order_type }) => within(order_type, (each) => TYPE_NAMES[each]),
  },
  {
    id: 'excludes',
    label: 'Never to',
    part: 'FORBID',
    text: ({ routing_logic }, nameOf) => named([...routing_logic.exclude_venues].sort(), nameOf),
  },
  {
    id: 'caps',
    label: 'At most at a venue',
    part: 'FORBID',
    text: ({ routing_logic }, nameOf) => orNull(capWords(routing_logic, nameOf).sort().join('; ')),
  },
  {
    id: 'split',
    label: 'Most venues',
    part: 'FORBID',
    text: ({ routing_logic }) => within(routing_logic.max_venue_split, String),
  },
  {
    id: 'max_fee',
    label: 'Highest fee a unit',
    part: 'FORBID',
    text: ({ routing_logic }) => within(routing_logic.constraints?.max_fee, decimalWords),
  },
  {
    id: 'min_fill_rate',
    label: 'Lowest fill rate',
    part: 'FORBID',
    text: ({ routing_logic }) => within(routing_logic.constraints?.min_fill_rate, formatShare),
  },
  {
    id: 'max_latency_ms',
    label: 'Slowest answer',
    part: 'FORBID',
    text: ({ routing_logic }) => within(routing_logic.constraints?.max_latency_ms, (ms) => `${ms} ms`),
  },
  {
    id: 'max_impact_bps',
    label: 'Largest impact',
    part: 'FORBID',
    text: ({ routing_logic }) => within(routing_logic.constraints?.max_impact_bps, (bps) => `${bps} bps`),
  },
  {
    id: 'objective',
    label: 'Objective',
    part: 'WISH',
    text: ({ routing_logic }) => within(routing_logic.objective, (each) => OBJECTIVE_NAMES[each]),
  },
  {
    id: 'mode',
    label: 'Mode',
    part: 'WISH',
    text: ({ routing_logic }) => within(routing_logic.mode, (each) => MODE_NAMES[each]),
  },
  {
    id: 'sourcing',
    label: 'Sourcing',
    part: 'WISH',
    text: ({ routing_logic }) => within(routing_logic.sourcing, (each) => SOURCING_NAMES[each]),
  },
  {
    id: 'prefers',
    label: 'First to',
    part: 'WISH',
    text: ({ venue_preferences }, nameOf) => named(venue_preferences, nameOf),
  },
  {
    id: 'urgency',
    label: 'Urgency',
    part: 'WISH',
    text: ({ routing_logic }) => within(routing_logic.urgency, String),
  },
];
