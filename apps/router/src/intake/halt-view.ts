import type { HaltEffectView, HaltView } from '@fairlead/contracts/halt';
import { isForClient } from '@fairlead/contracts/stream';
import type { HaltInForce } from '@fairlead/contracts/system';
import { isoTime, wireNumber } from '@fairlead/contracts/wire-value';
import type { Halt } from '@fairlead/core/control/halts';
import type { PastHalt } from '@fairlead/db/repositories/control-repository';
import type { HaltEffect } from '../execution/trading-halts.ts';
import { haltInForce } from '../risk/halt-desk.ts';

const THE_FIRM = 'the firm';

/** What a halt finds, in numbers. */
export function effectView({ openOrders, workingChildren, quantityE8, notionalE8 }: HaltEffect): HaltEffectView {
  const amounts = (sums: ReadonlyMap<string, bigint>) =>
    [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([of, sum]) => ({ of, amount: wireNumber(sum, 8) }));
  return {
    open_orders: openOrders,
    working_children: workingChildren,
    working_quantity: amounts(quantityE8).map(({ of, amount }) => ({ unit: of, quantity: amount })),
    working_notional: amounts(notionalE8).map(({ of, amount }) => ({ currency: of, notional: amount })),
  };
}

/** A halt that is in force. */
export function haltView(halt: Halt): HaltView {
  return { ...haltInForce(halt), cancel_all: halt.cancelAll, release: null };
}

/** A halt of the journal. */
export function pastHaltView({ release, clientId, venueId, instrumentId, ...halt }: PastHalt): HaltView {
  const view = haltView({ ...halt, scope: { clientId, venueId, instrumentId } });
  if (release === null) return view;
  return { ...view, release: { actor: release.actor, reason: release.reason, at: isoTime(release.atUs) } };
}

/** What of some halts a reader may see: of one that is not a client's own, its people are told why, and not who of the firm has placed it. */
export function haltsFor<T extends HaltInForce & { readonly release?: HaltView['release'] }>(
  seesOnly: string | null,
  halts: readonly T[],
): T[] {
  if (seesOnly === null) return [...halts];
  const seen = halts.filter((halt) => isForClient({ type: 'HALT', data: { ...halt, halted: true } }, seesOnly));
  return seen.map((halt) => (halt.client_id === null ? unnamed(halt) : halt));
}

function unnamed<T extends HaltInForce & { readonly release?: HaltView['release'] }>(halt: T): T {
  const { release = null } = halt;
  return { ...halt, actor: THE_FIRM, ...(release === null ? {} : { release: { ...release, actor: THE_FIRM } }) };
}
