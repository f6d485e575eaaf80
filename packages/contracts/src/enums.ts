import { HALT_SCOPES } from '@fairlead/core/control/halts';
import { EXECUTION_GRADES } from '@fairlead/core/execution/quality';
import { ASSET_CLASSES } from '@fairlead/core/instrument/instrument';
import { FEE_VOLUME_MONTHS } from '@fairlead/core/instrument/market-rules';
import { NBBO_STATES } from '@fairlead/core/market/nbbo';
import { QUOTE_STATES } from '@fairlead/core/market/quote';
import { SALE_CONDITIONS, TRADING_STATUSES } from '@fairlead/core/market/venue-news';
import { CHILD_STATES } from '@fairlead/core/order/child-state';
import { ORDER_STATES } from '@fairlead/core/order/order-state';
import {
  AUCTION_TIMES,
  CAPACITIES,
  ORDER_TYPES,
  REFUSED_SIDES,
  ROUTING_MODES,
  ROUTING_OBJECTIVES,
  SIDES,
  SOURCINGS,
  TIMES_IN_FORCE,
} from '@fairlead/core/order/request';
import { WAITS_FOR } from '@fairlead/core/order/waits-for';
import { FILL_MARKS } from '@fairlead/core/order-life/order-event';
import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import { STATUS_CAUSES } from '@fairlead/core/quality/status';
import { ORDER_KINDS } from '@fairlead/core/routing/order-kind';
import { REASON_KEYS } from '@fairlead/core/routing/passed-over';
import { CANDIDATE_STATUSES } from '@fairlead/core/routing/route-plan';
import { CIRCUIT_CODES, CIRCUIT_STATES } from '@fairlead/core/venue/circuit-state';
import { FEE_SOURCES, LIQUIDITY_FLAGS } from '@fairlead/core/venue/fees';
import { VENUE_STATUSES, VENUE_TYPES } from '@fairlead/core/venue/venue';
import { z } from 'zod';

/* The closed lists of the domain are written once, in core; what crosses a process is checked against the same lists. */

export const venueType = z.enum(VENUE_TYPES);
export const venueStatus = z.enum(VENUE_STATUSES);
/** Why a venue shows its status. */
export const statusCause = z.enum(STATUS_CAUSES);
export const circuitState = z.enum(CIRCUIT_STATES);
/** Whom a halt stops; two words are what both hold of. */
export const haltScope = z.enum(HALT_SCOPES);
/** Why a circuit has changed. */
export const circuitCode = z.enum(CIRCUIT_CODES);
export const side = z.enum(SIDES);
export const orderType = z.enum(ORDER_TYPES);
export const timeInForce = z.enum(TIMES_IN_FORCE);
export const saleCondition = z.enum(SALE_CONDITIONS);
export const tradingStatus = z.enum(TRADING_STATUSES);
/** What a request may say: SELL_SHORT_EXEMPT, OPG and CLS are understood and refused with a code of their own. */
export const requestSide = z.enum([...SIDES, ...REFUSED_SIDES]);
export const requestTimeInForce = z.enum([...TIMES_IN_FORCE, ...AUCTION_TIMES]);
export const routingObjective = z.enum(ROUTING_OBJECTIVES);
export const routingMode = z.enum(ROUTING_MODES);
export const sourcing = z.enum(SOURCINGS);
export const orderState = z.enum(ORDER_STATES);
export const childState = z.enum(CHILD_STATES);
export const waitsFor = z.enum(WAITS_FOR);
export const nbboState = z.enum(NBBO_STATES);
export const liquidityFlag = z.enum(LIQUIDITY_FLAGS);
export const feeSource = z.enum(FEE_SOURCES);
/** What is remarkable about an execution: after its child's end, beyond its child's or its order's quantity, worse than its child's limit. */
export const fillMark = z.enum(FILL_MARKS);
/** How long after an execution the mid is read again. */
export const markoutHorizon = z.enum(MARKOUT_HORIZONS.map(({ horizon }) => horizon));
export const executionQualityGrade = z.enum(EXECUTION_GRADES);
export const orderKind = z.enum(ORDER_KINDS);
export const capacity = z.enum(CAPACITIES);
export const assetClass = z.enum(ASSET_CLASSES);
export const feeVolumeMonth = z.enum(FEE_VOLUME_MONTHS);
export const quoteState = z.enum(QUOTE_STATES);
export const candidateStatus = z.enum(CANDIDATE_STATUSES);
/** What one venue of a decision comes before another by. COST is what a unit counts by the objective; the last three are of midpoint pegs. */
export const rankKey = z.enum(REASON_KEYS);
