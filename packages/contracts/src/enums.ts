import { z } from 'zod';

export const venueType = z.enum([
  'EXCHANGE',
  'ECN',
  'ATS',
  'DARK_POOL',
  'CROSSING_NETWORK',
  'MARKET_MAKER',
  'LIQUIDITY_PROVIDER',
  'BROKER',
  'INTERNAL',
]);
export const venueStatus = z.enum(['ACTIVE', 'SLOW', 'CONGESTED', 'OFFLINE', 'RESTRICTED']);
export const circuitState = z.enum(['CLOSED', 'OPEN', 'HALF_OPEN']);
export const side = z.enum(['BUY', 'SELL', 'SELL_SHORT']);
export const orderType = z.enum(['MARKET', 'LIMIT', 'MIDPOINT_PEG', 'STOP', 'STOP_LIMIT']);
export const timeInForce = z.enum(['DAY', 'IOC', 'FOK', 'GTC']);
/** What a request may say: SELL_SHORT_EXEMPT, OPG and CLS are understood and refused with a code of their own. */
export const requestSide = z.enum([...side.options, 'SELL_SHORT_EXEMPT']);
export const requestTimeInForce = z.enum([...timeInForce.options, 'OPG', 'CLS']);
export const routingObjective = z.enum([
  'BEST_PRICE',
  'FASTEST_EXECUTION',
  'LOWEST_COST',
  'MINIMAL_IMPACT',
  'HIGHEST_FILL_RATE',
  'SMART',
]);
export const routingMode = z.enum(['OPTIMAL', 'SWEEP', 'PRO_RATA', 'SEQUENTIAL', 'MANUAL']);
export const sourcing = z.enum(['ANY', 'INTERNALIZE_FIRST', 'EXTERNAL_ONLY', 'DARK_FIRST', 'LIT_ONLY']);
export const orderState = z.enum([
  'RECEIVED',
  'REJECTED',
  'ROUTING',
  'WORKING',
  'PARTIALLY_FILLED',
  'FILLED',
  'PENDING_CANCEL',
  'CANCELED',
  'EXPIRED',
  'UNKNOWN',
]);
export const childState = z.enum([
  'INTENDED',
  'SENT',
  'ACKED',
  'PARTIALLY_FILLED',
  'FILLED',
  'PENDING_CANCEL',
  'CANCELED',
  'REJECTED',
  'EXPIRED',
  'UNKNOWN',
]);
export const nbboState = z.enum(['NORMAL', 'LOCKED', 'CROSSED', 'ONE_SIDED', 'STALE', 'HALTED']);
export const liquidityFlag = z.enum(['TAKE', 'MAKE', 'MIDPOINT']);
export const executionQualityGrade = z.enum(['EXCELLENT', 'GOOD', 'NEUTRAL', 'POOR']);
/**
 * How a slice is sent: immediate-or-cancel, intermarket sweep (IOC marked ISO), fill-or-kill, resting in the book, blind at the midpoint and
 * immediate-or-cancel, or resting pegged to the midpoint.
 */
export const orderKind = z.enum(['IOC', 'ISO', 'FOK', 'POST', 'MID_IOC', 'MID_PEG']);
export const capacity = z.enum(['AGENCY', 'PRINCIPAL', 'RISKLESS_PRINCIPAL']);
export const role = z.enum(['TRADER', 'COMPLIANCE', 'OPERATIONS', 'AUDITOR', 'ADMIN']);
export const scope = z.enum([
  'route:write',
  'orders:write',
  'orders:read',
  'venues:write',
  'rules:write',
  'rules:approve',
  'risk:write',
  'reports:read',
  'audit:read',
  'admin',
]);

/** What kind of thing is traded. */
export const feeVolumeMonth = z.enum(['PRIOR', 'RUNNING']);
export const assetClass = z.enum(['EQUITY', 'FX', 'CRYPTO']);

/** What can be said of a venue's quote. */
export const quoteState = z.enum(['FRESH', 'STALE', 'EXPIRED', 'CROSSED', 'NONE']);

/** What one venue of a decision comes before another by. COST is what a unit counts by the objective; the last three are of midpoint pegs. */
export const rankKey = z.enum([
  'COST',
  'PRICE',
  'ALL_IN_PRICE',
  'DARK',
  'LATENCY',
  'PREFERENCE',
  'SIZE',
  'FILL_RATE',
  'PRIORITY',
  'HIDDEN_SIZE',
  'FEE',
  'LISTING',
]);
