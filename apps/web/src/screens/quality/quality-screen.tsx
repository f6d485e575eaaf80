'use client';

import { Page } from '@fairlead/ui/page';
import { useQueryState } from 'nuqs';
import type { ComponentType } from 'react';
import { parseAsQualityView, type QualityView } from '@/lists/quality-url';
import { ExpectationView } from './expectation-view';
import { OutcomeView } from './outcome-view';
import { PeersView } from './peers-view';
import { QualityTabs } from './quality-tabs';
import { ReviewView } from './review-view';

const VIEWS: Readonly<Record<QualityView, ComponentType>> = {
  outcome: OutcomeView,
  expectation: ExpectationView,
  review: ReviewView,
  peers: PeersView,
};

/** How well orders were executed: what came of them, against what was expected, by quarter, and beside other firms. */
export function QualityScreen() {
  const [view] = useQueryState('view', parseAsQualityView);
  const View = VIEWS[view];
  return (
    <Page
      title="Execution quality"
      lead="What came of orders: against the market, against what was expected, and beside other firms."
    >
      <QualityTabs />
      <View />
    </Page>
  );
}
