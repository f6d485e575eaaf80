'use client';

import { classNames } from '@fairlead/ui/class-names';
import Link from 'next/link';

interface ViewTabsProps<View extends string> {
  /** Names them for readers. */
  readonly label: string;
  readonly views: readonly View[];
  readonly names: Readonly<Record<View, string>>;
  readonly current: View;
  readonly hrefOf: (view: View) => string;
}

/** The views of a screen, each with an address of its own. */
export function ViewTabs<View extends string>({ label, views, names, current, hrefOf }: ViewTabsProps<View>) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-1 border-b border-line px-3">
      {views.map((each) => (
        <Link
          key={each}
          href={hrefOf(each)}
          aria-current={each === current ? 'page' : undefined}
          className={classNames(
            'border-b-2 px-2 py-1.5 text-xs whitespace-nowrap',
            each === current ? 'border-accent font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
          )}
        >
          {names[each]}
        </Link>
      ))}
    </nav>
  );
}
