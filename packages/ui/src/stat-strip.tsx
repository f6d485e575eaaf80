import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface Stat {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string;
  /** What stands behind the figure: a window, a comparison, a count. */
  readonly note?: string;
  /** On a line of its own below the note: what would not fit beside it. */
  readonly count?: string;
  readonly chart?: ReactNode;
}

/** A few figures in one line; wraps into two columns where there is no room. */
export function StatStrip({ stats, label }: { stats: readonly Stat[]; label: string }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 border-y border-line sm:grid-cols-[repeat(auto-fit,minmax(132px,1fr))]"
    >
      {stats.map((stat, index) => (
        <div
          key={stat.label}
          className={classNames('relative min-w-0 px-3 py-2', index > 0 && 'sm:border-l sm:border-line')}
        >
          <dt className="truncate text-2xs text-faint">{stat.label}</dt>
          <dd className="figures flex items-baseline gap-1 text-lg leading-6 font-medium whitespace-nowrap">
            {stat.value}
            {stat.unit !== undefined && <span className="text-2xs font-normal text-faint">{stat.unit}</span>}
          </dd>
          {stat.note !== undefined && <dd className="truncate text-2xs text-faint">{stat.note}</dd>}
          {stat.count !== undefined && <dd className="truncate text-2xs text-faint">{stat.count}</dd>}
          {stat.chart !== undefined && <dd className="absolute right-3 bottom-2">{stat.chart}</dd>}
        </div>
      ))}
    </dl>
  );
}
