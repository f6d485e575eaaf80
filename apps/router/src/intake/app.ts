import type { Arrivals } from '@fairlead/core/risk/arrivals';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { EarlyCancels } from '../entry/early-cancels.ts';
import type { Elsewhere } from '../entry/elsewhere.ts';
import type { Pipeline } from '../entry/pipeline.ts';
import type { Desk } from '../execution/desk.ts';
import type { Market } from '../market-data/market.ts';
import type { TradingHours } from '../market-data/trading-hours.ts';
import type { Log, Timers } from '../ports.ts';
import type { StreamHub } from '../publish/stream-hub.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { LimitsOf } from '../risk/limit-book.ts';
import type { Access } from './access.ts';
import type { CheckWatch } from './check-watch.ts';
import type { ExecutionReader } from './execution-reader.ts';
import type { ListRoutes } from './page-wish.ts';
import type { Routes } from './route-schema.ts';
import { alternativeRoutes } from './routes/alternatives.ts';
import { bookRoute } from './routes/book.ts';
import { brokerRoutes } from './routes/broker.ts';
import { calendarRoute } from './routes/calendar.ts';
import { type CancelRoute, cancelRoute } from './routes/cancel.ts';
import { cancelAllRoute } from './routes/cancel-all.ts';
import { type CircuitRoutes, circuitRoutes } from './routes/circuits.ts';
import { decisionListRoute } from './routes/decision-list.ts';
import { type DecisionRoutes, decisionRoutes } from './routes/decisions.ts';
import { docsRoutes } from './routes/docs.ts';
import { type EventRoutes, eventsRoute } from './routes/events.ts';
import { executionRoutes } from './routes/executions.ts';
import { type HaltRoutes, haltRoutes } from './routes/halt.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { type JobRoutes, jobRoutes } from './routes/jobs.ts';
import { type KeyRoutes, keyRoutes } from './routes/keys.ts';
import { marketRoutes } from './routes/market.ts';
import { orderListRoute } from './routes/order-list.ts';
import { orderRoutes } from './routes/orders.ts';
import { type PersonRoutes, personRoutes } from './routes/persons.ts';
import { type QualityRoutes, qualityRoutes } from './routes/quality.ts';
import { replaceRoute } from './routes/replace.ts';
import { reportBreaksRoute } from './routes/report-breaks.ts';
import { reportFileRoute } from './routes/report-files.ts';
import { reportOrdersRoute } from './routes/report-orders.ts';
import { reportSettingRoutes } from './routes/report-settings.ts';
import { type ReportRoutes, reportActRoutes, reportRoutes, rule606Routes } from './routes/reports.ts';
import { type RiskDrillRoute, riskDrillRoute } from './routes/risk-drill.ts';
import { riskExposureRoute } from './routes/risk-exposure.ts';
import { type RiskLimitRoutes, riskLimitRoutes } from './routes/risk-limits.ts';
import { type RiskListRoutes, riskListRoutes } from './routes/risk-lists.ts';
import { ruleApprovalRoutes } from './routes/rule-approval.ts';
import { type RuleCalendarRoute, ruleCalendarRoute } from './routes/rule-calendar.ts';
import { ruleSimulationRoutes } from './routes/rule-simulation.ts';
import { type RuleRoutes, ruleRoutes } from './routes/rules.ts';
import { type StatisticsRoutes, statisticsRoutes } from './routes/statistics.ts';
import { streamRoutes } from './routes/stream.ts';
import { systemRoute } from './routes/system.ts';
import { type VenueStatusRoutes, venueStatusRoutes } from './routes/venue-status.ts';
import { createServer, ORDERS, type ServerLimits, type ServerParts } from './server.ts';
import type { SystemParts } from './system-view.ts';

/** What is told of the installation beyond what the other routes stand on. */
type OfSystem =
  | 'environment'
  | 'release'
  | 'services'
  | 'startedAtUs'
  | 'gateway'
  | 'projector'
  | 'projectionWatch'
  | 'diskWatch';

