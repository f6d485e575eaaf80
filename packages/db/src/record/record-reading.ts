import type { VenueType } from '@fairlead/core/venue/venue';

/** What readers of the journal tell of a decision out of its record. Quantities are at the instrument's scale. */
export interface ToldRecord {
  readonly unallocatedQuantity: number;
  /** In sending order. */
  readonly slices: readonly {
    readonly venueId: string;
    readonly venueType: VenueType;
    readonly quantity: number;
    readonly expectedFillTimeMs: number;
    readonly expectedCostBps: number;
    readonly routingPriority: number;
  }[];
  /** Null where nothing was sent to take. */
  readonly expected: {
    readonly fillRate: number | null;
    readonly costBps: number | null;
    readonly timeMs: number | null;
    readonly confidence: number | null;
  };
  readonly rationale: string;
}

/** How the records of decisions are read. */
export interface RecordReading {
  /** Throws for a text that is no record. */
  readonly summary: (record: string) => ToldRecord;
  /** The hashes of the parts that a record names; null for one that names none. */
  readonly partNames: (record: string) => { readonly catalogue: string; readonly belief: string } | null;
}
