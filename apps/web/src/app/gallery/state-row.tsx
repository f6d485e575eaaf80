import type { ReactNode } from 'react';

/** States of a component beside each other. */
export function StateRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 px-4 py-1">{children}</div>;
}

/** One state with its name. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="px-4 pt-2 text-2xs text-faint">{name}</p>
      {children}
    </div>
  );
}
