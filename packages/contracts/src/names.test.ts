import { describe, expect, it } from 'vitest';
import { routingRule } from './rules.ts';
import { smartRoutingRequest } from './smart-routing-request.ts';
import { venueStatusUpdate } from './venue-quality.ts';

const ORDER = { order_id: 'o', instrument_id: 'AAPL', side: 'BUY', quantity: 1, order_type: 'MARKET' };
const fieldOfOrder = (field: keyof typeof smartRoutingRequest.shape) => (said: string) =>
  smartRoutingRequest.parse({ ...ORDER, [field]: said })[field];
const logicOfRule = (field: 'objective' | 'mode' | 'sourcing') => (said: string) =>
  routingRule.parse({ rule_name: 'r', priority: 1, routing_logic: { [field]: said } }).routing_logic[field];
const fieldOfRule = (field: 'side' | 'order_type') => (said: string) =>
  routingRule.parse({ rule_name: 'r', priority: 1, [field]: said })[field];

/** What the requirement documents call each name beside its own. */
const OBJECTIVES = {
  BEST_PRICE: ['best_price'],
  FASTEST_EXECUTION: ['fastest'],
  LOWEST_COST: ['lowest_cost'],
  MINIMAL_IMPACT: [],
  HIGHEST_FILL_RATE: [],
  SMART: ['SMART_BALANCE', 'smart'],
};
const MODES = { OPTIMAL: [], SWEEP: ['best'], PRO_RATA: ['split'], SEQUENTIAL: ['sequential'], MANUAL: ['manual'] };
const SOURCINGS = {
  ANY: [],
  INTERNALIZE_FIRST: ['internalize'],
  EXTERNAL_ONLY: ['external'],
  DARK_FIRST: [],
  LIT_ONLY: [],
};
const STATUSES = {
  ACTIVE: ['AVAILABLE'],
  SLOW: [],
  CONGESTED: ['BUSY'],
  OFFLINE: ['ERROR'],
  RESTRICTED: ['MAINTENANCE'],
};
const SIDES = { BUY: ['buy'], SELL: ['sell'], SELL_SHORT: [] };
const ORDER_TYPES = { MARKET: ['market'], LIMIT: ['limit'], MIDPOINT_PEG: [], STOP: [], STOP_LIMIT: [] };
const TIMES_IN_FORCE = { DAY: [], IOC: [], FOK: [], GTC: [] };

const PLACES: readonly [string, Readonly<Record<string, readonly string[]>>, (said: string) => unknown][] = [
  ['objective of an order', OBJECTIVES, fieldOfOrder('routing_objective')],
  ['objective of a rule', OBJECTIVES, logicOfRule('objective')],
  ['mode of an order', MODES, fieldOfOrder('routing_mode')],
  ['mode of a rule', MODES, logicOfRule('mode')],
  ['sourcing of an order', SOURCINGS, fieldOfOrder('sourcing')],
  ['sourcing of a rule', SOURCINGS, logicOfRule('sourcing')],
  ['side of an order', SIDES, fieldOfOrder('side')],
  ['side of a rule', SIDES, fieldOfRule('side')],
  ['order type of an order', ORDER_TYPES, fieldOfOrder('order_type')],
  ['order type of a rule', ORDER_TYPES, fieldOfRule('order_type')],
  ['time in force of an order', TIMES_IN_FORCE, fieldOfOrder('time_in_force')],
  ['status of a venue', STATUSES, (status) => venueStatusUpdate.parse({ status, reason: 'r' }).status],
];

describe.each(PLACES)('the %s', (_, names, read) => {
  const table = Object.entries(names).flatMap(([name, others]) => [name, ...others].map((said) => [said, name]));

  it.each(table)('is taken as %s for %s, in any case', (said, name) => {
    const mixed = said.charAt(0).toUpperCase() + said.slice(1).toLowerCase();
    expect([said, said.toLowerCase(), said.toUpperCase(), mixed].map(read)).toEqual([name, name, name, name]);
  });

  it.each(['', ' ', 'NONE', 'constructor', '__proto__', 'BEST PRICE'])('is not taken as %j', (said) => {
    expect(() => read(said)).toThrow();
  });
});
