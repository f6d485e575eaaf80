'use client';

import { classNames } from '@fairlead/ui/class-names';
import { KeyHint } from '@fairlead/ui/key-hint';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useViewer } from '@/viewer/viewer-context';
import { useGo } from '../go';
import { type Destination, groupsFor } from './destinations';

/**
 * The way to the screens that somebody may see, by what people come for: a rail beside them, or a bar below them where it is narrow. It scrolls, and what is
 * placed in it for readers alone with it: else the last group's name would make the page wider than a phone.
 */
export function Navigation() {
  const path = usePathname();
  const { can } = useViewer();
  return (
    <nav
      aria-label="Screens"
      className="relative flex shrink-0 border-line max-lg:order-last max-lg:overflow-x-auto max-lg:border-t lg:w-34 lg:flex-col lg:gap-3 lg:overflow-y-auto lg:border-r lg:p-2 print:hidden"
    >
      {groupsFor(can).map(({ group, destinations }) => (
        <div key={group} className="flex max-lg:flex-auto lg:flex-col lg:gap-0.5">
          <p id={`screens-${group}`} className="px-2.5 text-2xs text-faint max-lg:sr-only">
            {group}
          </p>
          <ul aria-labelledby={`screens-${group}`} className="flex max-lg:flex-auto lg:flex-col lg:gap-0.5">
            {destinations.map((destination) => (
              <Entry key={destination.href} destination={destination} path={path} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Entry({ destination: { href, label, key }, path }: { destination: Destination; path: string }) {
  const go = useGo();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <li className="flex max-lg:flex-auto">
      <Link
        href={href}
        onNavigate={(event) => {
          event.preventDefault();
          go(href);
        }}
        aria-current={here ? 'page' : undefined}
        className={classNames(
          'group flex flex-1 items-center justify-between rounded-md px-2.5 text-sm max-lg:h-11 max-lg:justify-center lg:h-7',
          here ? 'bg-raised font-medium text-fg' : 'text-muted hover:bg-hover hover:text-fg',
        )}
      >
        {label}
        <span className="opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 max-lg:hidden">
          <KeyHint keys={['g', key]} />
        </span>
      </Link>
    </li>
  );
}
