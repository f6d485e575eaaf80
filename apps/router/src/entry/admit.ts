import type { MarketView } from '@fairlead/core/market/market-view';
import type { Price } from '@fairlead/core/money/units';
import type { Rejection } from '@fairlead/core/order/reject-code';
import type { ValidOrder } from '@fairlead/core/order/request';
import { classify } from '@fairlead/core/order-life/classification';
import { arrivalMarket, type Receipt } from '@fairlead/core/order-life/order-event';
import { lifeOf } from '@fairlead/core/order-life/order-life';
import { securityClassOf } from '@fairlead/core/order-life/security-class';
import { Story } from '@fairlead/core/order-life/story';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import type { JournalEntry } from '@fairlead/db/journal/journal-entry';
import { type Cause, type Draft, LiveOrder } from '../order/live-order.ts';
import { firstEntryOf, type Pseudonyms } from '../order/step-entry.ts';
import { type PlannedWave, waveFact } from '../order/wave.ts';
import type { WrittenParts } from '../order/written-parts.ts';
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

/** An order that can be recorded. */
export interface Recordable extends Entered {
  /** The names by which its account and its customer are recorded. */
  readonly persons: Pseudonyms;
}

/** What becomes of an order at its entry: the gate refuses it, its cancel came first, it waits, or its first wave is planned and approved. */
export type Admission =
  | { readonly kind: 'REFUSED'; readonly rejection: Rejection; readonly detail: string | null }
  | { readonly kind: 'CANCELED'; readonly code: string }
  | { readonly kind: 'HELD'; readonly waitsFor: WaitsFor; readonly worstPrice: Price | null }
  | { readonly kind: 'PLANNED'; readonly wave: ApprovedWave<PlannedWave>; readonly worstPrice: Price };

/** A new order with the entry that makes it durable. */
export interface Admitted {
  readonly live: LiveOrder;
  readonly entry: JournalEntry;
}

/** Makes a new order and its first entry, whatever becomes of it. Nothing is durable, and nothing has left, until the entry is. */
export function admit(entered: Recordable, admission: Admission, parts: WrittenParts): Admitted {
  const receipt = receiptOf(entered, admission);
  const live = newOrder(entered, receipt);
  const cause: Cause = {
    kind: 'REQUEST',
    atUs: entered.enteredUs,
    decide: ({ story, waves }) => {
      story.tell({ type: 'RECEIVED', receipt });
      if (admission.kind === 'PLANNED') waves.push(admission.wave);
      tellAdmission(story, entered, admission);
    },
  };
  const story = new Story(live.life, { atUs: cause.atUs, cause: cause.kind });
  const draft: Draft = { live, story, waves: [], held: [], asks: new Set() };
  cause.decide(draft);
  live.take(draft, cause);
  const step = { identity: live.identity, persons: entered.persons, ...live.begin() };
  return { live, entry: firstEntryOf(step, parts, entered.enteredUs) };
}

function newOrder(entered: Entered, receipt: Receipt): LiveOrder {
  const { submission, order, requestHash, pk, enteredUs } = entered;
  const { instrument } = entered.view;
  const { clientId, simulated, routeOnly } = submission;
  const identity = { pk, clientId, order, requestHash, instrument, simulated, routeOnly, createdAtUs: enteredUs };
  const { priceDecimals, quantityDecimals } = instrument;
  return new LiveOrder(identity, lifeOf(receipt, { priceDecimals, quantityDecimals }), 0);
}

function receiptOf(
  { submission, order, requestHash, view: { nbbo, instrument } }: Entered,
  admission: Admission,
): Receipt {
  const { clientId, simulated, routeOnly } = submission;
  const arrival = arrivalMarket(nbbo);
  return {
    ...{ clientId, order, requestHash, simulated, routeOnly, arrival },
    classification: classify(order, arrival),
    worstPrice: 'worstPrice' in admission ? admission.worstPrice : null,
    securityClass: securityClassOf(instrument.assetClass),
  };
}

function tellAdmission(story: Story, { submission }: Entered, admission: Admission): void {
  switch (admission.kind) {
    case 'REFUSED':
      return story.tell({ type: 'ORDER_REJECTED', ...admission.rejection, detail: admission.detail });
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
