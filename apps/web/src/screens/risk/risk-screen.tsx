'use client';

import { Page } from '@fairlead/ui/page';
import { HaltsSection } from './halts-section';

/** What the firm stops, and has stopped. */
export function RiskScreen() {
  return (
    <Page title="Risk" lead="What is stopped, by whom and why; cancels always pass.">
      <HaltsSection />
    </Page>
  );
}
