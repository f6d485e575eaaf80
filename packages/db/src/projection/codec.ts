import type { ControlEvent } from '@fairlead/core/control/control-event';
import type { RoutingMode, RoutingObjective } from '@fairlead/core/order/request';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { EntryContent } from '../record/entry-content.ts';

/** What the row of a decision, and those of its children, tell of its record. */
export interface RecordSummary {
  readonly objective: RoutingObjective;
  readonly mode: RoutingMode;
  /** At the instrument's scale, like the one that follows. */
  readonly routedQuantity: number;
  readonly unallocatedQuantity: number;
  /** In sending order, like the slices. */
  readonly venueIds: readonly string[];
  readonly slices: readonly {
    /** In 10^-8 per unit. */
    readonly expectedPriceE8: number;
    /** For the whole slice, in 10^-8 of the currency; negative is received. */
    readonly expectedFeeE8: bigint;
  }[];
  /** Null where nothing was sent to take. */
  readonly expected: {
    readonly costBps: number | null;
    readonly fillRate: number | null;
    readonly timeMs: number | null;
    readonly confidence: number | null;
  };
  readonly engine: string;
  readonly rulesVersion: string;
  readonly modelVersion: string;
}

/** How what stands in the journal is read. */
export interface Codec {
  /** Throws for a body that no router can have written. */
  readonly read: (body: string) => EntryContent;
  /** The same for the body of an entry that belongs to no order. */
  readonly control: (body: string) => ControlEvent;
  readonly summary: (record: string) => RecordSummary;
  /** Where an order of before the journal stood when it was taken into it: its life of version 1. */
  readonly lifeOf: (content: Extract<EntryContent, { kind: 'MIGRATED' }>) => OrderLife;
}
