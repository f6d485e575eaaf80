import type { ChildRow, ExecutionRow, ProjectedDecisionRow, ProjectedOrderRow, TermsRow } from '../order-rows.ts';

/** The rows of an order, as the projections hold them. */
export interface ProjectedRows {
  readonly order: ProjectedOrderRow;
  readonly decisions: readonly ProjectedDecisionRow[];
  readonly children: readonly ChildRow[];
  readonly executions: readonly ExecutionRow[];
  /** Of what was replaced. */
  readonly terms: readonly TermsRow[];
}
