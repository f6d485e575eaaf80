import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface TimelineStep {
  readonly id: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly at: ReactNode;
  /** Time since the step before, already in words. */
  readonly after: string | null;
  readonly tone: 'plain' | 'good' | 'stopped' | 'open';
}

const MARKS = {
  plain: 'bg-bg border-line-strong',
  good: 'bg-good border-good',
  stopped: 'bg-stopped border-stopped rounded-none',
  open: 'bg-bg border-accent',
} as const;

/** What happened, in order, with how long each step took. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label: string }) {
  return (
    <ol aria-label={label} className="relative">
      {steps.map((step, index) => (
        <li key={step.id} className="relative grid grid-cols-[58px_15px_1fr] gap-x-2 pb-2.5 last:pb-0">
          <span className="figures pt-px text-right text-2xs text-faint">{step.after ?? ''}</span>
          <span className="relative flex justify-center">
            {index < steps.length - 1 && <span aria-hidden="true" className="absolute top-3 -bottom-3 w-px bg-line" />}
            <span
              aria-hidden="true"
              className={classNames('relative mt-[5px] size-[9px] rounded-full border-2', MARKS[step.tone])}
            />
          </span>
          <div className="min-w-0">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-sm">{step.title}</span>
              <span className="text-2xs text-faint">{step.at}</span>
            </div>
            {step.detail !== undefined && <div className="text-xs text-muted">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
