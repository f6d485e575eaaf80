'use client';

import type { ReportRun } from '@/rows/report-run';
import { progressWords } from '@/words/report-words';
import { useNow } from '../shell/use-now';

/** How far it is, as long as a cell is wide. */
export function ProgressBar({ run: { progress, attempt } }: { readonly run: ReportRun }) {
  const percent = Math.floor(progress * 100);
  return (
    <span className="flex items-center gap-2">
      <span
        role="progressbar"
        aria-label="Making the report"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 min-w-10 flex-1 overflow-hidden rounded-sm bg-line-strong"
      >
        <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      <span className="figures w-9 text-right" title={attempt > 1 ? `attempt ${attempt}` : undefined}>
        {percent} %
      </span>
    </span>
  );
}

/** A run that is not made yet: how far it is, and for how long on. */
export function RunProgress({ run }: { readonly run: ReportRun }) {
  const now = useNow();
  const isRunning = run.state === 'RUNNING';
  return (
    <section aria-label="How far it is" className="flex flex-col gap-2 border-t border-line px-4 py-6">
      <div className="w-full max-w-120">
        <ProgressBar run={run} />
      </div>
      <p role="status" className="text-sm text-muted">
        {isRunning && now !== null
          ? `It is being made of the orders as they are stored: ${progressWords(run, now)}.`
          : 'It waits until the worker takes it up; one report is made at a time, the oldest first.'}
      </p>
    </section>
  );
}
