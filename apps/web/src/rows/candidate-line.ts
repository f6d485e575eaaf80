import type { DecisionEvidence } from '@fairlead/contracts/evidence';

/** The parts of an expected cost, in the order in which they are stacked. */
export const COST_PARTS = ['spread', 'fee', 'fade', 'delay', 'impact'] as const;
export type CostPart = (typeof COST_PARTS)[number];
export type CostBps = Readonly<Record<CostPart, number>>;

type Slice = DecisionEvidence['slices'][number];

/** How a slice meets its venue: it takes what is shown, asks for what is not shown, or waits to be met. */
export type Manner = 'taken' | 'blind' | 'resting';

/** One venue that could have been sent to, as one line of the picture. Quantities in units, costs in basis points per unit. */
export interface CandidateLine {
  readonly key: string;
  readonly venueId: string;
  /** What a slice expects to pay on average; of the others, the venue's best price. */
  readonly price: number | null;
  /** The worst price of a slice, where that is another than the expected one. */
  readonly worst: number | null;
  readonly displayed: number | null;
  /** What it was given, and how much had been given away before. */
  readonly taken: number;
  readonly offset: number;
  readonly manner: Manner;
  readonly cost: CostBps | null;
  /** What the objective made of the parts: each times its weight. A resting slice has only its expected cost. */
  readonly countedBps: number | null;
  readonly latencyUs: number | null;
  readonly slice: Slice | null;
  /** Why it got nothing; empty where it got something. */
  readonly whyNot: string;
}
