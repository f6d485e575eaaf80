import { parseAsStringLiteral } from 'nuqs/server';
import { z } from 'zod';
import { DEAL_PARSERS, dealFilter, parseAsShortText } from './list-url';

/** Whether a decision sent anything anywhere. */
const SENT = ['NOWHERE'] as const;
export const DECISION_SORTS = ['newest', 'oldest'] as const;

/** Which decisions. What is absent does not narrow. */
export const decisionFilter = dealFilter.extend({
  venue: z.string().max(100).nullish(),
  sent: z.enum(SENT).nullish(),
});
export type DecisionFilter = z.infer<typeof decisionFilter>;

/** The filter in the address. */
export const DECISION_FILTER_PARSERS = {
  ...DEAL_PARSERS,
  venue: parseAsShortText(100),
  sent: parseAsStringLiteral(SENT),
};

export const parseAsDecisionSort = parseAsStringLiteral(DECISION_SORTS).withDefault('newest');
