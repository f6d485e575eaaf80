import { unitsE8 } from '@fairlead/core/risk/entitlements';
import { enteredExposure } from '@fairlead/core/risk/exposure';
import type { EntitlementBook } from '../risk/entitlement-book.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { Admission, Entered } from './admit.ts';

/** What the gate has let through counts while something that its record needs is looked up, as it does once it is an order. */
export async function reserving<T>(
  { entered, admission }: { readonly entered: Entered; readonly admission: Admission },
  work: Promise<T>,
  { exposure, entitlements }: { readonly exposure: ExposureBook; readonly entitlements: EntitlementBook },
): Promise<T> {
  const { submission, order, view } = entered;
  const { instrument } = view;
  const approved = 'worstPrice' in admission ? admission.worstPrice : null;
  const worst = order.limitPrice ?? approved ?? order.stopPrice;
  const isTaken = (admission.kind === 'PLANNED' && !submission.routeOnly) || admission.kind === 'HELD';
  if (!isTaken) return work;
  const { clientId } = submission;
  const subject = { clientId, instrumentId: instrument.instrumentId };
  const release = worst === null ? () => {} : exposure.reserve(subject, enteredExposure(order, worst, instrument));
  const releaseLocate = entitlements.reserve(clientId, order, unitsE8(order.quantity, instrument));
  return work.finally(() => {
    release();
    releaseLocate();
  });
}
