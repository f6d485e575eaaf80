import { randomBytes } from 'node:crypto';
import { BareCommit } from '../bare-commit.ts';
import { HttpLoad } from './http-load.ts';
import type { LoadResult, LoadTarget, LoadTask } from './load-task.ts';
import { nextOrder } from './market-orders.ts';
import { openLoop } from './open-loop.ts';

/** What became of one request. */
type Outcome = 'ACCEPTED' | 'REFUSED';

/** One target with its connections up. */
interface Opened {
  readonly ask: () => Promise<Outcome>;
  readonly lastBody: () => string;
  readonly close: () => Promise<void> | void;
}

/** Rows that repeat would compress to nothing, so each commit takes another of these. */
const TEXTS = 64;

/** Connects, puts the load on, and gives what became of it. Rejects at the first answer that neither counts nor is a known refusal. */
export async function runTask(task: LoadTask): Promise<LoadResult> {
  const opened = await open(task.target, task.connections);
  const latenciesMs: number[] = [];
  const refusalsMs: number[] = [];
  const note = (outcome: Outcome, tookMs: number) => {
    (outcome === 'ACCEPTED' ? latenciesMs : refusalsMs).push(tookMs);
  };
  const begunMs = performance.now();
  try {
    if (task.shape.kind === 'OPEN')
      await openLoop(task.shape, async (_, dueMs) => note(await opened.ask(), performance.now() - dueMs));
    else await closedLoop(task.shape.seconds, task.connections, { ask: opened.ask, note });
    const seconds = (performance.now() - begunMs) / 1_000;
    const [accepted, refused] = [latenciesMs.length, refusalsMs.length];
    return { accepted, refused, seconds, latenciesMs, refusalsMs, lastBody: opened.lastBody() };
  } finally {
    await opened.close();
  }
}

/** Keeps every connection busy for some seconds. */
async function closedLoop(
  seconds: number,
  connections: number,
  by: { ask: () => Promise<Outcome>; note: (outcome: Outcome, tookMs: number) => void },
): Promise<void> {
  const untilMs = performance.now() + seconds * 1_000;
  const worker = async () => {
    for (let beganMs = performance.now(); beganMs < untilMs; beganMs = performance.now())
      by.note(await by.ask(), performance.now() - beganMs);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

function open(target: LoadTarget, connections: number): Promise<Opened> {
  return target.kind === 'HTTP' ? openHttp(target, connections) : openCommit(target);
}

async function openHttp(target: Extract<LoadTarget, { kind: 'HTTP' }>, connections: number): Promise<Opened> {
  const load = await HttpLoad.open(target, connections);
  let last: Buffer = Buffer.alloc(0);
  const ask = async (): Promise<Outcome> => {
    const { status, body } = await load.post(nextOrder());
    if (status === target.status) {
      last = body;
      return 'ACCEPTED';
    }
    if (target.refusals.includes(status)) return 'REFUSED';
    // Refusals are quick and would flatter.
    throw new Error(`${target.path} answered ${status}: ${body.toString()}`);
  };
  return { ask, lastBody: () => last.toString(), close: () => load.close() };
}

async function openCommit({ databaseUrl, bytes }: Extract<LoadTarget, { kind: 'COMMIT' }>): Promise<Opened> {
  const bare = await BareCommit.open(databaseUrl);
  const texts = Array.from({ length: TEXTS }, () => [randomBytes(bytes).toString('base64').slice(0, bytes)]);
  let asked = 0;
  const ask = async (): Promise<Outcome> => {
    asked += 1;
    await bare.append(texts[asked % TEXTS] ?? []);
    return 'ACCEPTED';
  };
  return { ask, lastBody: () => '', close: () => bare.close() };
}
