import type { RejectCode, Rejection } from '@fairlead/core/order/reject-code';
import type { ValidOrder } from '@fairlead/core/order/request';
import { withoutStop } from '@fairlead/core/order/stop';
import { validateTerms } from '@fairlead/core/order/validate';
import { type ArrivalMarket, arrivalMarket, type StartTerms } from '@fairlead/core/order-life/order-event';
import { isWaiting, withTerms } from '@fairlead/core/order-life/order-life';
import { err, ok, type Result } from '@fairlead/core/result';
import { approveOrder, approveWaiting } from '@fairlead/core/risk/risk-gate';
import type { Market } from '../market-data/market.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock } from '../ports.ts';
import type { EntitlementBook } from '../risk/entitlement-book.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { LimitsOf } from '../risk/limit-book.ts';
import { weighedBy } from './weighed-by.ts';

/** What an order is to become; what is null stays. Decimals are texts. */
export interface AskedTerms {
  readonly quantity: string | null;
  readonly limitPrice: string | null;
}

/** The terms of a replaced order, checked and through the gate, and the market that they came in. */
export type NewTerms = Pick<ValidOrder, 'quantity' | 'limitPrice'> &
  Pick<StartTerms, 'worstPrice'> & { readonly market: ArrivalMarket };

/** What a replacement is judged with. */
export interface ReplacementPorts {
  readonly market: Market;
  readonly clock: Clock;
  readonly riskLimits: LimitsOf;
  readonly exposure: ExposureBook;
  readonly entitlements: EntitlementBook;
  readonly halts: Pick<HaltDesk, 'viewFor'>;
}

/**
 * The terms that an order gets, where they are exact, on tick, no less than what is executed already, and pass the gate as a new order of that kind
 * would; else the first code that applies. An order that waits passes what can be judged without a market, and the rest when it is released.
 */
export function newTermsOf(live: LiveOrder, asked: AskedTerms, ports: ReplacementPorts): Result<NewTerms, Rejection> {
  const { life } = live;
  const book = ports.market.book(life.order.instrumentId);
  if (book === undefined) return refuse('UNKNOWN_INSTRUMENT', '');
  const { instrument } = book;
  const terms = validateTerms(life.order, asked, instrument);
  if (!terms.ok) return terms;
  const { quantity, limitPrice } = terms.value;
  if (quantity < life.filled) return refuse('QUANTITY_BELOW_FILLED', 'quantity');
  const order = withTerms(life.order, quantity, limitPrice);
  const limits = ports.riskLimits({ clientId: live.identity.clientId, account: order.account, instrument });
  const halts = ports.halts.viewFor(live.identity.clientId);
  const exposure = ports.exposure.view(live.identity.clientId, limits, live);
  const entitlements = ports.entitlements.view({ clientId: live.identity.clientId, order, live });
  const context = { instrument, limits, halts, exposure, entitlements };
  const nowUs = ports.clock.nowUs();
  const [nbbo, lastPrice] = [book.nbbo(nowUs), book.lastPrice(nowUs)];
  const told = { quantity, limitPrice, market: arrivalMarket(nbbo) };
  if (isWaiting(life)) {
    const approval = approveWaiting(order, { ...context, weighedBy: weighedBy(order.side, book, nbbo) });
    return approval.ok ? ok({ ...told, worstPrice: approval.value }) : approval;
  }
  const approval = approveOrder(withoutStop(order), { ...context, nbbo, lastPrice });
  return approval.ok ? ok({ ...told, worstPrice: approval.value.worstPrice }) : approval;
}

function refuse(code: RejectCode, path: string): { readonly ok: false; readonly error: Rejection } {
  return err({ code, path });
}
