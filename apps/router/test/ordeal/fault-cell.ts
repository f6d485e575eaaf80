import type { ROUTING_MODES } from '@fairlead/core/order/request';
import type { RunningStack } from '../running-stack.ts';
import { actionsOf, type PlannedOrder, type VenueFault } from './load-plan.ts';
import { CALL_EVERY_MS, callFor, type OrderLoad } from './order-load.ts';
import { type RecordedOrder, recordedOrders } from './record.ts';
import { loadOf, settled } from './settling.ts';
import { type Ordinary, SteadyFlow } from './steady-flow.ts';

export type Mode = (typeof ROUTING_MODES)[number];

/** A fault of venues under orders of one mode. */
export interface Cell {
  readonly name: string;
  readonly fault: VenueFault;
  readonly mode: Mode;
  readonly seed: number;
}

/** What came of a cell. */
export interface CellOutcome {
  /** From the end of the fault until the flow was as before; null where it was not in time. */
  readonly recoverMs: number | null;
  /** Venues whose circuits the fault has opened. */
  readonly opened: readonly string[];
  /** Where record, venues and promises do not agree in the end. */
  readonly differences: readonly string[];
  /** Its orders. */
  readonly orders: readonly RecordedOrder[];
  readonly load: OrderLoad;
  readonly tookMs: number;
}

const FAULTY_MS = 1_500;
const RECOVER_MS_MAX = 5_000;
/** One of them has the fault, the other has not. */
const NAMED = ['XNYS', 'ARCX'] as const;
const FAULT_AT = (index: number) => index % 2 === 0;

type Ops = Awaited<ReturnType<RunningStack['person']>>;

/** Gives every other venue a fault under a steady load in one mode, takes it away, and sees when the flow is as before, and that nothing was lost or done twice. */
export async function faultCell(stack: RunningStack, ops: Ops, cell: Cell): Promise<CellOutcome> {
  const beganMs = performance.now();
  const flow = new SteadyFlow(stack, `${cell.name}-flow`, () => termsNow(ops, cell.mode));
  const load = await loadOf(stack, { prefix: cell.name, terms: (planned) => termsOf(cell.mode, planned.quantity) });
  const ordinary = await flow.ordinary();
  await setFaults(stack, [cell.fault]);
  const actions = actionsOf(cell.seed, Math.ceil(FAULTY_MS / CALL_EVERY_MS)).values();
  await Promise.all(await callFor(FAULTY_MS, load, actions));
  await setFaults(stack, []);
  const { recoverMs, opened } = await recovered(flow, ordinary, ops);
  await resetCircuits(ops, opened);
  const { differences, orders } = await atRest(stack, load, cell.name);
  return { recoverMs, opened, differences, orders, load, tookMs: performance.now() - beganMs };
}

async function recovered(flow: SteadyFlow, ordinary: Ordinary, ops: Ops) {
  const opened = await notClosed(ops);
  return { recoverMs: await flow.untilAsBefore(ordinary, RECOVER_MS_MAX), opened };
}

/** Everything is asked for once more, as after any loss of a session; what rests is canceled; then the books are compared. */
async function atRest(stack: RunningStack, load: OrderLoad, prefix: string) {
  await setFaults(stack, [{ kind: 'disconnect', duration_ms: 50 }]);
  const whileWorking = await settled(stack, load);
  const alive = [...(await recordedOrders(stack.database)).values()].filter(({ isEnded }) => !isEnded);
  await load.cancelAll(alive.map(({ order_id }) => order_id));
  const atTheEnd = await settled(stack, load);
  const orders = [...(await recordedOrders(stack.database)).values()].filter((each) =>
    each.order_id.startsWith(prefix),
  );
  return { differences: [...new Set([...whileWorking, ...atTheEnd])], orders };
}

async function setFaults(stack: RunningStack, faults: readonly VenueFault[]): Promise<void> {
  const venueIds = (await stack.venueBooks()).map(({ venue_id }) => venue_id);
  const faulty = venueIds.filter((venueId, index) => FAULT_AT(index) || venueId === NAMED[0]);
  await Promise.all(
    faulty.filter((venueId) => venueId !== NAMED[1]).map((venueId) => stack.setFaults(venueId, faults)),
  );
}

function termsOf(mode: Mode, quantity: PlannedOrder['quantity'], venues: readonly string[] = NAMED): object {
  if (mode !== 'MANUAL') return { routing_mode: mode };
  const second = venues.length < 2 ? 0 : Math.floor(quantity / 2);
  const parts = [quantity - second, second].flatMap((part, index) =>
    part === 0 ? [] : [{ venue_id: venues[index], quantity: part }],
  );
  return { routing_mode: mode, manual_allocations: parts };
}

/** Who names venues looks which circuits are closed. */
async function termsNow(ops: Ops, mode: Mode): Promise<object> {
  if (mode !== 'MANUAL') return termsOf(mode, 10);
  const open = await notClosed(ops);
  return termsOf(
    mode,
    10,
    NAMED.filter((venueId) => !open.includes(venueId)),
  );
}

async function notClosed(ops: Ops): Promise<string[]> {
  const answer = await ops('GET', '/circuits');
  if (answer?.status !== 200) throw new Error(`the circuits are not told: ${answer?.status}`);
  const { circuits } = answer.body as { circuits: { venue_id: string; state: string }[] };
  return circuits.filter(({ state }) => state !== 'CLOSED').map(({ venue_id }) => venue_id);
}

/** As a person does who knows that the venues are well again. */
async function resetCircuits(ops: Ops, venueIds: readonly string[]): Promise<void> {
  const reason = 'the fault is over';
  for (const venueId of venueIds)
    for (const action of ['close', 'reset']) await ops('POST', `/circuits/${venueId}`, { action, reason });
}
