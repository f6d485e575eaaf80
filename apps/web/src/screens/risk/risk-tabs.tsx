'use client';

import { createSerializer, useQueryState } from 'nuqs';
import { parseAsRiskView, RISK_VIEWS, type RiskView } from '@/lists/risk-view-url';
import { ViewTabs } from '../view-tabs';

const NAMES: Readonly<Record<RiskView, string>> = {
  limits: 'Limits',
  exposure: 'Exposure',
  refusals: 'Refusals',
  halts: 'Halts',
  lists: 'Restricted and locates',
  accounts: 'Accounts',
  versions: 'Changes of limits',
  drill: 'Drill',
};
const serialize = createSerializer({ view: parseAsRiskView });

/** What is shown of risk. */
export function RiskTabs() {
  const [view] = useQueryState('view', parseAsRiskView);
  return (
    <ViewTabs
      label="Views of risk"
      views={RISK_VIEWS}
      names={NAMES}
      current={view}
      hrefOf={(each) => serialize('/risk', { view: each })}
    />
  );
}
