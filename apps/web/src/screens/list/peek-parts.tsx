import type { ReactNode } from 'react';

/** A heading of a peek and what is under it. */
export function PeekSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t border-line px-4 py-2">
      <h3 className="pb-1 text-2xs text-faint">{title}</h3>
      {children}
    </section>
  );
}

/** Names and what they are, one a line. */
export function PeekFacts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="figures truncate text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
