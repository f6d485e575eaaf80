import type { Scale } from '../../money/amount.ts';
import type { Quantity } from '../../money/units.ts';
import { quantity } from '../../money/units.ts';
import { ROUTING_MODES, ROUTING_OBJECTIVES, type RoutingMode, type RoutingObjective } from '../../order/request.ts';
import type { ExpectedQuality } from '../route-plan.ts';
import { PLACES, readExpected, recordRow } from './read-record.ts';
import type { RecordedDecision, RecordReferences } from './recorded-decision.ts';
import { type RecordedSlice, readSlice } from './recorded-slice.ts';
import { oneOf } from './stored-row.ts';
import { venueTypeOf } from './venue-type.ts';

/** What lists and rows say of a decision. Prices and quantities are whole numbers at the instrument's scale, money 10^-8 of the currency. */
export interface RecordSummary {
  readonly engine: string;
  readonly rulesVersion: string;
  readonly modelVersion: string;
  /** Null where the record is of an engine before 1.4.0, which refers to nothing. */
  readonly references: RecordReferences | null;
  /** The instrument's, which the whole numbers are at. */
  readonly scale: Scale;
  readonly takenAtUs: number;
  readonly wave: number;
  readonly objective: RoutingObjective;
  readonly mode: RoutingMode;
  readonly routedQuantity: Quantity;
  readonly unallocatedQuantity: Quantity;
  readonly unallocatedCode: string | null;
  /** Where slices go, in sending order. */
  readonly venueIds: readonly string[];
  readonly slices: readonly RecordedSlice[];
  readonly expected: ExpectedQuality;
  readonly rationale: string;
}

/** Reads what a list says of a decision from its record alone, without its parts. Throws for a text that is no record of this form. */
export function recordSummary(text: string): RecordSummary {
  const row = recordRow(text);
  const order = row.row(PLACES.order);
  const unallocated = row.row(PLACES.unallocated);
  const decimals = row.row(PLACES.scale);
  const scale: Scale = { priceDecimals: decimals.number(0), quantityDecimals: decimals.number(1) };
  const slices = row.rows(PLACES.slices).map((slice) => readSlice(slice, scale));
  return {
    engine: row.text(PLACES.engine),
    rulesVersion: row.text(PLACES.rulesVersion),
    modelVersion: row.text(PLACES.modelVersion),
    references: {
      catalogue: row.text(PLACES.catalogue),
      belief: row.text(PLACES.belief),
      request: row.text(PLACES.request),
    },
    scale,
    takenAtUs: row.number(PLACES.takenAtUs),
    wave: row.number(PLACES.wave),
    objective: oneOf(ROUTING_OBJECTIVES, order.word(1)),
    mode: oneOf(ROUTING_MODES, order.word(2)),
    routedQuantity: quantity(row.number(PLACES.quantity)),
    unallocatedQuantity: quantity(unallocated.number(0)),
    unallocatedCode: unallocated.wordOrNull(1),
    venueIds: slices.map(({ venueId }) => venueId),
    slices,
    expected: readExpected(row.row(PLACES.expected)),
    rationale: row.text(PLACES.rationale),
  };
}

/** The same of a decision that was read whole, as those of engines before 1.4.0 are. */
export function summaryOf({ input, plan, engine, references }: RecordedDecision): RecordSummary {
  const { order, view } = input;
  const { priceDecimals, quantityDecimals } = view.instrument;
  return {
    engine,
    rulesVersion: input.rulesVersion,
    modelVersion: input.modelVersion,
    references,
    scale: { priceDecimals, quantityDecimals },
    takenAtUs: view.takenAtUs,
    wave: input.wave,
    objective: order.routingObjective,
    mode: order.routingMode,
    routedQuantity: input.quantity,
    unallocatedQuantity: plan.unallocated,
    unallocatedCode: plan.unallocatedCode,
    venueIds: plan.slices.map(({ venueId }) => venueId),
    slices: plan.slices.map((slice) => ({ ...slice, venueType: venueTypeOf(slice.venueId, view) })),
    expected: plan.expected,
    rationale: plan.rationale,
  };
}
