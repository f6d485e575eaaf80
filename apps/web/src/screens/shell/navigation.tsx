'use client';

import { classNames } from '@fairlead/ui/class-names';
import { KeyHint } from '@fairlead/ui/key-hint';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { DESTINATIONS } from './destinations';

/** The way to the screens: a rail beside them, or a bar below them where it is narrow. */
export function Navigation() {
  const path = usePathname();
  return (
    <nav
      aria-label="Screens"
      className="flex shrink-0 gap-0.5 border-line max-lg:order-last max-lg:justify-around max-lg:border-t lg:w-34 lg:flex-col lg:border-r lg:p-2"
    >
      {DESTINATIONS.map(({ href, label, key }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? 'page' : undefined}
            className={classNames(
              'group flex items-center justify-between rounded-md px-2.5 text-sm max-lg:h-11 max-lg:flex-1 max-lg:justify-center lg:h-7',
              here ? 'bg-raised font-medium text-fg' : 'text-muted hover:bg-hover hover:text-fg',
            )}
          >
            {label}
            <span className="opacity-0 group-hover:opacity-100 max-lg:hidden">
              <KeyHint keys={['g', key]} />
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
