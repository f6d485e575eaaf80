import type { ReactNode } from 'react';

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values in two columns. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="px-4 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="flex h-6 items-center justify-between gap-4 border-b border-line/55 last:border-0">
          <dt className="truncate text-muted">{name}</dt>
          <dd className="figures truncate text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