/** Everything that the HTTP side of the router stands on. */
export interface AppParts extends RuleRoutes, RiskLimitRoutes, Pick<SystemParts, OfSystem> {
  readonly access: Access;
  readonly limits: ServerLimits;
  readonly tracing: ServerParts['tracing'];
  readonly pipeline: Pipeline;
  readonly cancels: EarlyCancels;
  readonly acts: CancelRoute['acts'];
  readonly audits: CancelRoute['audits'];
  readonly ids: CancelRoute['ids'];
  readonly desk: Desk;
  readonly market: Market;
  readonly hours: TradingHours;
  readonly calendar: RuleCalendarRoute['calendar'];
  readonly halts: HaltDesk;
  readonly tradingHalts: HaltRoutes['tradingHalts'];
  readonly control: HaltRoutes['control'];
  readonly clients: HaltRoutes['clients'];
  readonly hub: StreamHub;
  readonly circuits: CircuitRoutes['circuits'];
  readonly circuitSharing: CircuitRoutes['circuitSharing'];
  readonly executions: ExecutionReader;
  readonly elsewhere: Elsewhere;
  readonly riskLimits: LimitsOf;
  readonly arrivals: Arrivals;
  readonly exposure: ExposureBook;
  readonly lastDrill: RiskDrillRoute['lastDrill'];
  readonly listStore: RiskListRoutes['listStore'];
  readonly jobs: JobRoutes['jobs'];
  readonly keys: KeyRoutes['keys'];
  readonly entitlements: RiskListRoutes['entitlements'];
  readonly reports: ReportRoutes['reports'];
  readonly persons: ReportRoutes['persons'];
  readonly findDecision: DecisionRoutes['findDecision'];
  readonly engines: DecisionRoutes['engines'];
  readonly keepStatus: VenueStatusRoutes['keepStatus'];
  readonly statistics: StatisticsRoutes['statistics'];
  readonly quality: QualityRoutes['quality'];
  readonly viewed: ListRoutes['viewed'];
  readonly tables: ListRoutes['tables'];
  readonly messages: EventRoutes['messages'];
  readonly erasePerson: PersonRoutes['erasePerson'];
  readonly checks: CheckWatch;
  readonly modelVersion: string;
  readonly registry: Registry;
  readonly timers: Timers;
  readonly log: Log;
  readonly isSimulated: (clientId: string) => boolean;
}

const API = '/api/v1';
const BROKER = '/api/v1/trading/intelligent';

/** The whole API, ready to listen or to be driven without a port. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = await createServer(parts);
  await app.register(healthRoutes, parts);
  await app.register(docsRoutes, parts);
  await app.register(systemRoute, { ...parts, prefix: API });
  await app.register(keyRoutes, { ...parts, prefix: API });
  await app.register(brokerRoutes, { ...parts, prefix: BROKER });
  await app.register(smartRouting(parts), { prefix: ORDERS });
  return app;
}

function smartRouting(parts: AppParts): Routes<object> {
  return async (app) => {
    await app.register(marketRoutes, parts);
    await app.register(bookRoute, parts);
    await app.register(calendarRoute, parts);
    await app.register(ruleCalendarRoute, parts);
    await app.register(venueStatusRoutes, parts);
    await app.register(haltRoutes, parts);
    await app.register(circuitRoutes, parts);
    await app.register(statisticsRoutes, parts);
    await app.register(qualityRoutes, parts);
    await app.register(streamRoutes, parts);
    await app.register(decisionRoutes, parts);
    await app.register(decisionListRoute, parts);
    await app.register(eventsRoute, parts);
    await app.register(personRoutes, parts);
    await app.register(alternativeRoutes, parts);
    await app.register(ruleRoutes, parts);
    await app.register(ruleSimulationRoutes, parts);
    await app.register(ruleApprovalRoutes, parts);
    await app.register(riskLimitRoutes, parts);
    await app.register(riskExposureRoute, parts);
    await app.register(riskDrillRoute, parts);
    await app.register(riskListRoutes, parts);
    await app.register(jobRoutes, parts);
    await app.register(reportRoutes, parts);
    await app.register(rule606Routes, parts);
    await app.register(reportActRoutes, parts);
    await app.register(reportFileRoute, parts);
    await app.register(reportBreaksRoute, parts);
    await app.register(reportOrdersRoute, parts);
    await app.register(reportSettingRoutes, parts);
    await app.register(importRoutes, parts);
    await app.register(orderRoutes, parts);
    await app.register(orderListRoute, parts);
    await app.register(cancelRoute, parts);
    await app.register(cancelAllRoute, parts);
    await app.register(replaceRoute, parts);
    await app.register(executionRoutes, parts);
  };
}
