import { routingObjective, side } from '@fairlead/contracts/enums';
import { parseAsStringLiteral } from 'nuqs/server';
import { z } from 'zod';
import { ORIGINS, parseAsEtDate, parseAsShortText, rangeFilter } from './list-url';

/** Whether a decision sent anything anywhere. */
const SENT = ['NOWHERE'] as const;
export const DECISION_SORTS = ['newest', 'oldest'] as const;

/** Which decisions. What is absent does not narrow. */
export const decisionFilter = rangeFilter.extend({
  side: side.nullish(),
  objective: routingObjective.nullish(),
  venue: z.string().max(100).nullish(),
  origin: z.enum(ORIGINS).nullish(),
  sent: z.enum(SENT).nullish(),
});
export type DecisionFilter = z.infer<typeof decisionFilter>;

/** The filter in the address. */
export const DECISION_FILTER_PARSERS = {
  q: parseAsShortText(100),
  from: parseAsEtDate,
  to: parseAsEtDate,
  client: parseAsShortText(50),
  symbol: parseAsShortText(20),
  side: parseAsStringLiteral(side.options),
  objective: parseAsStringLiteral(routingObjective.options),
  venue: parseAsShortText(100),
  origin: parseAsStringLiteral(ORIGINS),
  sent: parseAsStringLiteral(SENT),
};

export const parseAsDecisionSort = parseAsStringLiteral(DECISION_SORTS).withDefault('newest');
