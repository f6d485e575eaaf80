import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { readEvidence, type StoredDecision } from '@fairlead/contracts/stored-decision';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { partNames } from '@fairlead/core/routing/record/part-names';
import type { WalkWave } from '@fairlead/db/repositories/order-repository';
import type { BenchRouter } from './bench-router.ts';
import { eventsBy, rowsBy } from './journaled.ts';

/** A decision as the database gives it back, with its record ready to be read. */
export interface KeptDecision {
  readonly decision: WalkWave;
  readonly stored: StoredDecision;
}

const NOTHING_FILLED = { filled_quantity: '0', notional: '0', total_fees: '0' };

/** Every decision that a bench router has made durable. */
export function decisionsOf(router: BenchRouter): KeptDecision[] {
  const waves = eventsBy(router).flatMap((event) => (event.type === 'WAVE_PLANNED' ? [event] : []));
  return rowsBy(router).flatMap(({ order, decisions, head }) =>
    decisions.flatMap((decision) => {
      const wave = waves.find(({ decisionId }) => decisionId === decision.id);
      return wave === undefined
        ? []
        : [
            {
              decision: { ...decision, rationale: null, ...NOTHING_FILLED },
              stored: storedOf(router, wave, { order, head }),
            },
          ];
    }),
  );
}

/** What those decisions were made from, spelled out. */
export function evidenceOfAll(router: BenchRouter): DecisionEvidence[] {
  return decisionsOf(router).map(({ stored }) => readEvidence(stored));
}

function storedOf(
  router: BenchRouter,
  { record }: Extract<OrderEvent, { type: 'WAVE_PLANNED' }>,
  { order, head }: Pick<ReturnType<typeof rowsBy>[number], 'order' | 'head'>,
): StoredDecision {
  const names = partNames(record);
  const body = (hash: string) => router.parts.get(hash)?.body ?? '';
  return {
    record,
    parts: names === null ? null : { catalogue: body(names.catalogue), belief: body(names.belief) },
    order: {
      clientId: head.clientId,
      orderId: head.orderId,
      side: order.side,
      timeInForce: order.time_in_force,
      held: order.held,
      directedVenue: order.directed_venue,
      capacity: order.capacity,
    },
  };
}
