import type { NamedVenueFact } from '../public-report/facts.ts';
import type { CustomerReportHead } from './compose-handling.ts';
import type { Exemptions } from './exemptions.ts';
import type { HandlingReport } from './handling-report.ts';
import type { ReportPeriod } from './period.ts';
import type { RoutedOrder, RoutingPart, RoutingReport } from './routing-report.ts';

/** Whether the report is owed at all, and the six months that this is decided by. */
export interface ExemptionFigures {
  readonly exemptions: Exemptions;
  readonly exemption_period: ReportPeriod;
}

/** What another firm has handled at one venue in one month: whose part of the report is whose. */
export interface LookThroughFigure {
  /** YYYY-MM */
  readonly month: string;
  readonly directed: boolean;
  readonly routing_firm: string;
  readonly venue: string;
  readonly routed_shr: string;
  readonly executed_shr: string;
}

/** What a run of a report on handling keeps of its figures. */
export interface HandlingRunFigures extends ExemptionFigures {
  readonly report: HandlingReport;
  readonly look_through: readonly LookThroughFigure[];
  /** Under which ids the run's rows know the venues that are printed: a venue may be called otherwise tomorrow. */
  readonly venueIds: readonly Pick<NamedVenueFact, 'venueId' | 'name' | 'mic'>[];
}

/** How much one part of a report on single orders holds, and its first orders. */
export interface RoutingPartFigures {
  readonly orders: number;
  readonly routes: number;
  readonly executions: number;
  readonly first: readonly RoutedOrder[];
}

/** What a run of a report on single orders keeps of its figures: its files have every order. */
export interface RoutingRunFigures extends ExemptionFigures {
  readonly head: CustomerReportHead;
  readonly parts: Readonly<Record<RoutingPart, RoutingPartFigures>>;
}

const FIRST_MAX = 100;

/** The counts of a report on single orders, by part, with the first hundred orders of each. */
export function routingPartFigures(report: RoutingReport): RoutingRunFigures['parts'] {
  const part = (name: RoutingPart): RoutingPartFigures => {
    const orders = report.parts[name] ?? [];
    const routes = orders.flatMap((order) => order.routes);
    const executions = routes.reduce((sum, { transactions }) => sum + transactions.length, 0);
    return { orders: orders.length, routes: routes.length, executions, first: orders.slice(0, FIRST_MAX) };
  };
  return { HELD: part('HELD'), NOT_HELD_EXEMPT: part('NOT_HELD_EXEMPT'), OPTIONS: part('OPTIONS') };
}
