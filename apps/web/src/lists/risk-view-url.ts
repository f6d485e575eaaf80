import { parseAsStringLiteral } from 'nuqs/server';

/** What is shown of risk. */
export const RISK_VIEWS = [
  'limits',
  'exposure',
  'refusals',
  'halts',
  'lists',
  'accounts',
  'versions',
  'drill',
] as const;
export type RiskView = (typeof RISK_VIEWS)[number];

export const parseAsRiskView = parseAsStringLiteral(RISK_VIEWS).withDefault('limits');
