import type { ChosenValues } from '@fairlead/core/report/report-choice';
import { defined, type HeldChoice, held } from '../choice/choice-definition.ts';
import { WHOLE_USD } from '../choice/choice-form.ts';

/** The choice of the public report of Rule 606: recalled and not seen. */
export const PUBLIC_CHOICES = {
  optionsCustomerLimit: defined({ name: 'OPTIONS_CUSTOMER_LIMIT_USD', report: 'RULE_606_A1' }, WHOLE_USD, {
    initial: 50_000,
    note: 'An order of options with this market value or more is no customer order (17 CFR 242.600(b), recalled): contracts times their shares times the limit, or without one the far side of the NBBO at receipt. Where that is not known it counts.',
  }),
} as const;

/** What a public report rests on, as a person reads it. */
export function publicSettings({ OPTIONS_CUSTOMER_LIMIT_USD: chosen }: ChosenValues): readonly HeldChoice<string>[] {
  const limit = held(PUBLIC_CHOICES.optionsCustomerLimit, chosen);
  return [{ ...limit, value: String(limit.value) }];
}
