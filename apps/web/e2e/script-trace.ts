import { z } from 'zod';

const event = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().optional(),
  dur: z.number().optional(),
  /** What the thread itself ran of it. */
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});
type TraceEvent = z.infer<typeof event>;

/** What is script among the events of a trace; those inside of another are part of it. */
const SCRIPT = new Set([
  'FunctionCall',
  'EvaluateScript',
  'v8.compile',
  'TimerFire',
  'FireAnimationFrame',
  'EventDispatch',
  'RunMicrotasks',
]);
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
const FRAME_US = 1_000_000 / 60;

/** The categories that hold what is read here. */
export const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8'];

/**
 * What the main thread of a page did, in milliseconds: each of its tasks, and the script of each frame in which there was any. By the clock on the wall, and by what
 * the thread itself ran: on a machine that has more to do than it can, the two differ by what others took.
 */
export interface MainThread {
  readonly tasksMs: readonly number[];
  readonly tasksOwnMs: readonly number[];
  readonly scriptMs: readonly number[];
  readonly scriptOwnMs: readonly number[];
}

/** Reads a trace of Chromium; of several pages, of that whose main thread did most. */
export function readTrace(bytes: Buffer): MainThread {
  const { traceEvents } = z.object({ traceEvents: z.array(event) }).parse(JSON.parse(bytes.toString()));
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const threads = mains.map(({ pid, tid }) =>
    readThread(traceEvents.filter((each) => each.pid === pid && each.tid === tid)),
  );
  const work = ({ tasksMs }: MainThread) => tasksMs.reduce((sum, ms) => sum + ms, 0);
  const [busiest] = threads.sort((a, b) => work(b) - work(a));
  if (busiest === undefined) throw new Error('the trace holds no page');
  return busiest;
}

function readThread(events: readonly TraceEvent[]): MainThread {
  const whole = events
    .flatMap(({ name, ph, ts, dur, tdur }) =>
      ph === 'X' && ts !== undefined && dur !== undefined ? [{ name, ts, dur, own: tdur ?? dur }] : [],
    )
    .sort((a, b) => a.ts - b.ts);
  const tasks = whole.filter(({ name }) => TASKS.has(name));
  const frames = new Map<number, { wall: number; own: number }>();
  let endUs = 0;
  for (const { name, ts, dur, own } of whole) {
    if (!SCRIPT.has(name) || ts < endUs) continue;
    endUs = ts + dur;
    const frame = Math.floor(ts / FRAME_US);
    const before = frames.get(frame) ?? { wall: 0, own: 0 };
    frames.set(frame, { wall: before.wall + dur, own: before.own + own });
  }
  const inMs = (us: number) => us / 1_000;
  return {
    tasksMs: tasks.map(({ dur }) => inMs(dur)),
    tasksOwnMs: tasks.map(({ own }) => inMs(own)),
    scriptMs: [...frames.values()].map(({ wall }) => inMs(wall)),
    scriptOwnMs: [...frames.values()].map(({ own }) => inMs(own)),
  };
}
