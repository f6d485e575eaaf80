import { setTimeout as pause } from 'node:timers/promises';
import type { RunningStack } from '../running-stack.ts';
import { actionsOf } from './load-plan.ts';
import { type Answered, CALL_EVERY_MS, callFor, type OrderLoad } from './order-load.ts';
import { nowUs } from './promises.ts';
import { type RecordedOrder, recordedOrders } from './record.ts';
import { loadOf, settled } from './settling.ts';
import { type TrueOrder, trueOrders } from './venue-orders.ts';

const BESIDE_MS = 1_500;
const LOOK_EVERY_MS = 50;

/** A look at readiness. */
interface Look {
  readonly atUs: number;
  readonly isReady: boolean;
}

/** What happened while a database was away, and before and after. Times in microseconds since 1970. */
export interface DatabaseOutcome {
  readonly goneUs: number;
  readonly backUs: number;
  readonly looks: readonly Look[];
  readonly answers: readonly Answered[];
  readonly orders: readonly RecordedOrder[];
  readonly atVenues: ReadonlyMap<string, TrueOrder>;
  /** Where record, venues and promises do not agree in the end. */
  readonly differences: readonly string[];
}

/** How a database goes away and comes back, for how long, and which calls are made meanwhile. */
export interface Absence {
  readonly take: () => Promise<void>;
  /** Resolves when it can be there again; what that takes belongs to the recovery. */
  readonly giveBack: () => Promise<void>;
  readonly awayMs: number;
  readonly seed: number;
}

/**
 * Takes the database away under load: callers send and cancel orders at a steady pace before, meanwhile and afterwards. Then what was refused is
 * sent again, everything comes to rest, and the record is held against the venues' own books.
 */
export async function databaseOrdeal(stack: RunningStack, absence: Absence, prefix = 'o'): Promise<DatabaseOutcome> {
  const load = await loadOf(stack, { prefix, terms: () => ({}) });
  const actions = actionsOf(absence.seed, Math.ceil((absence.awayMs + 2 * BESIDE_MS) / CALL_EVERY_MS)).values();
  const looks: Look[] = [];
  const watching = new AbortController();
  const watched = watch(stack, looks, watching.signal);

  const calls = await callFor(BESIDE_MS, load, actions);
  const goneUs = nowUs();
  await absence.take();
  calls.push(...(await callFor(absence.awayMs / 2, load, actions)));
  calls.push(load.sendAgain([...load.taken].slice(0, 3)));
  calls.push(...(await callFor(absence.awayMs / 2, load, actions)));
  const backUs = nowUs();
  const back = Promise.all([absence.giveBack(), load.untilTaken()]);
  calls.push(...(await callFor(BESIDE_MS, load, actions)));
  await Promise.all([...calls, back]);
  watching.abort();
  await watched;
  await load.untilTaken();

  const answers = [...load.answers];
  await load.sendAgain(refused(answers));
  const differences = await settled(stack, {
    sent: load.sent,
    taken: load.taken,
    canceled: withSent(load, answers),
    ended: load.ended,
    replaces: load.replaces,
  });
  const orders = [...(await recordedOrders(stack.database)).values()];
  return { goneUs, backUs, looks, answers, orders, atVenues: await trueOrders(stack.controlAddress), differences };
}

/** When orders were taken again for good: the first that was, asked after the last that was not; when the database went where none was refused. In microseconds since 1970. */
export function takenAgainUs({ answers, goneUs }: Pick<DatabaseOutcome, 'answers' | 'goneUs'>): number {
  const orders = answers.filter(({ kind, askedUs }) => kind === 'ORDER' && askedUs > goneUs);
  const refusedUs = orders.filter(({ status }) => status === null || status >= 500).map(({ askedUs }) => askedUs);
  if (refusedUs.length === 0) return goneUs;
  const lastUs = Math.max(...refusedUs);
  const taken = orders.filter(({ status, askedUs }) => status === 202 && askedUs > lastUs);
  return Math.min(...taken.map(({ answeredUs }) => answeredUs));
}

async function watch(stack: RunningStack, looks: Look[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answer = await fetch(`${stack.address}/health/ready`).catch(() => null);
    looks.push({ atUs: nowUs(), isReady: answer?.status === 200 });
    await pause(LOOK_EVERY_MS);
  }
}

/** Orders that were answered 503: their callers are told to send them again. */
function refused(answers: readonly Answered[]): string[] {
  return answers.flatMap(({ kind, status, orderId }) => (kind === 'ORDER' && status === 503 ? [orderId] : []));
}

/** A cancel that was sent and is not durable yet is written first when the journal is back: while the router lives it is a promise too. */
function withSent(load: OrderLoad, answers: readonly Answered[]): Map<string, number> {
  const promised = new Map(load.canceled);
  for (const { kind, orderId, isSent, answeredUs } of answers)
    if (kind === 'CANCEL' && isSent && !promised.has(orderId)) promised.set(orderId, answeredUs);
  return promised;
}
