'use client';

import { classNames } from '@fairlead/ui/class-names';
import Link from 'next/link';
import { createSerializer, useQueryState } from 'nuqs';
import { parseAsRiskView, RISK_VIEWS, type RiskView } from '@/lists/risk-view-url';

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

/** The views of a screen, each with an address of its own. */
export function ViewTabs() {
  const [view] = useQueryState('view', parseAsRiskView);
  return (
    <nav aria-label="Views of risk" className="flex flex-wrap gap-x-1 border-b border-line px-3">
      {RISK_VIEWS.map((each) => (
        <Link
          key={each}
          href={serialize('/risk', { view: each })}
          aria-current={each === view ? 'page' : undefined}
          className={classNames(
            'border-b-2 px-2 py-1.5 text-xs whitespace-nowrap',
            each === view ? 'border-accent font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
          )}
        >
          {NAMES[each]}
        </Link>
      ))}
    </nav>
  );
}
