import { isForClient } from '@fairlead/contracts/stream';
import type { Environment, ServiceAddress, SystemView } from '@fairlead/contracts/system';
import { isoTime } from '@fairlead/contracts/wire-value';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import type { Desk } from '../execution/desk.ts';
import type { Market } from '../market-data/market.ts';
import type { TradingHours } from '../market-data/trading-hours.ts';
import type { Clock, RulesInForce } from '../ports.ts';
import type { DiskWatch } from '../publish/disk-watch.ts';
import type { ProjectionWatch } from '../publish/projection-watch.ts';
import type { StreamHub } from '../publish/stream-hub.ts';
import { type HaltDesk, haltInForce } from '../risk/halt-desk.ts';
import { calendarViewOf } from './calendar-view.ts';
import type { CheckWatch } from './check-watch.ts';
import { haltsFor } from './halt-view.ts';

/** What the installation is told of from. */
export interface SystemParts {
  readonly environment: Environment;
  /** The version of this program. */
  readonly release: string;
  readonly modelVersion: string;
  readonly services: readonly ServiceAddress[];
  readonly startedAtUs: number;
  readonly checks: CheckWatch;
  readonly ruleBook: RulesInForce;
  readonly hours: TradingHours;
  readonly desk: Pick<Desk, 'live'>;
  readonly market: Pick<Market, 'venues'>;
  readonly gateway: { readonly connectedCount: number };
  readonly projector: { state(): { readonly position: number; readonly behind: number } };
  readonly projectionWatch: Pick<ProjectionWatch, 'behindMs' | 'isLate'>;
  readonly diskWatch: Pick<DiskWatch, 'freeBytes' | 'dataBytes' | 'daysLeft' | 'isLow'>;
  readonly halts: Pick<HaltDesk, 'inForce'>;
  readonly hub: Pick<StreamHub, 'alerts'>;
  readonly clock: Clock;
}

/** How the installation stands now, for one reader: null sees the orders of every client, otherwise only this one's are counted. */
export function systemViewFor(seesOnly: string | null, parts: SystemParts): SystemView {
  const { clock, hours, diskWatch, gateway, market } = parts;
  const nowUs = clock.nowUs();
  const checks = parts.checks.look();
  const isFor = (message: Parameters<typeof isForClient>[0]) => seesOnly === null || isForClient(message, seesOnly);
  return {
    timestamp: isoTime(nowUs),
    environment: parts.environment,
    versions: {
      release: parts.release,
      engine: ENGINE_VERSION,
      model: parts.modelVersion,
      rules: parts.ruleBook.inForce(nowUs).version,
    },
    started_at: isoTime(parts.startedAtUs),
    services: [...parts.services],
    ready: checks.every(({ ready }) => ready),
    checks: checks.map(({ sinceUs, ...check }) => ({ ...check, since: isoTime(sinceUs) })),
    calendar: calendarViewOf(hours, nowUs),
    projection: projectionOf(parts),
    disk: {
      free_bytes: diskWatch.freeBytes,
      data_bytes: diskWatch.dataBytes,
      days_left: diskWatch.daysLeft,
      low: diskWatch.isLow,
    },
    open_orders: openOrders(seesOnly, parts.desk.live),
    venues: { connected: gateway.connectedCount, total: market.venues.length },
    halts: haltsFor(seesOnly, parts.halts.inForce.map(haltInForce)),
    alerts: parts.hub.alerts.filter((data) => isFor({ type: 'ALERT', data })),
  };
}

function projectionOf({ projector, projectionWatch }: SystemParts): SystemView['projection'] {
  const { position, behind } = projector.state();
  return { position, behind_entries: behind, behind_ms: projectionWatch.behindMs, late: projectionWatch.isLate };
}

function openOrders(seesOnly: string | null, live: Desk['live']): number {
  if (seesOnly === null) return live.aliveCount;
  return [...live.alive()].filter(({ identity }) => identity.clientId === seesOnly).length;
}
