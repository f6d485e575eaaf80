import { businessDaysAfter } from '@fairlead/core/market/business-day';
import { dayOfDate, type MarketDays } from '@fairlead/core/market/market-days';
import { dateOfDay } from '@fairlead/core/market/new-york-time';
import { invariant } from '@fairlead/core/result';

/** Within so many business days of the request: 17 CFR 242.606(b)(3). */
const BUSINESS_DAYS = 7;

/** The last day on which a customer is to have its report of how its not held orders were handled, by the day of its request; ISO dates. Throws for a text that is no date. */
export function handlingDueOn(requestedOn: string, days: MarketDays): string {
  const day = dayOfDate(requestedOn);
  invariant(day !== null, `no date: ${requestedOn}`);
  return dateOfDay(businessDaysAfter(day, BUSINESS_DAYS, days));
}
