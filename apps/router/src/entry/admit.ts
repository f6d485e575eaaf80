import type { MarketView } from '@fairlead/core/market/market-view';
import type { Price } from '@fairlead/core/money/units';
import type { Rejection } from '@fairlead/core/order/reject-code';
import type { ValidOrder } from '@fairlead/core/order/request';
import { arrivalMarket } from '@fairlead/core/order-life/order-event';
import { newLife } from '@fairlead/core/order-life/order-life';
import { Story } from '@fairlead/core/order-life/story';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import type { JournalEntry } from '@fairlead/db/journal-rows';
import { type Cause, type Draft, LiveOrder } from '../order/live-order.ts';
import { CHAIN_START, type ChainLink } from '../order/order-chain.ts';
import { orderRow } from '../order/order-row.ts';
import { firstEntryOf } from '../order/step-entry.ts';
import { type PlannedWave, waveFact } from '../order/wave.ts';
import type { Hash, Ids } from '../ports.ts';
import type { Submission } from './submission.ts';
import type { WaitsFor } from './waits-for.ts';

/** An order on its way in, known by its own id. */
export interface Entered {
  readonly submission: Submission;
  readonly order: ValidOrder;
  readonly requestHash: string;
  readonly view: MarketView;
  readonly pk: string;
  readonly enteredUs: number;
}

/** What becomes of an order at its entry: the gate refuses it, its cancel came first, it waits, or its first wave is planned and approved. */
export type Admission =
  | { readonly kind: 'REFUSED'; readonly rejection: Rejection }
  | { readonly kind: 'CANCELED'; readonly code: string }
  | { readonly kind: 'HELD'; readonly waitsFor: WaitsFor }
  | { readonly kind: 'PLANNED'; readonly wave: ApprovedWave<PlannedWave>; readonly worstPrice: Price };

/** A new order with the entry that makes it durable, and the end of its chain when it has. */
export interface Admitted {
  readonly live: LiveOrder;
  readonly entry: JournalEntry;
  readonly chain: ChainLink;
}

/** Makes a new order and its first entry, whatever becomes of it. Nothing is durable, and nothing has left, until the entry is. */
export function admit(
  entered: Entered,
  admission: Admission,
  ports: { readonly hash: Hash; readonly ids: Ids },
): Admitted {
  const live = newOrder(entered);
  const cause: Cause = {
    kind: 'REQUEST',
    atUs: entered.enteredUs,
    decide: ({ story, waves }) => {
      story.tell(receivedFact(entered, admission));
      if (admission.kind === 'PLANNED') waves.push(admission.wave);
      tellAdmission(story, entered, admission);
    },
  };
  const story = new Story(live.life, { atUs: cause.atUs, cause: cause.kind });
  const draft: Draft = { live, story, waves: [], held: [], asks: new Set() };
  cause.decide(draft);
  live.take(draft, cause);
  const step = { identity: live.identity, chain: live.chain, ...live.begin() };
  const { entry, chain } = firstEntryOf(step, ports, entered.enteredUs);
  return { live, entry, chain };
}

function newOrder({ submission, order, requestHash, view, pk, enteredUs }: Entered): LiveOrder {
  const { clientId, simulated, routeOnly } = submission;
  const { instrument, nbbo } = view;
  const made = { pk, clientId, requestHash, order, instrument, nbbo, simulated, routeOnly, nowUs: enteredUs };
  const identity = {
    ...{ pk, clientId, order, instrument, simulated, routeOnly },
    createdAtUs: enteredUs,
    row: orderRow(made),
  };
  return new LiveOrder(
    identity,
    newLife(order, instrument, { nbbo: arrivalMarket(nbbo), worstPrice: null }),
    CHAIN_START,
  );
}

function receivedFact({ submission, order }: Entered, admission: Admission) {
  const worstPrice = admission.kind === 'PLANNED' ? admission.worstPrice : null;
  return {
    type: 'RECEIVED',
    clientId: submission.clientId,
    asked: JSON.stringify(submission.request),
    quantity: order.quantity,
    limitPrice: order.limitPrice,
    worstPrice,
  } as const;
}

function tellAdmission(story: Story, { submission }: Entered, admission: Admission): void {
  switch (admission.kind) {
    case 'REFUSED':
      return story.tell({ type: 'ORDER_REJECTED', ...admission.rejection });
    case 'CANCELED':
      story.tell({ type: 'CANCEL_ASKED' });
      return story.tell({ type: 'ORDER_CLOSED', code: admission.code });
    case 'HELD':
      return story.tell({ type: 'ORDER_HELD', waitsFor: admission.waitsFor });
    case 'PLANNED': {
      const { wave } = admission;
      // A routed-only order is the caller's to work: its parts are in the decision, and no children of ours.
      story.tell(waveFact(wave, submission.routeOnly ? [] : wave.children), 'DESK');
      if (wave.children.length === 0) story.tell({ type: 'ORDER_CLOSED', code: wave.plan.unallocatedCode }, 'DESK');
      return;
    }
  }
}
