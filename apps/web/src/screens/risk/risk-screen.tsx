'use client';

import { Page } from '@fairlead/ui/page';
import { useQueryState } from 'nuqs';
import type { ComponentType } from 'react';
import { parseAsRiskView, type RiskView } from '@/lists/risk-view-url';
import { AccountsView } from './accounts-view';
import { DrillView } from './drill-view';
import { ExposureView } from './exposure-view';
import { HaltsSection } from './halts-section';
import { LimitsView } from './limits-view';
import { ListsView } from './lists-view';
import { RefusalsView } from './refusals-view';
import { RiskTabs } from './risk-tabs';
import { VersionsView } from './versions-view';

const VIEWS: Readonly<Record<RiskView, ComponentType>> = {
  limits: LimitsView,
  exposure: ExposureView,
  refusals: RefusalsView,
  halts: HaltsSection,
  lists: ListsView,
  accounts: AccountsView,
  versions: VersionsView,
  drill: DrillView,
};

/** What the firm allows, what of it is used, what it refuses, and what it stops. */
export function RiskScreen() {
  const [view] = useQueryState('view', parseAsRiskView);
  const View = VIEWS[view];
  return (
    <Page
      title="Risk"
      lead="What is allowed and how much of it is used; what was refused; what is stopped, by whom and why."
    >
      <RiskTabs />
      <View />
    </Page>
  );
}
