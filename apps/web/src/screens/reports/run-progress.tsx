'use client';

import type { ReportRun } from '@/rows/report-run';
import { progressWords } from '@/words/report-words';
import { ProgressBar } from '../progress-bar';
import { useNow } from '../shell/use-now';

/** How far a run is. */
export function RunBar({ run: { progress, attempt } }: { readonly run: ReportRun }) {
  return (
    <ProgressBar label="Making the report" progress={progress} title={attempt > 1 ? `attempt ${attempt}` : undefined} />
  );
}

/** A run that is not made yet: how far it is, and for how long on. */
export function RunProgress({ run }: { readonly run: ReportRun }) {
  const now = useNow();
  const isRunning = run.state === 'RUNNING';
  return (
    <section aria-label="How far it is" className="flex flex-col gap-2 border-t border-line px-4 py-6">
      <div className="w-full max-w-120">
        <RunBar run={run} />
      </div>
      <p role="status" className="text-sm text-muted">
        {isRunning && now !== null
          ? `It is being made of the orders as they are stored: ${progressWords(run, now)}.`
          : 'It waits until the worker takes it up; one report is made at a time, the oldest first.'}
      </p>
    </section>
  );
}
