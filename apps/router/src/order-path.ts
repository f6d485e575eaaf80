import type { Journal } from '@fairlead/db/journal/journal-entry';
import { EarlyCancels } from './entry/early-cancels.ts';
import { Elsewhere } from './entry/elsewhere.ts';
import { Pipeline, type PipelinePorts, type PipelineSettings } from './entry/pipeline.ts';
import { WaitingRoom } from './entry/waiting-room.ts';
import { Desk, type DeskPorts } from './execution/desk.ts';
import { type LateEndPorts, LateEnds } from './execution/late-ends.ts';
import { WaveDesk } from './execution/next-wave.ts';
import { Overdue } from './execution/overdue.ts';
import { Replanner, type ReplannerSettings } from './execution/replanner.ts';
import { stopRunaway } from './execution/runaway-stop.ts';
import { type RunawayBounds, SendGuard } from './execution/send-guard.ts';
import type { StepSettings } from './execution/steps.ts';
import { TradingHalts } from './execution/trading-halts.ts';
import type { LiveOrder } from './order/live-order.ts';
import type { Timers, VenueGateway } from './ports.ts';
import type { ActLog } from './publish/act-log.ts';
import type { HaltDesk } from './risk/halt-desk.ts';

/** What the order path stands on. */
export interface OrderPathPorts
  extends Omit<DeskPorts, 'waves' | 'lateEnds'>,
    Pick<LateEndPorts, 'findSince' | 'load' | 'keepOrphan'> {
  readonly journal: Journal;
  readonly timers: Timers;
  readonly halts: HaltDesk;
  /** Keeps an entry of the audit; nobody on the way of an order waits for it. */
  readonly acts: Pick<ActLog, 'keep'>;
  /** What a drill puts between the desk and the guard; nothing otherwise. */
  readonly drill?: (guard: VenueGateway) => VenueGateway;
  readonly meter: PipelinePorts['meter'];
  readonly arrivals: PipelinePorts['arrivals'];
  readonly findAnswer: PipelinePorts['findAnswer'];
  readonly pseudonymsOf: PipelinePorts['pseudonymsOf'];
  /** The order of a client out of the journal; null where there is none. */
  readonly loadOrder: (clientId: string, orderId: string) => Promise<LiveOrder | null>;
}

/** How the order path works. */
export interface OrderPathSettings extends StepSettings, ReplannerSettings, Omit<PipelineSettings, 'limits'> {
  readonly runaway: RunawayBounds;
}

/** The way of an order, from the pipeline that takes it to the desk that works it. */
export interface OrderPath {
  readonly desk: Desk;
  readonly waves: WaveDesk;
  readonly tradingHalts: TradingHalts;
  readonly overdue: Overdue;
  readonly replanner: Replanner;
  readonly lateEnds: LateEnds;
  readonly room: WaitingRoom;
  readonly cancels: EarlyCancels;
  readonly elsewhere: Elsewhere;
  readonly pipeline: Pipeline;
}

/** Puts the order path together; it takes nothing until its pipeline is told that it is ready. */
export function orderPath(ports: OrderPathPorts, settings: OrderPathSettings): OrderPath {
  const waves = new WaveDesk(ports, settings);
  const lateEnds = new LateEnds(ports, () => desk);
  const guard = new SendGuard(
    {
      ...ports,
      orderOf: (childId) => desk.live.orderOf(childId),
      stop: (runaway) => stopRunaway(runaway, { ...ports, tradingHalts }),
    },
    settings.runaway,
  );
  const gateway = ports.drill?.(guard) ?? guard;
  const desk: Desk = new Desk({ ...ports, gateway, waves, lateEnds }, settings);
  const tradingHalts: TradingHalts = new TradingHalts({ halts: ports.halts, desk });
  const askLately = (venueId: string) => void lateEnds.ask(venueId);
  const overdue = new Overdue({ ...ports, desk, askLately });
  const replanner = new Replanner({ ...ports, desk }, settings);
  const room = new WaitingRoom({ ...ports, desk }, ports.limits);
  const cancels = new EarlyCancels(ports.timers);
  const elsewhere = new Elsewhere({ ...ports, desk, load: ports.loadOrder });
  const pipeline = new Pipeline({ ...ports, desk, waves, room, cancels }, { ...settings, limits: ports.limits });
  return { desk, waves, tradingHalts, overdue, replanner, lateEnds, room, cancels, elsewhere, pipeline };
}
