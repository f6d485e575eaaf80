'use client';

import { createSerializer, useQueryStates } from 'nuqs';
import {
  parseAsQualityView,
  QUALITY_FILTER_PARSERS,
  QUALITY_LOOK_PARSERS,
  QUALITY_VIEWS,
  type QualityView,
} from '@/lists/quality-url';
import { ViewTabs } from '../view-tabs';

const NAMES: Readonly<Record<QualityView, string>> = {
  outcome: 'Outcome',
  expectation: 'Expectation',
  review: 'Review by quarter',
  peers: 'Peers',
};
const PARSERS = { view: parseAsQualityView, ...QUALITY_FILTER_PARSERS, ...QUALITY_LOOK_PARSERS };
const serialize = createSerializer(PARSERS);

/** What is shown of execution quality; another view looks at the same executions. */
export function QualityTabs() {
  const [held] = useQueryStates(PARSERS);
  return (
    <ViewTabs
      label="Views of execution quality"
      views={QUALITY_VIEWS}
      names={NAMES}
      current={held.view}
      hrefOf={(view) => serialize('/quality', { ...held, view })}
    />
  );
}
