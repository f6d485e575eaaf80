import type { Journal } from '@fairlead/db/journal-rows';
import { EarlyCancels } from './entry/early-cancels.ts';
import { Desk, type DeskPorts, type DeskSettings } from './execution/desk.ts';
import { Pipeline, type PipelinePorts, type PipelineSettings } from './pipeline.ts';
import type { Timers } from './ports.ts';
import { WaitingRoom } from './waiting/waiting-room.ts';

/** What the order path stands on. */
export interface OrderPathPorts extends DeskPorts {
  readonly journal: Journal;
  readonly timers: Timers;
  readonly meter: PipelinePorts['meter'];
  readonly findAnswer: PipelinePorts['findAnswer'];
}

/** The way of an order, from the pipeline that takes it to the desk that works it. */
export interface OrderPath {
  readonly desk: Desk;
  readonly room: WaitingRoom;
  readonly cancels: EarlyCancels;
  readonly pipeline: Pipeline;
}

/** Puts the order path together; it takes nothing until its pipeline is told that it is ready. */
export function orderPath(ports: OrderPathPorts, settings: DeskSettings & PipelineSettings): OrderPath {
  const desk = new Desk(ports, settings);
  const room = new WaitingRoom({ ...ports, desk }, settings.limits);
  const cancels = new EarlyCancels(ports.timers);
  const pipeline = new Pipeline({ ...ports, desk, room, cancels }, settings);
  return { desk, room, cancels, pipeline };
}
